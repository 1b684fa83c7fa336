import TestSupport
import Testing

@Suite struct `A federation under all faults` {
    /// `make soak` tries thousands.
    @Test(arguments: UInt64(1)...24)
    func `comes right once they stop`(seed: UInt64) throws {
        var trial = try Trial(TrialOptions(seed: seed, scale: .plain))
        let report = try trial.run()
        #expect(report.findings.isEmpty, "\(report)")
    }

    /// Each has shown a fault of the nodes once:
    /// 551: a fork that the store acts upon after the node has heard of a later epoch;
    /// 37: a branch that comes in several runs, because events in it end runs.
    @Test(arguments: [UInt64(37), 551])
    func `comes right where it once did not`(seed: UInt64) throws {
        var trial = try Trial(TrialOptions(seed: seed, scale: .plain))
        let report = try trial.run()
        #expect(report.findings.isEmpty, "\(report)")
    }

    @Test(arguments: UInt64(1)...3)
    func `comes right among a thousand`(seed: UInt64) throws {
        var trial = try Trial(TrialOptions(seed: seed, scale: .many))
        let report = try trial.run()
        #expect(report.findings.isEmpty, "\(report)")
    }

    @Test(arguments: Trial.pins.filter { $0.scale == .plain })
    func `does the same in every build`(pin: Trial.Pin) throws {
        var trial = try Trial(TrialOptions(seed: pin.seed, scale: pin.scale))
        let found = try trial.run().traceHash
        #expect(found == pin.traceHash, "seed \(pin.seed): \(found)")
    }

    @Test func `meets everything that can happen, in one seed or another`() {
        let all = (UInt64(1)...60).map { TrialOptions(seed: $0, scale: .plain) }
        #expect(Set(all.map(\.disaster)).count == TrialOptions.Disaster.allCases.count)
        #expect(Set(all.map(\.push)).count == 2)
        #expect(Set(all.map(\.startsAtOnce)).count == 2)
        #expect(Set(all.map(\.somebodyLeaves)).count == 2)
        #expect(Set(all.map(\.somebodyIsRobbed)).count == 2)
        #expect(Set(all.map(\.isCured)).count == 2)
        for count in [
            \TrialOptions.oneWayPercent, \.crawlingLinks, \.wrongClocks, \.disk.cutPerMille,
            \.disk.refusedPerMille, \.network.changedPerMille, \.network.lossPercent,
            \.network.duplicatePercent, \.network.reorderPercent,
        ] {
            #expect(all.contains { $0[keyPath: count] > 0 })
        }
        #expect(all.contains { $0.nodes > 24 })
    }

    @Test func `is described by its seed alone`() {
        let options = TrialOptions(seed: 7, scale: .plain)
        #expect(options.description == TrialOptions(seed: 7, scale: .plain).description)
        #expect(options.description != TrialOptions(seed: 8, scale: .plain).description)
        #expect(options.command == "swift run -c release bench soak plain seed=7")
    }
}
