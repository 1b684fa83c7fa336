import Tally
import Testing

@Suite struct `Laws of counting` {
    private func rules(_ random: inout Seeded) throws -> Rules {
        let roll = Int.random(in: 1...200, using: &random)
        let quorum = Bool.random(using: &random) ? Quorum(1, of: 4) : nil
        let motion = Bool.random(using: &random)
        let thresholds: [Threshold] =
            motion
            ? [.simpleMajority, .twoThirds, .absoluteMajority]
            : [.simpleMajority, .twoThirds, .absoluteMajority, .most]
        let options = motion ? 3 : Int.random(in: 2...6, using: &random)
        return try #require(
            Rules(
                method: motion ? .yesNoAbstain : .singleChoice, options: options,
                threshold: thresholds.randomElement(using: &random) ?? .simpleMajority,
                quorum: quorum, rollSize: roll))
    }

    @Test(arguments: UInt64(0)..<200)
    func `the order of the papers changes nothing`(seed: UInt64) throws {
        var random = Seeded(seed)
        let rules = try rules(&random)
        let papers = (0..<Int.random(in: 0...rules.rollSize, using: &random)).map { _ in
            Int.random(in: 0...rules.options, using: &random)
        }
        let count = Count(papers, rules: rules)
        let shuffled = Count(papers.shuffled(using: &random), rules: rules)
        #expect(count == shuffled, "seed \(seed)")
        #expect(count.turnout == papers.count, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<200)
    func `one more paper for a chosen option leaves it chosen`(seed: UInt64) throws {
        var random = Seeded(seed)
        let rules = try rules(&random)
        var papers = (0..<Int.random(in: 0...rules.rollSize, using: &random)).map { _ in
            Int.random(in: 0..<rules.options, using: &random)
        }
        let before = Count(papers, rules: rules)
        switch before.outcome {
        case .passed: papers.append(0)
        case .chosen(let option): papers.append(option)
        default: return
        }
        #expect(Count(papers, rules: rules).outcome == before.outcome, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<200)
    func `renaming the options renames the result`(seed: UInt64) throws {
        var random = Seeded(seed)
        let options = 4
        let rules = try #require(
            Rules(
                method: .singleChoice, options: options, threshold: .most, quorum: nil,
                rollSize: 60))
        let papers = (0..<40).map { _ in Int.random(in: 0..<options, using: &random) }
        let names = Array(0..<options).shuffled(using: &random)
        let renamed = Count(papers.map { names[$0] }, rules: rules)
        switch Count(papers, rules: rules).outcome {
        case .chosen(let option): #expect(renamed.outcome == .chosen(names[option]))
        case .tied(let tied):
            #expect(renamed.outcome == .tied(tied.map { names[$0] }.sorted()), "seed \(seed)")
        default: Issue.record("forty papers choose or tie, seed \(seed)")
        }
    }
}
