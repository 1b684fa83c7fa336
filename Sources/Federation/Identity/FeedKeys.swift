public import Sodium

/// The keys of one feed: the one that the root key has certified, and those that followed it.
///
/// Each place of a feed lies under exactly one key.
public struct FeedKeys: Hashable, Sendable {
    /// The feed.
    public let feed: FeedName
    /// The key of its first event.
    public let first: PublicKey
    /// The changes that count, in order.
    public private(set) var changes: [KeyChange] = []

    /// The keys of a feed that has had one.
    public init(_ feed: FeedName, first: PublicKey) {
        self.feed = feed
        self.first = first
    }

    /// The key that came last.
    public var latest: PublicKey { changes.last?.key ?? first }

    /// The key under which the event at a place is signed.
    public func key(at seq: UInt64) -> PublicKey {
        changes.last { $0.seq < seq }?.key ?? first
    }

    /// Takes the next change; false, and nothing is changed, where it does not count.
    ///
    /// It counts if both keys have signed it, the new key was never one of this feed, it comes after
    /// the change before, and there are not too many.
    public mutating func take(_ change: KeyChange) -> Bool {
        guard changes.count < Limits.keyChanges, change.seq > changes.last?.seq ?? 1,
            change.key != first, !changes.contains(where: { $0.key == change.key }),
            change.holds(under: latest, in: feed)
        else { return false }
        changes.append(change)
        return true
    }
}
