import Federation
import Feeds
import GRDB
import Gossip
import Sodium
import TestSupport
import Testing

@Suite(.serialized) struct `Linked nodes` {
    @Test func `show each other's meetings, with push and without`() async throws {
        let nodes = try await federation(3)
        let pushed = try await nodes[0].plan("Assembly")
        for node in nodes[1...] {
            try await eventually("pushed") { try await node.sees(pushed) }
        }
        for node in nodes { await node.stop() }
        for node in nodes { try await node.start(push: false) }
        try await linked(nodes)
        let found = try await nodes[1].plan("Picket")
        for node in nodes { try await eventually("found") { try await node.sees(found) } }
        for node in nodes { await node.stop() }
    }

    @Test func `link again after a restart on the same database, and catch up`() async throws {
        let nodes = try await federation(3)
        await nodes[1].stop()
        let missed = try await nodes[0].plan("While you were away")
        try await eventually("the others") { try await nodes[2].sees(missed) }
        #expect(try await nodes[1].sees(missed) == false)
        try await nodes[1].start()
        try await linked(nodes)
        try await eventually("what was missed") { try await nodes[1].sees(missed) }
        try await eventually("the gate") { await nodes[1].state().mayAppend }
        let back = try await nodes[1].plan("Back again")
        for node in nodes { try await eventually("the answer") { try await node.sees(back) } }
        for node in nodes { await node.stop() }
    }

    @Test func `go on when one of them changes its feed key, and so does a newcomer`() async throws
    {
        let nodes = try await federation(2)
        try await eventually("the gate") { await nodes[0].state().mayAppend }
        let before = try await nodes[0].plan("Before")
        try await nodes[0].changeKey()
        let after = try await nodes[0].plan("After")
        for meeting in [before, after] {
            try await eventually("seen") { try await nodes[1].sees(meeting) }
        }
        #expect(await nodes[0].isLinked(to: nodes[1]))
        for node in nodes { await node.stop() }
        for node in nodes { try await node.start() }
        try await linked(nodes)
        let newcomer = try await GossipNode(.fixed(30), named: "Hillside")
        try await newcomer.join(nodes[0])
        try await linked(nodes + [newcomer])
        for meeting in [before, after] {
            try await eventually("seen by the newcomer") { try await newcomer.sees(meeting) }
        }
        #expect(await newcomer.state().refused["bad signature"] == nil)
        for node in nodes + [newcomer] { await node.stop() }
    }

    @Test func `witness each other's feeds once in a while, and come to rest`() async throws {
        let nodes = try await federation(2)
        for node in nodes { await node.stop() }
        for node in nodes { try await node.start(witnessEvery: 200) }
        try await linked(nodes)
        let meeting = try await nodes[0].plan("Assembly")
        try await eventually("seen") { try await nodes[1].sees(meeting) }
        for (node, other) in [(nodes[0], nodes[1]), (nodes[1], nodes[0])] {
            try await eventually("the other's feed is witnessed") {
                try await node.database.read { db in
                    let said = try Int64.fetchOne(
                        db,
                        sql:
                            "SELECT max(seq) FROM shared_witness WHERE chapter = ? AND witness = ?",
                        arguments: [other.feeds.chapter, node.feeds.chapter])
                    // All but what the other has said of this one since.
                    let held = try HeldFeed.find(other.feeds.author.feed, in: db)?
                        .events(from: UInt64(said ?? 0) + 1, limit: 100, in: db)
                    return said != nil
                        && held?.allSatisfy { $0.suffix.kind == .headsWitnessed } == true
                }
            }
        }
        for node in nodes { await node.stop() }
    }

    @Test func `write out what waits as soon as the disk takes it`() async throws {
        let node = try await GossipNode(.fixed(1), named: "Harbour")
        await node.stop()
        try await node.database.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER disk_full BEFORE INSERT ON event
                    BEGIN SELECT raise(ABORT, 'database or disk is full'); END
                    """)
        }
        node.feeds.closeGate()
        let meeting = try await node.plan("Assembly")
        try await node.start()
        try await eventually("the fault is shown") { await node.state().storeFault != nil }
        #expect(!node.feeds.gateIsOpen)
        try await node.database.write { try $0.execute(sql: "DROP TRIGGER disk_full") }
        node.clock.advance(milliseconds: 10_000)
        try await eventually("the gate opens") { node.feeds.gateIsOpen }
        #expect(try await node.sees(meeting))
        #expect(await node.state().storeFault == nil)
        await node.stop()
    }

    @Test func `stay linked whatever an old record of a node says`() async throws {
        let harbour = try await GossipNode(.fixed(1), named: "Harbour")
        let riverside = try await GossipNode(.fixed(2), named: "Riverside", listens: false)
        try await riverside.join(harbour)
        try await linked([harbour, riverside])
        // As while a history is fetched: then it did not listen, or had another key.
        let old = NodeRecord(transportKey: randomBytes32(), endpoints: [])
        try await harbour.append(.nodeRecorded, old.payload)
        let meeting = try await harbour.plan("Assembly")
        try await eventually("the meeting") { try await riverside.sees(meeting) }
        let later = try await harbour.plan("Picket")
        try await eventually("what comes later") { try await riverside.sees(later) }
        #expect(await riverside.isLinked(to: harbour))
        for node in [harbour, riverside] { await node.stop() }
    }

    @Test func `send a blocked chapter nothing`() async throws {
        // Of two that listen the one with the lower id dials: the blocked one keeps knocking.
        let nodes = try await federation(2).sorted { $0.chapter < $1.chapter }
        let (eve, harbour) = (nodes[0], nodes[1])
        let before = try await harbour.plan("Before")
        try await eventually("before") { try await eve.sees(before) }
        try await harbour.gossip.block(eve.chapter)
        try await eventually("cut off") { await !eve.isLinked(to: harbour) }
        let after = try await harbour.plan("After")
        let theirs = try await eve.plan("From Eve")
        try await eventually("turned away") {
            await harbour.state().refused["unknown key"] ?? 0 > 0
        }
        #expect(await harbour.isLinked(to: eve) == false)
        #expect(try await eve.sees(after) == false)
        #expect(try await harbour.sees(theirs) == false)
        // It stays so after a restart.
        await harbour.stop()
        try await harbour.start()
        try await eventually("turned away again") {
            await harbour.state().refused["unknown key"] ?? 0 > 0
        }
        #expect(try await eve.sees(after) == false)
        for node in nodes { await node.stop() }
    }

    @Test func `hear of a departure, and keep what was shared`() async throws {
        let nodes = try await federation(3)
        let meeting = try await nodes[2].plan("The last one")
        for node in nodes { try await eventually("the meeting") { try await node.sees(meeting) } }
        #expect(try await nodes[2].gossip.leave(reason: "Our own way"))
        for node in nodes[..<2] {
            try await eventually("the departure") {
                try await node.standing(of: nodes[2]) == .left
            }
            try await eventually("unlinked") { await !node.isLinked(to: nodes[2]) }
            #expect(try await node.sees(meeting))
        }
        #expect(try await nodes[2].roster() == nil)
        #expect(try await nodes[2].gossip.leave(reason: "Twice") == false)
        let next = try await nodes[0].plan("Without them")
        try await eventually("the rest goes on") { try await nodes[1].sees(next) }
        #expect(try await nodes[2].sees(next) == false)
        for node in nodes { await node.stop() }
    }
}
