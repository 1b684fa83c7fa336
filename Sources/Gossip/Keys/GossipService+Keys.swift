public import Federation
import Feeds
import GRDB
import Sodium
import Transport

/// Why the transport key is not changed.
public enum TransportKeyRefusal: Error, Hashable, Sendable {
    /// The chapter may not write to its feed now, so it cannot tell anybody.
    case mayNotWrite
    /// A change is under way already.
    case underWay
    /// Another chapter is being linked, and both have shown each other their keys.
    case joining
}

/// A change of the transport key that is under way, as people see it.
public struct TransportKeyChange: Hashable, Sendable {
    /// Whether the new key is in force already.
    public let isInForce: Bool
    /// The linked chapters that are not known to have heard of it.
    public let waitingFor: [ChapterID]

    /// How far a change has come.
    public init(isInForce: Bool, waitingFor: [ChapterID]) {
        self.isInForce = isInForce
        self.waitingFor = waitingFor
    }
}

/// Changing the node's transport key while it runs.
///
/// First the node says which key is to follow, so that the others admit both. When they have heard,
/// it puts the new key into force and says so; the old one is still admitted, and still used where
/// somebody may not have heard. When they have heard that too, the old one goes. Every step is in
/// the key files, and what is said follows from them, so a restart goes on where it was.
extension GossipService {
    /// How often it is looked whether a change can go on, in milliseconds.
    private static let keysTendedEvery: Int64 = 1_000
    /// So long the others are given to hear that the new key is in force before their links go down,
    /// in milliseconds.
    private static let toldFirst: Int64 = 1_000

    /// Begins to change the transport key.
    ///
    /// - Returns: why not, or nil.
    public func changeTransportKey() async throws -> TransportKeyRefusal? {
        guard gossip.mayAppend, feeds.gateIsOpen, let store = configuration.keyStore else {
            return .mayNotWrite
        }
        guard keys.other == nil else { return .underWay }
        guard joinings.isEmpty else { return .joining }
        keys.other = .next(try store.makeNext())
        keyHolders = []
        keysDue = clock()
        try await recordNode()
        return nil
    }

    /// The change that is under way, if one is.
    public var transportKeyChange: TransportKeyChange? {
        switch keys.other {
        case .next: TransportKeyChange(isInForce: false, waitingFor: waitingForKey)
        case .previous: TransportKeyChange(isInForce: true, waitingFor: waitingForKey)
        case nil: nil
        }
    }

    /// The linked chapters that have not said that they hold the latest node record of this one.
    private var waitingForKey: [ChapterID] {
        linkedNodes.map(\.chapter).filter { !keyHolders.contains($0) }
    }

    /// The key with which this node dials another one.
    ///
    /// Whoever may not have heard of the key in force still admits the one before it.
    func ownKey(for chapter: ChapterID) -> CurveKeyPair {
        guard case .previous(let old) = keys.other, !keyHolders.contains(chapter) else {
            return keys.current
        }
        return old
    }

    /// Goes on with a change that is under way.
    func tendKeys() async {
        guard let other = keys.other, let store = configuration.keyStore else { return }
        let now = clock()
        // A clock that was set back does not put it off.
        keysDue = min(keysDue, now + Self.keysTendedEvery)
        guard now >= keysDue else { return }
        keysDue = now + Self.keysTendedEvery
        do {
            if boundKey != keys.current.key { return try await listenAnew(at: now) }
            guard gossip.mayAppend, feeds.gateIsOpen else { return }
            let said = try await feeds.database.read { [feeds] db in try feeds.ownNode(in: db) }
            guard let said, said.record == ownRecord else { return try await recordNode() }
            keyHolders = said.holders
            let others = linkedNodes.map(\.chapter)
            let isOverdue = now - said.at >= configuration.settings.keyPatience
            switch other {
            case .next(let next):
                // Somebody has to know, or nobody could tell those who were away.
                let enough = isOverdue && others.contains(where: said.holders.contains)
                guard waitingForKey.isEmpty || enough, guests.isEmpty, visit == nil else { return }
                try await putIntoForce(next, store, at: now)
            case .previous(let old):
                guard waitingForKey.isEmpty || isOverdue else { return }
                try await retire(old, store)
            }
        } catch {
            log(error, "changing the transport key")
        }
    }

    private func putIntoForce(
        _ next: CurveKeyPair, _ store: any TransportKeyStore, at now: Timestamp
    )
        async throws
    {
        try store.promoteNext()
        keys = TransportKeys(current: next, other: .previous(keys.current))
        keyHolders = []
        keysDue = now + Self.toldFirst
        // Whoever knocks with an open invitation expects the old key.
        try await feeds.database.write { [feeds] db in try feeds.forgetInvitations(in: db) }
        try await recordNode()
        try await refreshLinks()
    }

    /// Listens with the key in force: whoever had dialled this node dials it again.
    private func listenAnew(at now: Timestamp) async throws {
        let current = keys.current
        if listening != nil { try await transport.listen(as: current) }
        boundKey = current.key
    }

    private func retire(_ old: CurveKeyPair, _ store: any TransportKeyStore) async throws {
        try store.removePrevious()
        keys.other = nil
        try await recordNode()
        for (chapter, dial) in dials where dial.ownKey == old.key {
            dials[chapter] = nil
            await forget(dial.id)
        }
    }
}
