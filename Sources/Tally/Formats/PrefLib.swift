/// Reads PrefLib.
///
/// Lines as `# NUMBER ALTERNATIVES: 4` and `# ALTERNATIVE NAME 1: Ada`, then papers as
/// `12: 1,{2,3},4`. Source: preflib.org, the formats soc, soi, toc and toi.
struct PrefLibReader: LineFormat {
    private enum Kind: String { case soc, soi, toc, toi }

    private static let nameKey = "ALTERNATIVE NAME "

    private var kind: Kind?
    private var title = ""
    private var voters: Int?
    private var names: [Int: String] = [:]
    private var seen: Set<String> = []
    private var gathering: RankedGathering?

    mutating func take(_ line: Line) throws(FormatError) {
        if line.isEmpty { return }
        let range = line.bytes.startIndex..<line.bytes.endIndex
        if line.bytes.first == UInt8(ascii: "#") {
            if let colon = line.first(UInt8(ascii: ":"), in: range) {
                let key = line.text(line.trimmed(range.lowerBound + 1..<colon))
                try header(key, line, line.trimmed(colon + 1..<range.upperBound))
            }
        } else {
            try paper(line)
        }
    }

    func finish(at end: Line) throws(FormatError) -> PaperFile {
        guard let gathering else {
            throw end.errorAtEnd(.endsEarly(missing: "the line NUMBER ALTERNATIVES"))
        }
        let listed = (0..<gathering.candidates).compactMap { names[$0] }
        guard listed.count == gathering.candidates else {
            throw end.errorAtEnd(.endsEarly(missing: "the names of all candidates"))
        }
        if let voters, voters != gathering.papers.total {
            throw end.errorAtEnd(.wrongTotal(said: voters, found: gathering.papers.total))
        }
        return PaperFile(title: title, profile: .ranked(try gathering.named(listed, at: end)))
    }

    private mutating func header(_ key: String, _ line: Line, _ value: Range<Int>)
        throws(FormatError)
    {
        switch key {
        case "TITLE": title = try line.name(value)
        case "DATA TYPE":
            let type = line.text(value)
            guard let known = Kind(rawValue: type) else {
                throw line.error(
                    .unexpected(type, wanted: "soc, soi, toc or toi"), at: value.lowerBound)
            }
            try once(kind == nil, key, line)
            kind = known
        case "NUMBER ALTERNATIVES":
            try once(gathering == nil, key, line)
            let candidates = try line.whole(
                value, Whole.candidates, what: "The number of candidates")
            gathering = try? RankedGathering(candidates: candidates)
        case "NUMBER VOTERS":
            try once(voters == nil, key, line)
            voters = try line.whole(value, 0...Int.max, what: "The number of papers")
        case _ where key.hasPrefix(Self.nameKey):
            try name(key.dropFirst(Self.nameKey.count), line, value)
        default: break
        }
    }

    private func once(_ isFirst: Bool, _ key: String, _ line: Line) throws(FormatError) {
        guard isFirst else { throw line.error(.unexpected(key, wanted: "each header once")) }
    }

    private mutating func name(_ number: Substring, _ line: Line, _ value: Range<Int>)
        throws(FormatError)
    {
        guard let gathering else {
            throw line.error(.unexpected(line.text, wanted: "NUMBER ALTERNATIVES before any name"))
        }
        // `Int` would take a plus sign too.
        guard number.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(number),
            (1...gathering.candidates).contains(number)
        else {
            throw line.error(.unknownCandidate(String(number)))
        }
        let name = try line.name(value)
        guard !name.isEmpty else { throw line.error(.noName, at: value.lowerBound) }
        guard names[number - 1] == nil else {
            throw line.error(.unexpected("\(number)", wanted: "one name a candidate"))
        }
        guard seen.insert(name).inserted else {
            throw line.error(.sameName(name), at: value.lowerBound)
        }
        names[number - 1] = name
    }

