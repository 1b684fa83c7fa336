import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `A simulated federation that takes words back` {
    private func federation(_ nodes: Int, seed: UInt64, push: Bool = true) throws -> Simulation {
        var settings = GossipSettings()
        settings.push = push
        settings.reconcileEvery = 5000
        var simulation = try Simulation(nodes: nodes, seed: seed, settings: settings) {
            author, _ in try FeedsStore(author: author)
        }
        try simulation.run(milliseconds: 6000)
        return simulation
    }

    private func meeting(_ number: Int) -> [UInt8] {
        Meetings.event(UInt8(number), title: "Assembly \(number)")
    }

    /// The node's people take one of their own events back.
    private func takeBack(_ seq: UInt64, at node: Int, _ simulation: inout Simulation) throws {
        let feed = simulation.nodes[node].author.feed
        let id = try #require(simulation.nodes[node].store.log()[feed]?[Int(seq) - 1])
        let place = BodiesTakenBack.Place(epoch: feed.epoch, seq: seq, id: id)
        try simulation.say(
            .bodiesTakenBack, try #require(BodiesTakenBack([place])).payload, at: node)
    }

    private func store(_ node: Int, _ simulation: Simulation) throws -> FeedsStore {
        let store = simulation.nodes[node].store
        return try #require(store as? FeedsStore ?? (store as? StrippingStore)?.inner)
    }

    /// Cuts a node off from all but these others.
    private func isolate(_ node: Int, from others: [Int], _ simulation: inout Simulation) {
        for other in others {
            simulation.cuts.formUnion([[node, other], [other, node]])
        }
    }

    private func expectSame(_ simulation: Simulation, _ comment: Comment) throws {
        let rows = try store(0, simulation).sharedRows()
        for node in simulation.nodes.indices {
            let store = try store(node, simulation)
            #expect(try store.sharedRows() == rows, comment)
            #expect(try store.lacking(nil).isEmpty, comment)
        }
    }

    @Test(arguments: UInt64(0)..<6)
    func `forgets them everywhere, though some were away and one came later`(seed: UInt64) throws {
        var simulation = try federation(5, seed: seed, push: seed % 2 == 0)
        simulation.crash(4)
        for number in 0..<4 { try simulation.say(.meetingScheduled, meeting(number), at: 0) }
        #expect(try simulation.settle(within: 60_000) != nil)
        #expect(try store(3, simulation).sharedRows().count == 4)
        // Node 3 does not hear of the taking back; the newcomer hears of nothing but node 3.
        isolate(3, from: [0, 1, 2], &simulation)
        isolate(4, from: [0, 1, 2], &simulation)
        try takeBack(2, at: 0, &simulation)
        try simulation.restart(4)
        try simulation.run(milliseconds: 30_000)
        #expect(try store(2, simulation).sharedRows().count == 4, "three meetings and a hole")
        #expect(try store(4, simulation).sharedRows().count == 4, "four meetings")
        simulation.cuts = []
        #expect(try simulation.settle(within: 120_000) != nil, "seed \(seed)")
        try expectSame(simulation, "seed \(seed)")
        #expect(try store(4, simulation).sharedRows().count == 4)
        #expect(try store(4, simulation).titles() == ["Assembly 0", "Assembly 2", "Assembly 3"])
    }

    @Test(arguments: UInt64(0)..<6)
    func `gets what a neighbour has left out from somebody else`(seed: UInt64) throws {
        var simulation = try federation(4, seed: seed, push: false)
        simulation.crash(1)
        simulation.nodes[1].store = StrippingStore(
            try FeedsStore(author: simulation.nodes[1].author))
        try simulation.restart(1)
        // Whoever is not the author knows only the one that leaves out, and each other.
        isolate(0, from: [2, 3], &simulation)
        for number in 0..<6 { try simulation.say(.meetingScheduled, meeting(number), at: 0) }
        try takeBack(3, at: 0, &simulation)
        #expect(try simulation.settle(within: 120_000) != nil, "seed \(seed)")
        #expect(try store(1, simulation).titles().count == 5)
        #expect(try store(2, simulation).titles().isEmpty)
        let feed = simulation.nodes[0].author.feed
        #expect(try store(2, simulation).lacking(nil) == [feed: [1, 2, 4, 5, 6]])
        simulation.cuts = []
        var waited: Int64 = 0
        while waited < 300_000, try !store(2, simulation).lacking(nil).isEmpty {
            try simulation.run(milliseconds: 1000)
            waited += 1000
        }
        try simulation.run(milliseconds: 130_000)
        try expectSame(simulation, "seed \(seed), after \(waited) ms")
        #expect(try store(3, simulation).titles().count == 5)
        let refused = simulation.nodes.map(\.refused)
        #expect(refused.allSatisfy { $0["bad signature"] == nil && $0["malformed run"] == nil })
    }

    @Test func `never takes a vote or a chapter's own word without its body`() throws {
        var simulation = try federation(3, seed: 9, push: false)
        let profile = ChapterProfile(name: "Harbour", profile: "campaign")
        try simulation.say(.chapterDescribed, profile.payload, at: 0)
        try simulation.say(.meetingScheduled, meeting(1), at: 0)
        #expect(try simulation.settle(within: 60_000) != nil)
        let events = try store(0, simulation).run(simulation.nodes[0].author.feed, from: 1)
        let run = try received([events[0].withoutBody])
        #expect(throws: RunFault.malformed) {
            try run.verified(
                after: .empty, by: simulation.nodes[0].author.certificate.feedKey)
        }
    }
}

extension FeedsStore {
    /// The titles of shared meetings.
    fileprivate func titles() throws -> [String] {
        try feeds.database.read { db in
            try String.fetchAll(db, sql: "SELECT title FROM shared_meeting ORDER BY title")
        }
    }
}
