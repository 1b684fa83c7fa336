import Federation
import Feeds
import TestSupport
import Testing

@Suite struct `A simulated federation on SQLite` {
    /// Something about a meeting, one's own or another's, or nothing that a table shows.
    private func next(
        _ chapter: ChapterID, _ meetings: inout [ObjectID], _ random: inout SplitMix64
    ) -> (Kind, [UInt8]) {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return (Kind(rawValue: 1000), [1, 2, 3])
        case 1:
            guard let meeting = meetings.randomElement(using: &random) else { fallthrough }
            return (.meetingCancelled, MeetingCancelled(meeting: meeting, reason: "").payload())
        case 2:
            guard let meeting = meetings.randomElement(using: &random) else { fallthrough }
            let count = MeetingCounted(meeting: meeting, headCount: meetings.count)
            return (.meetingCounted, count.payload())
        default:
            let nonce = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
            meetings.append(ObjectID(chapter: chapter, nonce: nonce))
            let start = Timestamp.noon + Int64(meetings.count)
            let meeting = MeetingScheduled(
                nonce: nonce, title: "Assembly \(meetings.count)", place: "", onlineLink: "",
                start: start, end: start, timeZone: "", utcOffset: 0, agenda: "",
                audience: .linked)
            return (.meetingScheduled, meeting.payload())
        }
    }

    @Test(arguments: UInt64(0)..<10)
    func `converges through faults to the same shared tables, byte for byte`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var settings = GossipSettings()
        settings.push = seed % 2 == 0
        settings.reconcileEvery = 5000
        let count = Int.random(in: 2...5, using: &random)
        var simulation = try Simulation(nodes: count, seed: seed, settings: settings) { author, _ in
            try FeedsStore(author: author)
        }
        simulation.faults.lossPercent = Int.random(in: 0...30, using: &random)
        simulation.faults.duplicatePercent = Int.random(in: 0...20, using: &random)
        simulation.faults.reorderPercent = Int.random(in: 0...50, using: &random)
        simulation.faults.latency = 1...Int64.random(in: 2...2000, using: &random)
        var meetings: [ObjectID] = []
        for _ in 0..<80 {
            let node = Int.random(in: 0..<count, using: &random)
            switch Int.random(in: 0..<20, using: &random) {
            case 0: simulation.cuts.insert([node, Int.random(in: 0..<count, using: &random)])
            case 1: simulation.cuts = []
            case 2 where simulation.nodes[node].outbox.isEmpty:
                simulation.crash(node)
                try simulation.restart(node)
            default:
                let chapter = simulation.nodes[node].chapter
                let (kind, payload) = next(chapter, &meetings, &random)
                try simulation.say(kind, payload, at: node)
            }
            try simulation.run(milliseconds: Int64.random(in: 0...800, using: &random))
        }
        simulation.faults = Simulation.Faults()
        simulation.cuts = []
        let bound = settings.silentAfter + 4 * settings.reconcileEvery
        #expect(try simulation.settle(within: bound) != nil, "seed \(seed): not equal")
        let rows = try simulation.nodes.map { try #require($0.store as? FeedsStore).sharedRows() }
        #expect(!rows[0].isEmpty, "seed \(seed)")
        for other in rows[1...] { #expect(other == rows[0], "seed \(seed)") }
        for node in simulation.nodes { #expect(node.stopped == nil, "seed \(seed)") }
    }

    @Test func `puts back a restored chapter before it writes`() throws {
        var simulation = try Simulation(nodes: 4, seed: 5) { author, _ in
            try FeedsStore(author: author)
        }
        try simulation.run(milliseconds: 6000)
        try simulation.say("before the backup", at: 0)
        try simulation.run(milliseconds: 500)
        let backup = try simulation.nodes[0].store.copy()
        try simulation.say("after the backup", at: 0)
        try simulation.run(milliseconds: 500)
        simulation.crash(0)
        try simulation.restart(0, on: backup, restored: true)
        try simulation.say("after the restore", at: 0)
        #expect(try simulation.settle(within: 5000) != nil)
        let feed = simulation.nodes[0].gossip.ownFeed
        #expect(try simulation.nodes[3].store.log()[feed]?.count == 3)
    }

    @Test(arguments: UInt64(0)..<5)
    func `cuts a fork at the same place everywhere`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var simulation = try Simulation(nodes: 3, seed: seed) { author, _ in
            try FeedsStore(author: author)
        }
        try simulation.run(milliseconds: 6000)
        let common = Int.random(in: 0...20, using: &random)
        for number in 0..<common { try simulation.say("common \(number)", at: 0) }
        try simulation.run(milliseconds: 1000)
        let copy = try simulation.nodes[0].store.copy()
        simulation.cuts = [[0, 2], [2, 0], [1, 2], [2, 1]]
        for number in 0..<3 { try simulation.say("one history \(number)", at: 0) }
        try simulation.run(milliseconds: 1000)
        for number in 0..<2 {
            let event = try copy.append(
                Kind(rawValue: 1000), Array("another \(number)".utf8), at: simulation.now)
            _ = try simulation.nodes[2].store.receive(VerifiedRun(written: event))
        }
        simulation.crash(2)
        try simulation.restart(2)
        simulation.cuts = []
        try simulation.run(milliseconds: 120_000)
        let feed = simulation.nodes[0].gossip.ownFeed
        for node in 1...2 {
            let held = try simulation.nodes[node].store.log()[feed]?.count ?? 0
            #expect(held == common, "seed \(seed): node \(node)")
            let proof = try simulation.nodes[node].store.proof(feed)
            #expect(proof?.seq == UInt64(common + 1), "seed \(seed): node \(node)")
        }
        #expect(simulation.nodes[0].stopped != nil, "seed \(seed)")
    }
}
