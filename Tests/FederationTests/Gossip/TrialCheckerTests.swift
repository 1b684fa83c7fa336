import Federation
import Feeds
import Sodium
import SwiftProtobuf
import TestSupport
import Testing

/// Each checker is shown something that is wrong.
@Suite struct `A checker of a trial` {
    /// Three nodes and no faults but those named.
    private func quiet(_ change: (inout TrialOptions) -> Void = { _ in }) throws -> Trial {
        var options = TrialOptions(seed: 1, scale: .plain)
        options.nodes = 3
        options.writers = 3
        options.steps = 20
        options.network = Simulation.Faults()
        options.oneWayPercent = 0
        options.crawlingLinks = 0
        options.wrongClocks = 0
        options.disk = DiskFaults()
        options.disaster = .nothing
        options.somebodyLeaves = false
        options.somebodyIsRobbed = false
        options.startsAtOnce = true
        change(&options)
        return try Trial(options)
    }

    private func findings(_ name: String, _ trial: Trial) throws -> [String] {
        try #require(Trial.checkers.first { $0.name == name }).check(trial)
    }

    /// Whether a checker finds something after a change, and nothing before it.
    private func expect(_ name: String, after change: (inout Trial) throws -> Void) throws {
        var trial = try quiet()
        #expect(try trial.run().findings.isEmpty)
        try change(&trial)
        #expect(try !findings(name, trial).isEmpty)
    }

    private func event(
        by author: FeedAuthor, after tip: Tip, signedBy signer: FeedAuthor, saying text: String
    ) -> Event {
        signer.withKey { key in
            EventAuthor.write(
                Kind(rawValue: 1000), Array(text.utf8), salt: [UInt8](repeating: 1, count: 16),
                time: HybridTime(bits: tip.time.bits + 1), after: tip, in: author.feed,
                signedBy: key)
        }
    }

    @Test func `knows every name that is tested here`() {
        let tested = [
            "settled", "equal logs", "equal tables", "equal forks", "nothing lost",
            "nothing invented", "chains hold", "nobody forks itself", "marked before sent",
            "bounds hold", "everybody can speak",
        ]
        // Tables are tampered with where the database is.
        #expect(Trial.checkers.map(\.name) == tested)
    }

    @Test func `sees a node that stores nothing`() throws {
        var trial = try quiet()
        trial.simulation.nodes[2].store = DeafStore(trial.simulation.nodes[2].store)
        try trial.simulation.restart(2)
        let report = try trial.run()
        let checkers = Set(report.findings.map(\.checker))
        #expect(checkers.contains("settled"))
        #expect(checkers.contains("equal logs"))
    }

