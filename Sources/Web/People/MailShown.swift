/// An e-mail address in the two parts between which a line may end.
struct MailShown: Sendable {
    let address: String
    /// What stands before the @, or all of it where there is none.
    let name: String
    /// The @ and what follows; empty where there is none.
    let host: String

    init(_ address: String) {
        let end = address.lastIndex(of: "@") ?? address.endIndex
        self.address = address
        name = String(address[..<end])
        host = String(address[end...])
    }
}
