/// Our own format, the only one that loses nothing.
///
/// A first line, lines as `seats: 2`, papers as `12: 1>3=2`, and a last line with the sum, so that a
/// file that was cut off is noticed. Docs/commands/tally.md describes it.
enum OwnFormat {
    static let firstLine = "rhizome papers 1"

    enum Kind: String { case ranked, scored, motion }
}

/// Reads our own format.
struct OwnReader: LineFormat {
    private enum Part { case beginning, headers, papers, end }

    private var part = Part.beginning
    /// The headers that may stand once, and have.
    private var headers: Set<String> = []
    private var title = ""
    private var seats: Int?
    private var kind = OwnFormat.Kind.ranked
    private var highest = 0
    private var names = NameList()
    private var withdrawn: [Int] = []
    private var ranked: RankedGathering?
    private var scored: ScoredGathering?
    private var motion = MotionGathering()

    mutating func take(_ line: Line) throws(FormatError) {
        if line.isEmpty { return }
        let range = line.bytes.startIndex..<line.bytes.endIndex
        if part == .beginning {
            guard line.text(line.trimmed(range)) == OwnFormat.firstLine else {
                throw line.error(.unexpected(line.text, wanted: "“\(OwnFormat.firstLine)”"))
            }
            part = .headers
            return
        }
        guard part != .end else {
            throw line.error(.unexpected(line.text, wanted: "the end of the file"))
        }
        guard let colon = line.first(UInt8(ascii: ":"), in: range) else {
            throw line.error(.unexpected(line.text, wanted: "a word or a number, and a colon"))
        }
        let key = line.trimmed(range.lowerBound..<colon)
        let value = line.trimmed(colon + 1..<range.upperBound)
        if part == .headers, let first = key.first, line.bytes[first] > UInt8(ascii: "9") {
            if try header(line.text(key), line, value) { return }
        }
        if part == .headers { try begin(line) }
        if line.text(key) == "end" {
            try end(line, value)
        } else if kind == .motion {
            try motion.add(
                line.text(key), line.whole(value, 0...Int.max, what: "The number of papers"), line,
                at: key.lowerBound)
        } else {
            try paper(line, key, value)
        }
    }

    func finish(at end: Line) throws(FormatError) -> PaperFile {
        guard part == .end else { throw end.errorAtEnd(.endsEarly(missing: "the line “end”")) }
        let profile: Profile =
            if let ranked {
                .ranked(try ranked.named(names.names, withdrawn: withdrawn, at: end))
            } else if let scored {
                .scored(
                    try scored.papers(
                        names.names, withdrawn: withdrawn, highest: highest, at: end))
            } else {
                .motion(try motion.papers(at: end))
            }
        return PaperFile(title: title, seats: seats, profile: profile)
    }

    /// Takes a line before the papers; false if it is none.
    private mutating func header(_ key: String, _ line: Line, _ value: Range<Int>)
        throws(FormatError) -> Bool
    {
        if ["title", "seats", "highest", "papers"].contains(key) {
            guard headers.insert(key).inserted else {
                throw line.error(.unexpected(line.text, wanted: "each header once"))
            }
        }
        switch key {
        case "title": title = try line.name(value)
        case "seats": seats = try line.whole(value, Whole.seats, what: "The number of seats")
        case "highest":
            highest = try line.whole(
                value, 1...ScoredPapers.mostScore, what: "The highest score")
        case "papers":
            guard let known = OwnFormat.Kind(rawValue: line.text(value)) else {
                throw line.error(
                    .unexpected(line.text(value), wanted: "ranked, scored or motion"),
                    at: value.lowerBound)
            }
            kind = known
        case "candidate", "withdrawn":
            if key == "withdrawn" { withdrawn.append(names.names.count) }
            try names.add(line.name(value), in: line, at: value.lowerBound)
        default: return false
        }
        return true
    }

    /// Gets ready for papers, of which this line is the first one.
    private mutating func begin(_ line: Line) throws(FormatError) {
        part = .papers
        if kind == .motion {
            guard names.names.isEmpty else {
                throw line.error(
                    .unexpected(line.text, wanted: "no candidates in the file of a motion"))
            }
            return
        }
        guard !names.names.isEmpty else {
            throw line.error(.unexpected(line.text, wanted: "candidates before any paper"))
        }
        if kind == .ranked {
            ranked = try? RankedGathering(candidates: names.names.count)
        } else {
            guard highest > 0 else {
                throw line.error(
                    .unexpected(line.text, wanted: "the highest score before any paper"))
            }
            scored = ScoredGathering(candidates: names.names.count)
        }
    }

