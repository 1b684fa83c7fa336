/// The reason for an act, where a request says nothing else.
struct Because: Decodable {
    /// For the history; what is left out is no reason.
    var why: String?
}
