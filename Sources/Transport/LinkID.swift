/// The name of one link to another node, never used again within the life of a `Transport`.
///
/// A dialled link keeps its name when it goes down and comes back. An accepted link is one
/// connection: a peer that connects again is a new link, and two connections of one peer are two.
public enum LinkID: Hashable, Sendable, CustomStringConvertible {
    /// A link that this node dialled.
    case dialed(UInt64)
    /// A link that somebody else dialled.
    case accepted(UInt64)

    /// A short name for logs.
    public var description: String {
        switch self {
        case .dialed(let number): "dialed-\(number)"
        case .accepted(let number): "accepted-\(number)"
        }
    }
}
