/// An answer to a motion, by the words for it in English and Spanish.
enum MotionAnswer: CaseIterable {
    case yes, no, abstain, invalid

    /// What a word says, in small or capital letters; nil if it says nothing.
    init?(_ word: String) {
        let lower = word.lowercased()
        guard let answer = Self.allCases.first(where: { $0.words.contains(lower) }) else {
            return nil
        }
        self = answer
    }

    private var words: [String] {
        switch self {
        case .yes: ["yes", "y", "aye", "for", "in favour", "in favor", "sí", "si", "s", "a favor"]
        case .no: ["no", "n", "nay", "against", "en contra"]
        case .abstain:
            [
                "abstain", "abstention", "a", "blank", "neither", "abstención", "abstencion",
                "en blanco",
            ]
        case .invalid: ["invalid", "spoiled", "spoilt", "nulo", "inválido", "invalido"]
        }
    }
}

/// Adds up the papers of a motion while a file is read.
struct MotionGathering {
    private var counts = [Int](repeating: 0, count: MotionAnswer.allCases.count)

    /// Adds papers with an answer in words.
    mutating func add(_ word: String, _ count: Int, _ line: Line, at index: Int) throws(FormatError)
    {
        guard let answer = MotionAnswer(word) else {
            throw line.error(.unexpected(word, wanted: "yes, no, abstain or invalid"), at: index)
        }
        try add(answer, count, line, at: index)
    }

    /// Adds papers with an answer.
    mutating func add(_ answer: MotionAnswer, _ count: Int, _ line: Line, at index: Int)
        throws(FormatError)
    {
        let place = MotionAnswer.allCases.firstIndex(of: answer) ?? 0
        let sum = counts.reduce(0, +)
        guard !sum.addingReportingOverflow(count).overflow else {
            throw line.error(.tooManyPapers, at: index)
        }
        counts[place] += count
    }

    /// The papers.
    func papers(at end: Line) throws(FormatError) -> MotionPapers {
        guard
            let papers = try? MotionPapers(
                yes: counts[0], no: counts[1], abstain: counts[2], invalid: counts[3])
        else { throw end.errorAtEnd(.tooManyPapers) }
        return papers
    }
}

extension MotionPapers {
    /// The papers of a motion from ranked papers whose candidates are called yes, no and perhaps
    /// abstain, in English or Spanish.
    ///
    /// The names alone say who is in favour, in whatever order they stand: by the order a file that
    /// begins with “no” would be counted the wrong way round. The first rank counts; equal first
    /// ranks cannot be read, and a paper that says nothing abstains. Nil if somebody is called
    /// otherwise, two mean the same, or somebody has withdrawn.
    public init?(_ papers: RankedPapers) {
        let answers = papers.slate.names.map { MotionAnswer($0) }
        guard Set(answers).count == answers.count, !answers.contains(nil),
            !answers.contains(.invalid), answers.contains(.yes), answers.contains(.no),
            papers.slate.stands.allSatisfy(\.self)
        else { return nil }
        var counts: [MotionAnswer: Int] = [.invalid: papers.invalid]
        for paper in 0..<papers.different {
            let (groups, count) = papers[paper]
            let first = groups.first ?? []
            let answer = first.count > 1 ? .invalid : first.first.flatMap { answers[$0] }
            counts[answer ?? .abstain, default: 0] += count
        }
        guard
            let motion = try? MotionPapers(
                yes: counts[.yes] ?? 0, no: counts[.no] ?? 0, abstain: counts[.abstain] ?? 0,
                invalid: counts[.invalid] ?? 0)
        else { return nil }
        self = motion
    }
}
