/// Reads BLT: candidates and seats, withdrawn candidates as `-3`, papers as `12 1 3=2 0`, a 0, the
/// names in quotation marks and the title.
///
/// A paper ends on its line. `-` in a paper is a rank that was skipped; `#` begins a comment. Names
/// stand one a line, or several with spaces between; `\"` and `\\` stand for `"` and `\`.
struct BLTReader: LineFormat {
    private enum Part { case candidates, seats, papers, names }

    private var part = Part.candidates
    private var candidates = 0
    private var seats = 0
    private var withdrawn: [Int] = []
    private var hasPapers = false
    private var gathering: RankedGathering?
    private var names = NameList()
    /// The texts after the names: the title, and what some programs add.
    private var titles: [String] = []
    private static let mostTitles = 8

    mutating func take(_ line: Line) throws(FormatError) {
        if part == .papers, try plainPaper(line) { return }
        var index = line.bytes.startIndex
        while part != .names, let word = line.word(from: &index) {
            switch part {
            case .candidates:
                candidates = try line.whole(
                    word, Whole.candidates, what: "The number of candidates")
                gathering = try? RankedGathering(candidates: candidates)
                part = .seats
            case .seats:
                seats = try line.whole(word, Whole.seats, what: "The number of seats")
                part = .papers
            default: try papers(line, first: word, &index)
            }
        }
        while part == .names, let text = try line.quoted(from: &index) {
            if names.names.count < candidates {
                try names.add(text.text, in: line, at: text.start)
            } else if titles.count < Self.mostTitles {
                titles.append(text.text)
            } else {
                throw line.error(
                    .unexpected(text.text, wanted: "the end of the file"), at: text.start)
            }
        }
    }

    func finish(at end: Line) throws(FormatError) -> PaperFile {
        let missing =
            switch part {
            case .candidates: "the number of candidates"
            case .seats: "the number of seats"
            case .papers: "the 0 after the papers"
            case .names: "the names of the candidates"
            }
        guard part == .names, names.names.count == candidates, let gathering else {
            throw end.errorAtEnd(.endsEarly(missing: missing))
        }
        let papers = try gathering.named(names.names, withdrawn: withdrawn, at: end)
        return PaperFile(title: titles.first ?? "", seats: seats, profile: .ranked(papers))
    }

    /// Takes a line of nothing but numbers and single spaces that is a right paper, as nearly all are;
    /// false for any other line, of which nothing is taken.
    private mutating func plainPaper(_ line: Line) throws(FormatError) -> Bool {
        guard let count = gathering?.plain(line.bytes) else { return false }
        hasPapers = true
        try gathering?.addPlain(count: count, in: line)
        return true
    }

    /// The rest of a line with papers, withdrawn candidates, or the 0 that ends them.
    private mutating func papers(_ line: Line, first: Range<Int>, _ index: inout Int)
        throws(FormatError)
    {
        if !hasPapers, try withdraws(line) {
            withdrawn.append(try candidate(line, first.dropFirst()))
            while let word = line.word(from: &index) {
                withdrawn.append(try candidate(line, word.dropFirst()))
            }
            return
        }
        if line.bytes[first.lowerBound] == UInt8(ascii: "[") {
            throw line.error(
                .unexpected(line.text(first), wanted: "papers; options in brackets are not read"),
                at: first.lowerBound)
        }
        if first.count == 1, line.bytes[first.lowerBound] == UInt8(ascii: "0") {
            part = .names
            return
        }
        hasPapers = true
        let count = try line.whole(first, Whole.papers, what: "The number of papers")
        while let word = line.word(from: &index) {
            if word.count == 1, line.bytes[word.lowerBound] == UInt8(ascii: "0") {
                try gathering?.add(count: count, in: line, at: first.lowerBound)
                return
            }
            if word.count == 1, line.bytes[word.lowerBound] == UInt8(ascii: "-") { continue }
            try rank(line, word)
        }
        throw line.error(.unexpected("", wanted: "a 0 that ends the paper"), at: index)
    }

