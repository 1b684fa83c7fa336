public import Federation
import Feeds
import GRDB
import Sodium
import Transport

/// Whom the node admits and whom it dials, from the roster.
extension GossipService {
    /// Says in the own feed how this node is reached, if that has changed.
    func recordNode() async throws {
        let record = ownRecord
        try await feeds.database.write { [feeds, clock] db in
            guard try feeds.nodeRecord(of: feeds.chapter, in: db) != record else { return }
            try feeds.append(.nodeRecorded, record.payload, at: clock(), in: db)
        }
    }

    var ownRecord: NodeRecord {
        var endpoints = configuration.advertised
        if endpoints.isEmpty, let listening {
            endpoints = [listening.record(onAllAddressesAs: configuration.hostName)]
        }
        return NodeRecord(
            transportKey: keys.current.key, otherKey: keys.otherKey, endpoints: endpoints)
    }

    /// How long the others are given to take in that we left, in milliseconds.
    private static let departureWait: Int64 = 3_000

    /// Leaves the federation and tells the others.
    ///
    /// False for a chapter that belongs to none.
    public func leave(reason: String) async throws -> Bool {
        leavingUntil = clock() + Self.departureWait
        let left = try await feeds.database.write { [feeds, clock] db in
            try feeds.leaveFederation(reason: reason, at: clock(), in: db)
        }
        if !left { leavingUntil = nil }
        return left
    }

    /// Hangs up once those in reach have our departure, or the time for it is over.
    func finishLeaving() async {
        guard let until = leavingUntil else { return }
        let seq = gossip.ownSeq
        let everybodyHasIt = linkedNodes.filter { gossip.isConnected($0.chapter) }
            .allSatisfy { gossip.holdings(of: $0.chapter)[gossip.ownFeed] ?? 0 >= seq }
        guard everybodyHasIt || clock() >= until else { return }
        leavingUntil = nil
        do { try await refreshLinks() } catch { log(error, "leaving") }
    }

    /// Blocks a chapter: nothing is exchanged with it directly from here on.
    public func block(_ chapter: ChapterID) async throws {
        try await feeds.database.write { [feeds, clock] db in
            try feeds.block(chapter, at: clock(), in: db)
        }
        // Also links that have not said yet whose they are, and may be this chapter's.
        for (id, link) in numbers where gossip.candidates(of: link).contains(chapter) {
            await forget(id)
        }
        try await refreshLinks()
    }

    /// Takes a block back: from here on both nodes exchange everything again.
    public func unblock(_ chapter: ChapterID) async throws {
        try await feeds.database.write { [feeds] db in try feeds.unblock(chapter, in: db) }
        try await refreshLinks()
    }

    /// Reads the roster anew and lets in, dials and hangs up accordingly.
    func refreshLinks() async throws {
        guard leavingUntil == nil else { return }
        let now = clock()
        let (roster, open, blocked) = try await feeds.database.write { [feeds] db in
            (
                try feeds.roster(in: db), try feeds.openInvitations(at: now, in: db),
                try feeds.blocked(in: db)
            )
        }
        self.blocked = blocked
        await take(.roster(roster))
        let others = linkedNodes
        var admission = Admission()
        // Several chapters may list one key: whose a link is, HELLO says.
        for key in others.flatMap(\.node.keys) {
            admission.peers[key.bytes] = Self.peerPrefix + key.hex
        }
        for invitation in open {
            admission.guests[invitation.guestKey.bytes] = Self.guestPrefix + invitation.guestKey.hex
        }
        // A guest whose invitation is spent is still owed the answer that lets them join; no other
        // link can use that key, because joiningUp asks for an open invitation.
        for guest in guests.values {
            admission.guests[guest.key.bytes] = Self.guestPrefix + guest.key.hex
        }
        transport.admit(admission)
        let wanted = Set(others.map(\.chapter))
        for (chapter, dial) in dials where !wanted.contains(chapter) {
            dials[chapter] = nil
            await forget(dial.id)
        }
        for (id, link) in numbers where wanted.isDisjoint(with: gossip.candidates(of: link)) {
            await forget(id)
        }
        await superviseLinks()
    }

    func forget(_ id: LinkID) async {
        transport.hangUp(id)
        if let link = numbers.removeValue(forKey: id) {
            ids[link] = nil
            await take(.linkDown(link))
        }
    }

    /// The chapters whose nodes we link with.
    ///
    /// Those that belong to us count also while we
    /// ourselves are only candidates.
    var linkedNodes: [RosterEntry] {
        (gossip.roster?.linked ?? []).filter {
            $0.chapter != feeds.chapter && !blocked.contains($0.chapter)
        }
    }
}
