import Federation
import Feeds
import Sodium
import Transport

/// Whom the node dials and whom it visits.
extension GossipService {
    struct Dial {
        let id: LinkID
        let node: NodeRecord
        /// Whom it insists to reach: one of the keys of the record.
        let serverKey: Bytes32
        /// The key of this end.
        let ownKey: Bytes32
        let since: Timestamp
        /// How often it was dialled with one key and then the other.
        var turns = 0
    }

    /// A side that is not to dial does so all the same after so long without a link, in
    /// milliseconds: the other side may be unable to.
    private static let dialAnywayAfter: Int64 = 10_000
    /// Where a record lists two keys, the other one is tried after so long without a connection, in
    /// milliseconds; each time it takes twice as long.
    private static let tryOtherKeyAfter: Int64 = 2_000
    /// But not longer than so many doublings: 32 seconds.
    private static let turnsDoubled = 4
    /// A link that was ended here is dialled again after so long, in milliseconds: the record may
    /// lead to somebody else, who is to have peace.
    static let dialAgainAfter: Int64 = 2_000
    /// Among many chapters a node takes so many links that others have dialled.
    static let dialledByOthers = 64

    /// Dials whoever is to be dialled and is not yet, and hangs up on visits that are done.
    ///
    /// Of two nodes that both listen and are both to dial, the one with the lower id does, so that
    /// there is one link for each pair; the other one does so only after a while without a link.
    func superviseLinks() async {
        let now = clock()
        let nodes = linkedNodes
        let others = nodes.map {
            Topology.Candidate(
                $0.chapter, listens: !$0.node.endpoints.isEmpty || isReached($0.chapter))
        }
        let isMesh = topology.isMesh(others)
        let isConnected = { [gossip] (chapter: ChapterID) in gossip.isConnected(chapter) }
        var wanted = topology.neighbours(among: others, at: now, isConnected: isConnected)
        if let visited = topology.visit(among: others, at: now, isConnected: isConnected) {
            visits[visited] = now
        }
        for (chapter, since) in visits {
            let isOver = now - since > Topology.visitAtMost || gossip.agrees(with: chapter)
            if isOver { visits[chapter] = nil }
        }
        wanted.formUnion(visits.keys)
        for (chapter, dial) in dials where !wanted.contains(chapter) {
            dials[chapter] = nil
            await forget(dial.id)
        }
        for entry in nodes where wanted.contains(entry.chapter) {
            supervise(entry, isMesh: isMesh, at: now)
        }
    }

    private func supervise(_ entry: RosterEntry, isMesh: Bool, at now: Timestamp) {
        let chapter = entry.chapter
        guard let endpoint = entry.node.endpoints.first.flatMap({ Endpoint(record: $0) }) else {
            return
        }
        if gossip.isConnected(chapter) {
            unconnectedSince[chapter] = nil
        } else if unconnectedSince[chapter] == nil {
            unconnectedSince[chapter] = now
        }
        let own = ownKey(for: chapter)
        var serverKey = entry.node.transportKey
        var turns = 0
        if let dial = dials[chapter] {
            guard !isReached(chapter) else { return }
            if dial.node == entry.node, dial.ownKey == own.key {
                let patience = Self.tryOtherKeyAfter << min(dial.turns, Self.turnsDoubled)
                let isInVain = numbers[dial.id] == nil && now - dial.since > patience
                guard isInVain, let other = entry.node.otherKey else { return }
                serverKey = dial.serverKey == other ? entry.node.transportKey : other
                turns = dial.turns + 1
            }
            dials[chapter] = nil
            transport.hangUp(dial.id)
        }
        if let again = dialAgainAt[chapter] {
            guard now >= again || again - now > Self.dialAgainAfter else { return }
            dialAgainAt[chapter] = nil
        }
        let first = ownRecord.endpoints.isEmpty || feeds.chapter < chapter
        let lonely = unconnectedSince[chapter].map { now - $0 > Self.dialAnywayAfter } ?? false
        guard isMesh ? first || lonely : !gossip.isConnected(chapter) else { return }
        let id = transport.dial(
            endpoint, serverKey: serverKey.bytes, userID: chapter.description, as: own)
        dials[chapter] = Dial(
            id: id, node: entry.node, serverKey: serverKey, ownKey: own.key, since: now,
            turns: turns)
    }

    /// Whether the link that this node dialled stands.
    ///
    /// It is kept whatever a node record says: while a chapter's history is being fetched, its old
    /// records come first, and the link may be the only one that brings the later ones.
    private func isReached(_ chapter: ChapterID) -> Bool {
        guard let dial = dials[chapter], numbers[dial.id] != nil else { return false }
        return gossip.isConnected(chapter)
    }

    /// Whether one more link that somebody else has dialled is too many.
    var hasRoom: Bool {
        let own = Set(dials.values.map(\.id))
        return linkedNodes.count < configuration.settings.meshChapters
            || numbers.keys.count { !own.contains($0) } < Self.dialledByOthers
    }
}