    /// One rank of a paper, as `3` or `3=2`.
    private mutating func rank(_ line: Line, _ word: Range<Int>) throws(FormatError) {
        var start = word.lowerBound
        while start <= word.upperBound {
            let end = line.first(UInt8(ascii: "="), in: start..<word.upperBound) ?? word.upperBound
            let named = try candidate(line, start..<end)
            try gathering?.mark(
                named, equal: start > word.lowerBound, in: line, at: start, as: nil)
            start = end + 1
        }
    }

    /// Whether all of a line are candidates who have withdrawn, as in `-2 -3`.
    private func withdraws(_ line: Line) throws(FormatError) -> Bool {
        var index = line.bytes.startIndex
        while let word = line.word(from: &index) {
            guard line.bytes[word.lowerBound] == UInt8(ascii: "-") else { return false }
        }
        return true
    }

    private func candidate(_ line: Line, _ range: Range<Int>) throws(FormatError) -> Int {
        let number = try line.whole(range, 0...Int.max, what: "The number of a candidate")
        guard (1...candidates).contains(number) else {
            throw line.error(.unknownCandidate(line.text(range)), at: range.lowerBound)
        }
        return number - 1
    }
}

extension Line {
    /// The next word before a comment.
    fileprivate func word(from index: inout Int) -> Range<Int>? {
        while index < bytes.endIndex, isSpace(bytes[index]) { index += 1 }
        guard index < bytes.endIndex, bytes[index] != UInt8(ascii: "#") else { return nil }
        let start = index
        while index < bytes.endIndex, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: "#") {
            index += 1
        }
        return start..<index
    }

    /// The next text in quotation marks before a comment.
    ///
    /// A mark closes where nothing, a comment or another text follows; others belong to the text,
    /// as in `"Ada "Lee" Roy"`.
    fileprivate func quoted(from index: inout Int) throws(FormatError) -> (
        text: String, start: Int
    )? {
        let quote = UInt8(ascii: "\"")
        while index < bytes.endIndex, isSpace(bytes[index]) { index += 1 }
        guard index < bytes.endIndex, bytes[index] != UInt8(ascii: "#") else { return nil }
        let start = index
        guard bytes[start] == quote else {
            throw error(
                .unexpected(text(start..<bytes.endIndex), wanted: "a name in quotation marks"),
                at: start)
        }
        var content: [UInt8] = []
        index += 1
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = index + 1 < bytes.endIndex ? bytes[index + 1] : nil
            if byte == UInt8(ascii: "\\"), next == quote || next == byte {
                content.append(bytes[index + 1])
                index += 2
                continue
            }
            index += 1
            if byte == quote, closes(before: index) {
                let name = Line(number: number, bytes: content[...])
                guard content.count <= FormatLimits.mostNameBytes else {
                    throw error(.nameTooLong, at: start)
                }
                return (name.text(name.trimmed(0..<content.count)), start)
            }
            content.append(byte)
        }
        throw error(.openQuote, at: start)
    }

    /// Whether a quotation mark before this place ends a text.
    private func closes(before index: Int) -> Bool {
        let rest = bytes[index...]
        guard let next = rest.firstIndex(where: { !isSpace($0) }) else { return true }
        if bytes[next] == UInt8(ascii: "#") { return true }
        return next > index && bytes[next] == UInt8(ascii: "\"")
    }
}

extension PaperText {
    /// Ranked papers as BLT.
    mutating func blt(_ file: PaperFile) throws(FormatRefusal) {
        let papers = try ranked(file)
        try check(papers.slate)
        try check(file.title)
        add(line: "\(papers.slate.count) \(file.seats ?? 1)")
        let gone = papers.slate.names.indices.filter { !papers.slate.stands[$0] }
        if !gone.isEmpty { add(line: gone.map { "-\($0 + 1)" }.joined(separator: " ")) }
        for paper in 0..<papers.different {
            let (groups, count) = papers[paper]
            add("\(count) ")
            for group in groups {
                add(group.map { "\($0 + 1)" }.joined(separator: "="))
                add(" ")
            }
            add(line: "0")
        }
        add(line: "0")
        for name in papers.slate.names { add(line: quoted(name)) }
        add(line: quoted(file.title))
    }

    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