    @Test func `sees a fork that one node alone knows`() throws {
        try expect("equal forks") { trial in
            let author = trial.simulation.nodes[0].author
            let tip = try #require(try trial.simulation.nodes[0].store.ends().tips[author.feed])
            let proof = try #require(
                ForkProof(
                    [event(by: author, after: tip, signedBy: author, saying: "one")],
                    [event(by: author, after: tip, signedBy: author, saying: "another")]))
            trial.simulation.cuts = [[1, 0], [1, 2], [2, 0], [2, 1], [0, 1], [0, 2]]
            var message = WireMessage()
            message.fork = try WireForkProof(serializedBytes: proof.bytes)
            try trial.simulation.inject(try message.serializedBytes(), into: 1)
        }
    }

    @Test func `sees that something is gone everywhere`() throws {
        try expect("nothing lost") { trial in
            let feed = trial.simulation.nodes[1].author.feed
            let end = try #require(try trial.simulation.nodes[0].store.ends().tips[feed]?.seq)
            for node in trial.simulation.nodes { _ = try node.store.close(feed, after: end - 1) }
        }
    }

    @Test func `sees what nobody has said`() throws {
        try expect("nothing invented") { trial in
            let author = trial.simulation.nodes[1].author
            let tip = try #require(try trial.simulation.nodes[0].store.ends().tips[author.feed])
            let event = event(by: author, after: tip, signedBy: author, saying: "invented")
            _ = try trial.simulation.nodes[0].store.receive(VerifiedRun(written: event))
        }
    }

    @Test func `sees a signature of somebody else`() throws {
        try expect("chains hold") { trial in
            let author = trial.simulation.nodes[1].author
            let tip = try #require(try trial.simulation.nodes[0].store.ends().tips[author.feed])
            let event = event(
                by: author, after: tip, signedBy: trial.simulation.nodes[2].author, saying: "no")
            _ = try trial.simulation.nodes[0].store.receive(VerifiedRun(written: event))
        }
    }

    @Test func `sees a feed that was written twice`() throws {
        try expect("nobody forks itself") { trial in
            let disk = try #require(trial.simulation.nodes[0].store as? SimulatedDisk)
            let copy = try disk.copied(to: "another machine")
            let now = trial.simulation.now
            _ = try disk.append(Kind(rawValue: 1000), Array("one".utf8), at: now)
            _ = try copy.append(Kind(rawValue: 1000), Array("another".utf8), at: now)
        }
    }

    @Test func `sees a store that forgets its high-water file`() throws {
        try expect("marked before sent") { trial in
            let author = trial.simulation.nodes[0].author
            let disk = try SimulatedDisk(
                feed: author.feed, place: "a careless place", seed: 1, ledger: trial.ledger
            ) { _ in PlainStore(author: author, seed: 1) }
            _ = try disk.append(Kind(rawValue: 1000), [1], at: trial.simulation.now)
        }
    }

    @Test func `sees a frame that is too long`() throws {
        try expect("bounds hold") { $0.simulation.longestFrame = Limits.frameBytes + 1 }
    }

    @Test func `sees a chapter that may not write for no reason`() throws {
        try expect("everybody can speak") { $0.simulation.nodes[1].stopped = "broken" }
    }
}

/// Says that it has stored what it throws away.
private final class DeafStore: SimulatedStore {
    private let store: any SimulatedStore

    init(_ store: any SimulatedStore) { self.store = store }

    func receive(_ run: VerifiedRun) -> Tip { run.tip }
    func ends() throws -> (tips: [FeedName: Tip], heads: [FeedName: Gossip.HeldHead]) {
        try store.ends()
    }
    func forks() throws -> [ForkVerdict] { try store.forks() }
    func keyChanges() throws -> [FeedName: [KeyChange]] { try store.keyChanges() }
    func handed(to author: FeedAuthor) throws -> any SimulatedStore { try store.handed(to: author) }
    func run(_ feed: FeedName, from: UInt64) throws -> [Event] { try store.run(feed, from: from) }
    func compare(_ branch: VerifiedRun) throws -> GossipInput.Comparison {
        try store.compare(branch)
    }
    func changeKey(seed: [UInt8], at now: Timestamp) throws -> (event: Event, author: FeedAuthor) {
        try store.changeKey(seed: seed, at: now)
    }
    func fill(_ branch: VerifiedRun) throws { try store.fill(branch) }
    func lacking(_ chapter: ChapterID?) throws -> [FeedName: [UInt64]] {
        try store.lacking(chapter)
    }
    func weigh(_ proof: ForkProof?, founders: [ChapterID]) throws -> [ForkVerdict] {
        try store.weigh(proof, founders: founders)
    }
    func openings() throws -> [FeedOpening] { try store.openings() }
    func close(_ feed: FeedName, after seq: UInt64) throws -> Tip {
        try store.close(feed, after: seq)
    }
    func renewed(by author: FeedAuthor, _ opening: FeedOpening, at now: Timestamp) throws
        -> any SimulatedStore
    { try store.renewed(by: author, opening, at: now) }
    func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp) throws -> Event {
        try store.append(kind, payload, at: now)
    }
    func log() throws -> [FeedName: [EventID]] { try store.log() }
    func copy(highWater: HighWater?) throws -> any SimulatedStore {
        try store.copy(highWater: highWater)
    }
}