    private mutating func paper(_ line: Line, _ key: Range<Int>, _ value: Range<Int>)
        throws(FormatError)
    {
        let isInvalid = value.count == 1 && line.bytes[value.lowerBound] == UInt8(ascii: "?")
        let count = try line.whole(key, Whole.papers, what: "The number of papers")
        let at = key.lowerBound
        if isInvalid {
            try ranked?.addInvalid(count: count, in: line, at: at)
            try scored?.addInvalid(count: count, in: line, at: at)
        } else if kind == .ranked {
            try ranks(line, value)
            try ranked?.add(count: count, in: line, at: at)
        } else {
            try scores(line, value)
            try scored?.add(count: count, in: line, at: at)
        }
    }

    /// Ranks as `1>3=2`.
    private mutating func ranks(_ line: Line, _ value: Range<Int>) throws(FormatError) {
        if value.isEmpty { return }
        var start = value.lowerBound
        var isEqual = false
        while start <= value.upperBound {
            var stop = start
            while stop < value.upperBound, line.bytes[stop] != UInt8(ascii: ">"),
                line.bytes[stop] != UInt8(ascii: "=")
            { stop += 1 }
            let part = line.trimmed(start..<stop)
            let named = try candidate(line, part)
            try ranked?.mark(named, equal: isEqual, in: line, at: part.lowerBound, as: nil)
            isEqual = stop < value.upperBound && line.bytes[stop] == UInt8(ascii: "=")
            start = stop + 1
        }
    }

    /// Scores as `1=5 3=0`.
    private mutating func scores(_ line: Line, _ value: Range<Int>) throws(FormatError) {
        var start = value.lowerBound
        while start < value.upperBound {
            var stop = start
            while stop < value.upperBound, !isSpace(line.bytes[stop]) { stop += 1 }
            guard let equals = line.first(UInt8(ascii: "="), in: start..<stop) else {
                throw line.error(
                    .unexpected(line.text(start..<stop), wanted: "a score as in 1=5"), at: start)
            }
            let score = try line.whole(equals + 1..<stop, 0...highest, what: "A score")
            let named = try candidate(line, start..<equals)
            try scored?.mark(named, score, in: line, at: start)
            start = line.trimmed(stop..<value.upperBound).lowerBound
        }
    }

    private func candidate(_ line: Line, _ range: Range<Int>) throws(FormatError) -> Int {
        let number = try line.whole(range, 0...Int.max, what: "The number of a candidate")
        guard (1...names.names.count).contains(number) else {
            throw line.error(.unknownCandidate(line.text(range)), at: range.lowerBound)
        }
        return number - 1
    }

    private mutating func end(_ line: Line, _ value: Range<Int>) throws(FormatError) {
        let said = try line.whole(value, 0...Int.max, what: "The number of papers")
        let found =
            if let ranked {
                ranked.papers.total + ranked.papers.invalid
            } else if let scored {
                scored.total
            } else {
                try motion.papers(at: line).turnout
            }
        guard said == found else {
            throw line.error(.wrongTotal(said: said, found: found), at: value.lowerBound)
        }
        part = .end
    }
}

extension PaperText {
    /// Papers of any kind in our own format.
    mutating func own(_ file: PaperFile) throws(FormatRefusal) {
        add(line: OwnFormat.firstLine)
        try check(file.title)
        if !file.title.isEmpty { add(line: "title: \(file.title)") }
        if let seats = file.seats { add(line: "seats: \(seats)") }
        switch file.profile {
        case .ranked(let papers):
            try candidates(papers.slate)
            for paper in 0..<papers.different {
                let (groups, count) = papers[paper]
                let ranks = groups.map { group in
                    group.map { "\($0 + 1)" }.joined(separator: "=")
                }
                add(line: "\(count): " + ranks.joined(separator: ">"))
            }
            end(papers.total, invalid: papers.invalid)
        case .scored(let papers):
            add(line: "papers: scored")
            add(line: "highest: \(papers.highest)")
            try candidates(papers.slate)
            for paper in papers.counts.indices {
                let marks = papers.marks[papers.starts[paper]..<papers.starts[paper + 1]]
                let scores = marks.map { "\($0.candidate + 1)=\($0.score)" }
                add(line: "\(papers.counts[paper]): " + scores.joined(separator: " "))
            }
            end(papers.total, invalid: papers.invalid)
        case .motion(let papers):
            add(line: "papers: motion")
            add(line: "yes: \(papers.yes)")
            add(line: "no: \(papers.no)")
            add(line: "abstain: \(papers.abstain)")
            add(line: "invalid: \(papers.invalid)")
            end(papers.turnout, invalid: 0)
        }
    }

    private mutating func candidates(_ slate: Slate) throws(FormatRefusal) {
        try check(slate)
        for (name, stands) in zip(slate.names, slate.stands) {
            add(line: "\(stands ? "candidate" : "withdrawn"): \(name)")
        }
    }

    private mutating func end(_ total: Int, invalid: Int) {
        if invalid > 0 { add(line: "\(invalid): ?") }
        add(line: "end: \(total + invalid)")
    }
}
