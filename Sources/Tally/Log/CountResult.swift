/// The result of a count as JSON, which other programs rely on: these keys and no others, as
/// Protocol/RESULTS.md has them.
///
/// Candidates stand with their names, numbers that may have decimals as texts with all decimals of
/// the method.
public struct CountResult: Encodable, Equatable, Sendable {
    /// The name of the method.
    public let method: String
    /// How many seats there were.
    public let seats: Int
    /// Who won, in the order in which they did.
    public let winners: [String]
    /// Groups of equals, the best first.
    public let ranking: [[String]]
    /// How many prefer whom to whom; null where the method does not ask.
    public let pairwise: [String: [String: Int]]?
    /// The stages in order.
    public let stages: [StageResult]
    /// The ties that only the lots resolved.
    public let lotsUsed: [TieResult]

    private enum Key: CodingKey {
        case method, seats, winners, ranking, pairwise, stages, lotsUsed
    }

    /// Writes it.
    public func encode(to encoder: any Encoder) throws {
        // What is missing is null, so that the keys are always the same.
        var keyed = encoder.container(keyedBy: Key.self)
        try keyed.encode(method, forKey: .method)
        try keyed.encode(seats, forKey: .seats)
        try keyed.encode(winners, forKey: .winners)
        try keyed.encode(ranking, forKey: .ranking)
        try keyed.encode(pairwise, forKey: .pairwise)
        try keyed.encode(stages, forKey: .stages)
        try keyed.encode(lotsUsed, forKey: .lotsUsed)
    }
}

/// One stage: the totals as they stood, and what was decided on them.
public struct StageResult: Encodable, Equatable, Sendable {
    /// What is enough to be elected; null where there is no such number.
    public let quota: String?
    /// What each had at the beginning.
    public let totals: [String: String]
    /// The value of papers that name nobody who could still have it; null where nothing exhausts.
    public let exhausted: String?
    /// Who was elected.
    public let elected: [String]
    /// Who was excluded.
    public let excluded: [String]
    /// The papers that moved.
    public let transferred: [TransferResult]

    private enum Key: CodingKey {
        case quota, totals, exhausted, elected, excluded, transferred
    }

    /// Writes it.
    public func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: Key.self)
        try keyed.encode(quota, forKey: .quota)
        try keyed.encode(totals, forKey: .totals)
        try keyed.encode(exhausted, forKey: .exhausted)
        try keyed.encode(elected, forKey: .elected)
        try keyed.encode(excluded, forKey: .excluded)
        try keyed.encode(transferred, forKey: .transferred)
    }
}

/// Papers that moved.
public struct TransferResult: Encodable, Equatable, Sendable {
    /// From whom.
    public let from: String
    /// Null for papers that name nobody who could still have them.
    public let to: String?
    /// How many.
    public let papers: Int
    /// With which value all together.
    public let value: String
    /// Whether a surplus moved, and not everything.
    public let surplus: Bool

    private enum Key: CodingKey { case from, to, papers, value, surplus }

    /// Writes it.
    public func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: Key.self)
        try keyed.encode(from, forKey: .from)
        try keyed.encode(to, forKey: .to)
        try keyed.encode(papers, forKey: .papers)
        try keyed.encode(value, forKey: .value)
        try keyed.encode(surplus, forKey: .surplus)
    }
}

/// Equals whom the lots parted.
public struct TieResult: Encodable, Equatable, Sendable {
    /// What was asked: winner, finalist, surplus, election, exclusion or defeats.
    public let question: String
    /// Between whom.
    public let candidates: [String]
    /// Who was taken, in order of the taking.
    public let picked: [String]
}

extension CountResult {
    /// What a log says.
    public init(_ log: CountLog) {
        let names = log.slate.names
        let standing = log.slate.standing
        func named(_ candidates: [Int]) -> [String] { candidates.map { names[$0] } }
        func keyed<Value>(_ candidates: [Int], _ value: (Int) -> Value) -> [String: Value] {
            Dictionary(uniqueKeysWithValues: candidates.map { (names[$0], value($0)) })
        }
        self.init(
            method: log.method.rawValue, seats: log.seats, winners: named(log.winners),
            ranking: log.ranking.map(named),
            pairwise: log.pairwise.map { pairwise in
                keyed(standing) { row in
                    keyed(standing.filter { $0 != row }) { pairwise[row, $0] }
                }
            },
            stages: log.stages.map { stage in
                let counted = stage.among.isEmpty ? standing : stage.among
                return StageResult(
                    quota: stage.quota?.description,
                    totals: stage.totals.isEmpty
                        ? [:] : keyed(counted) { stage.totals[$0].description },
                    exhausted: stage.exhausted?.description, elected: named(stage.elected),
                    excluded: named(stage.excluded),
                    transferred: stage.transfers.map { transfer in
                        TransferResult(
                            from: names[transfer.from], to: transfer.to.map { names[$0] },
                            papers: transfer.papers, value: transfer.value.description,
                            surplus: transfer.isSurplus)
                    })
            },
            lotsUsed: log.lotsUsed.map { tie in
                TieResult(
                    question: tie.question.rawValue, candidates: named(tie.candidates),
                    picked: named(tie.picked))
            })
    }
}