    private mutating func paper(_ line: Line) throws(FormatError) {
        let range = line.bytes.startIndex..<line.bytes.endIndex
        guard gathering != nil else {
            throw line.error(.unexpected(line.text, wanted: "NUMBER ALTERNATIVES before any paper"))
        }
        guard let colon = line.first(UInt8(ascii: ":"), in: range) else {
            throw line.error(
                .unexpected(line.text, wanted: "a number of papers, a colon and ranks"))
        }
        let start = line.trimmed(range.lowerBound..<colon)
        let count = try line.whole(start, Whole.papers, what: "The number of papers")
        try ranks(line, colon + 1)
        if kind == .soc || kind == .soi, gathering?.hasEquals == true {
            throw line.error(.equalRanks, at: start.lowerBound)
        }
        if kind == .soc || kind == .toc, gathering?.isComplete == false {
            throw line.error(.incomplete, at: start.lowerBound)
        }
        try gathering?.add(count: count, in: line, at: start.lowerBound)
    }

    /// Ranks as `1,{2,3},4`; nothing, or `{}`, is a blank paper.
    private mutating func ranks(_ line: Line, _ start: Int) throws(FormatError) {
        let end = line.bytes.endIndex
        if line.trimmed(start..<end).isEmpty { return }
        var index = start
        var isInside = false
        var isFirstInside = false
        while index <= end {
            var stop = index
            while stop < end, line.bytes[stop] != UInt8(ascii: ",") { stop += 1 }
            var part = line.trimmed(index..<stop)
            if let first = part.first, line.bytes[first] == UInt8(ascii: "{"), !isInside {
                (isInside, isFirstInside) = (true, true)
                part = line.trimmed(part.dropFirst())
            }
            let closes = part.last.map { line.bytes[$0] == UInt8(ascii: "}") } ?? false
            if closes, isInside { part = line.trimmed(part.dropLast()) }
            if !(part.isEmpty && isFirstInside && closes) {
                try mark(line, part, equal: isInside && !isFirstInside)
            }
            isFirstInside = false
            if closes { isInside = false }
            index = stop + 1
        }
        if isInside { throw line.error(.unexpected("", wanted: "a closing brace"), at: end) }
    }

    private mutating func mark(_ line: Line, _ part: Range<Int>, equal: Bool) throws(FormatError) {
        let number = try line.whole(part, 0...Int.max, what: "The number of a candidate")
        guard let candidates = gathering?.candidates, (1...candidates).contains(number) else {
            throw line.error(.unknownCandidate(line.text(part)), at: part.lowerBound)
        }
        try gathering?.mark(number - 1, equal: equal, in: line, at: part.lowerBound, as: nil)
    }
}

extension PaperText {
    /// Ranked papers as PrefLib has them, with the type that fits them.
    mutating func preflib(_ file: PaperFile) throws(FormatRefusal) {
        let papers = try ranked(file)
        try check(papers.slate)
        try check(file.title)
        guard papers.slate.stands.allSatisfy(\.self) else { throw .withdrawn }
        add(line: "# TITLE: \(file.title)")
        add(line: "# DATA TYPE: \(Self.type(of: papers))")
        add(line: "# NUMBER ALTERNATIVES: \(papers.slate.count)")
        add(line: "# NUMBER VOTERS: \(papers.total)")
        add(line: "# NUMBER UNIQUE ORDERS: \(papers.different)")
        for (index, name) in papers.slate.names.enumerated() {
            add(line: "# ALTERNATIVE NAME \(index + 1): \(name)")
        }
        for paper in 0..<papers.different {
            let (groups, count) = papers[paper]
            let ranks = groups.map { group in
                let numbers = group.map { "\($0 + 1)" }.joined(separator: ",")
                return group.count > 1 ? "{\(numbers)}" : numbers
            }
            add(line: "\(count): " + (ranks.isEmpty ? "{}" : ranks.joined(separator: ",")))
        }
    }

    private static func type(of papers: RankedPapers) -> String {
        var hasEquals = false
        var isComplete = true
        for paper in 0..<papers.different {
            let groups = papers[paper].groups
            hasEquals = hasEquals || groups.contains { $0.count > 1 }
            isComplete = isComplete && groups.reduce(0) { $0 + $1.count } == papers.slate.count
        }
        return (hasEquals ? "to" : "so") + (isComplete ? "c" : "i")
    }
}
