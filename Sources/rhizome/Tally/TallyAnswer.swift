import Tally

/// What came out of a file of papers.
struct TallyAnswer {
    /// The title of the file; empty if it has none.
    let title: String
    /// What `--json` prints.
    let contract: TallyContract
    /// How it went, sentence by sentence.
    let sentences: @Sendable (LogLanguage) -> [String]
}

/// The JSON of a count, which other programs rely on: these keys and no others.
///
/// Candidates stand with their names, numbers that may have decimals as texts with all decimals of
/// the method.
struct TallyContract: Encodable, Equatable {
    let method: String
    let seats: Int
    let winners: [String]
    /// Groups of equals, the best first.
    let ranking: [[String]]
    /// How many prefer whom to whom; null where the method does not ask.
    let pairwise: [String: [String: Int]]?
    let stages: [TallyStage]
    /// The ties that only the lots resolved.
    let lotsUsed: [TallyTie]

    private enum Key: CodingKey {
        case method, seats, winners, ranking, pairwise, stages, lotsUsed
    }

    func encode(to encoder: any Encoder) throws {
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
struct TallyStage: Encodable, Equatable {
    /// What is enough to be elected; null where there is no such number.
    let quota: String?
    let totals: [String: String]
    /// The value of papers that name nobody who could still have it; null where nothing exhausts.
    let exhausted: String?
    let elected: [String]
    let excluded: [String]
    let transferred: [TallyTransfer]

    private enum Key: CodingKey {
        case quota, totals, exhausted, elected, excluded, transferred
    }

    func encode(to encoder: any Encoder) throws {
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
struct TallyTransfer: Encodable, Equatable {
    let from: String
    /// Null for papers that name nobody who could still have them.
    let to: String?
    let papers: Int
    let value: String
    /// Whether a surplus moved, and not everything.
    let surplus: Bool

    private enum Key: CodingKey { case from, to, papers, value, surplus }

    func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: Key.self)
        try keyed.encode(from, forKey: .from)
        try keyed.encode(to, forKey: .to)
        try keyed.encode(papers, forKey: .papers)
        try keyed.encode(value, forKey: .value)
        try keyed.encode(surplus, forKey: .surplus)
    }
}

/// Equals whom the lots parted.
struct TallyTie: Encodable, Equatable {
    /// What was asked: winner, finalist, surplus, election, exclusion or defeats.
    let question: String
    let candidates: [String]
    /// Who was taken, in order of the taking.
    let picked: [String]
}

extension TallyAnswer {
    /// What a log says.
    init(title: String, log: CountLog) {
        self.title = title
        sentences = { log.sentences(in: $0) }
        let names = log.slate.names
        let standing = log.slate.standing
        func named(_ candidates: [Int]) -> [String] { candidates.map { names[$0] } }
        func keyed<Value>(_ candidates: [Int], _ value: (Int) -> Value) -> [String: Value] {
            Dictionary(uniqueKeysWithValues: candidates.map { (names[$0], value($0)) })
        }
        contract = TallyContract(
            method: log.method.rawValue, seats: log.seats, winners: named(log.winners),
            ranking: log.ranking.map(named),
            pairwise: log.pairwise.map { pairwise in
                keyed(standing) { row in
                    keyed(standing.filter { $0 != row }) { pairwise[row, $0] }
                }
            },
            stages: log.stages.map { stage in
                let counted = stage.among.isEmpty ? standing : stage.among
                return TallyStage(
                    quota: stage.quota?.description,
                    totals: stage.totals.isEmpty
                        ? [:] : keyed(counted) { stage.totals[$0].description },
                    exhausted: stage.exhausted?.description, elected: named(stage.elected),
                    excluded: named(stage.excluded),
                    transferred: stage.transfers.map { transfer in
                        TallyTransfer(
                            from: names[transfer.from], to: transfer.to.map { names[$0] },
                            papers: transfer.papers, value: transfer.value.description,
                            surplus: transfer.isSurplus)
                    })
            },
            lotsUsed: log.lotsUsed.map { tie in
                TallyTie(
                    question: tie.question.rawValue, candidates: named(tie.candidates),
                    picked: named(tie.picked))
            })
    }
}
