import Federation
import Foundation
import Sodium
import Tally

/// How papers of a ballot are counted.
struct BallotCount {
    /// The manifest.
    let announced: BallotAnnounced
    let ballot: ObjectID
    let chapter: ChapterID
    /// The papers in the order of their trackers.
    let papers: [BallotPaper]
    private let papersRoot: Bytes32

    /// Papers in the order of their trackers, under their manifest.
    init(
        announced: BallotAnnounced, ballot: ObjectID, chapter: ChapterID, papers: [BallotPaper]
    ) {
        self.announced = announced
        self.ballot = ballot
        self.chapter = chapter
        self.papers = papers
        papersRoot = BallotPaper.root(papers)
    }

    /// What the host says at the close; nil where the rules make no sense, or where there is no
    /// secret for the lots.
    ///
    /// Where the secret is not the one that the manifest has committed to, the result has none and
    /// so is none.
    func closing(manifestHash: Bytes32, marks: Int, lotSecret: [UInt8]?) -> BallotClosed? {
        guard announced.method.hasNumbers else {
            return count.map { count in
                let outcome = count.outcome.published
                return result(
                    manifestHash, marks, count.counts, count.invalid, outcome.outcome,
                    outcome.leading, nil)
            }
        }
        guard let lotSecret, let log = log(lotSecret: lotSecret),
            let hash = try? Self.hash(of: log)
        else { return nil }
        let isQuorate = quorum?.isReached(by: papers.count, of: announced.rollSize) ?? true
        let winners = isQuorate ? log.winners : []
        return result(
            manifestHash, marks, numberCounts, log.invalid,
            !isQuorate ? .quorumMissed : winners.isEmpty ? .noneChosen : .chosen, winners,
            isCommitted(lotSecret)
                ? BallotClosed.Lots(secret: lotSecret, countHash: hash) : nil)
    }

    private func result(
        _ manifestHash: Bytes32, _ marks: Int, _ counts: [Int], _ invalid: Int,
        _ outcome: BallotOutcome, _ leading: [Int], _ lots: BallotClosed.Lots?
    ) -> BallotClosed {
        BallotClosed(
            ballot: ballot, manifestHash: manifestHash, counts: counts, invalid: invalid,
            papers: papers.count, marks: marks, papersRoot: papersRoot,
            outcome: outcome, leading: leading, lots: lots)
    }
}

extension BallotCount {
    /// The count of papers that name one option.
    private var count: Count? {
        let rules = Rules(
            method: announced.method == .yesNoAbstain ? .yesNoAbstain : .singleChoice,
            options: announced.options.count, threshold: announced.threshold.counted,
            quorum: quorum, rollSize: announced.rollSize)
        return rules.map { Count(papers.map { $0.choice ?? -1 }, rules: $0) }
    }

    private var quorum: Quorum? {
        announced.quorum.flatMap { Quorum($0.numerator, of: $0.denominator) }
    }

    /// Whether the manifest has committed to a secret.
    func isCommitted(_ secret: [UInt8]) -> Bool {
        announced.lotCommitment
            == BallotLots.commitment(to: secret, of: chapter, for: ballot)
    }

    /// How papers with numbers were counted; nil where they cannot be.
    func log(lotSecret: [UInt8]) -> CountLog? {
        guard let method = CountingMethod(rawValue: announced.method.rawValue),
            let slate = try? Slate(announced.options), let profile = try? profile(slate)
        else { return nil }
        let seed = BallotLots.seed(secret: lotSecret, papersRoot: papersRoot, of: ballot)
        let lots = Lots(
            seed: seed, question: Array(announced.question.utf8),
            candidates: announced.options.map { Array($0.utf8) }, sha256: { sha256($0).bytes })
        return try? method.count(profile, seats: announced.seats, lots: lots)
    }

    /// The papers as the methods take them.
    func profile(_ slate: Slate) throws -> Profile {
        switch announced.method.paperKind {
        case .choice, .ranks, .strictRanks:
            var ranked = RankedPapers(slate)
            for paper in papers {
                guard let numbers = numbers(of: paper) else {
                    try ranked.addInvalid()
                    continue
                }
                let ranks = Set(numbers).subtracting([0]).sorted()
                try ranked.add(
                    groups: ranks.map { rank in numbers.indices.filter { numbers[$0] == rank } })
            }
            return .ranked(ranked)
        case .approvals, .points:
            var scored = try ScoredPapers(slate, highest: mostNumber)
            for paper in papers {
                guard let numbers = numbers(of: paper) else {
                    try scored.addInvalid()
                    continue
                }
                try scored.add(all: numbers.map { $0 == 0 ? nil : Int($0) })
            }
            return .scored(scored)
        }
    }

    private var mostNumber: Int {
        announced.method.mostNumber(
            options: announced.options.count, highestScore: announced.highestScore)
    }

    /// What a paper says of each option; nil where it cannot be read.
    private func numbers(of paper: BallotPaper) -> [UInt8]? {
        let most = mostNumber
        guard case .numbers(let numbers) = paper.content, numbers.count == announced.options.count,
            numbers.allSatisfy({ $0 <= most })
        else { return nil }
        return numbers
    }

    /// What each option has: papers that approve of it, its points, or papers that rank it first alone.
    private var numberCounts: [Int] {
        var counts = [Int](repeating: 0, count: announced.options.count)
        let isRanked = [.ranks, .strictRanks].contains(announced.method.paperKind)
        for numbers in papers.compactMap(numbers) {
            if isRanked {
                guard let best = numbers.filter({ $0 > 0 }).min() else { continue }
                let first = numbers.indices.filter { numbers[$0] == best }
                if first.count == 1 { counts[first[0]] += 1 }
            } else {
                for option in numbers.indices { counts[option] += Int(numbers[option]) }
            }
        }
        return counts
    }

    /// The SHA-256 of a result as Protocol/RESULTS.md has it.
    static func hash(of log: CountLog) throws -> Bytes32 {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return sha256(Array(try encoder.encode(CountResult(log))))
    }
}

extension Outcome {
    /// The outcome as events say it.
    fileprivate var published: (outcome: BallotOutcome, leading: [Int]) {
        switch self {
        case .passed: (.passed, [])
        case .notPassed: (.notPassed, [])
        case .chosen(let option): (.chosen, [option])
        case .noneChosen: (.noneChosen, [])
        case .tied(let options): (.tied, options)
        case .quorumMissed: (.quorumMissed, [])
        }
    }
}

extension BallotThreshold {
    fileprivate var counted: Threshold {
        switch self {
        case .simpleMajority: .simpleMajority
        case .twoThirds: .twoThirds
        case .absoluteMajority: .absoluteMajority
        case .most: .most
        }
    }
}
