/// From where somebody acts, as every history says it beside who and when.
///
/// It is no finer than the list of one's own sessions: no address, and nothing that tells one
/// computer of a kind from another.
public enum ActOrigin: Hashable, Sendable {
    /// A browser on the chapter's pages, such as `Firefox, Linux`; nil for one that is not known.
    case browser(String?)
    /// Another program, with somebody's token.
    case api
    /// The command line on the chapter's computer.
    case commandLine
    /// The chapter's computer by itself, for instance when a day begins.
    case node
    /// A list that was imported, whoever let it in.
    case imported

    /// So many Unicode scalars of what a browser calls itself are kept.
    static let scalarsAtMost = 80

    /// As the history keeps it.
    var text: String {
        switch self {
        case .browser(let name):
            name.map { String($0.unicodeScalars.prefix(Self.scalarsAtMost)) } ?? "browser"
        case .api: "API"
        case .commandLine: "command line"
        case .node: "this node"
        case .imported: "import"
        }
    }
}
