import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `A federation on SQLite under all faults` {
    /// `make soak` tries fifty.
    @Test(arguments: UInt64(1)...5)
    func `comes right once they stop, to the same tables`(seed: UInt64) throws {
        var trial = try Trial(TrialOptions(seed: seed, scale: .database))
        let report = try trial.run()
        #expect(report.findings.isEmpty, "\(report)")
    }

    @Test(arguments: Trial.pins.filter { $0.scale == .database })
    func `does the same in every build`(pin: Trial.Pin) throws {
        var trial = try Trial(TrialOptions(seed: pin.seed, scale: pin.scale))
        let found = try trial.run().traceHash
        #expect(found == pin.traceHash, "seed \(pin.seed): \(found)")
    }

    @Test func `is found out where one shows other rows`() throws {
        var options = TrialOptions(seed: 2, scale: .database)
        options.nodes = 2
        options.writers = 2
        options.disaster = .nothing
        options.somebodyLeaves = false
        options.somebodyIsRobbed = false
        var trial = try Trial(options)
        #expect(try trial.run().findings.isEmpty)
        let checker = try #require(Trial.checkers.first { $0.name == "equal tables" })
        let disk = try #require(trial.simulation.nodes[1].store as? SimulatedDisk)
        let store = try #require(disk.inner as? FeedsStore)
        try store.feeds.database.write {
            try $0.execute(sql: "UPDATE shared_meeting SET title = 'x'")
        }
        #expect(try !checker.check(trial).isEmpty)
    }
}
