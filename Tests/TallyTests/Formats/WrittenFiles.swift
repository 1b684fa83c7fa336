import Testing

@testable import Tally

extension PaperFormat {
    /// What a text in this format says, read in pieces of so many bytes.
    func read(_ text: String, as content: CSVContent = .ranks, piece: Int = 7) throws -> PaperFile {
        try read(Array(text.utf8), as: content, piece: piece)
    }

    /// What bytes in this format say, read in pieces of so many bytes.
    func read(_ bytes: [UInt8], as content: CSVContent = .ranks, piece: Int = 7) throws -> PaperFile
    {
        var reader = PaperReader(self, content: content)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            try reader.read(Array(bytes[start..<min(start + piece, bytes.count)]))
        }
        return try reader.finish()
    }

    /// What is wrong with a text in this format.
    func error(in text: String, as content: CSVContent = .ranks) throws -> String {
        let error = try #require(throws: FormatError.self) { try read(text, as: content) }
        return "\(error)"
    }
}

extension PaperFile {
    /// The papers as `12 Ada > Ben = Cleo`, in the order in which they were gathered.
    var lines: [String] {
        switch profile {
        case .ranked(let papers):
            (0..<papers.different).map { paper in
                let (groups, count) = papers[paper]
                let ranks = groups.map { group in
                    group.map { papers.slate.names[$0] }.joined(separator: " = ")
                }
                return "\(count) " + ranks.joined(separator: " > ")
            }
        case .scored(let papers):
            papers.counts.indices.map { paper in
                let marks = papers.marks[papers.starts[paper]..<papers.starts[paper + 1]]
                let scores = marks.map { "\(papers.slate.names[Int($0.candidate)]) \($0.score)" }
                return "\(papers.counts[paper]) " + scores.joined(separator: " ")
            }
        case .motion(let papers):
            ["\(papers.yes) \(papers.no) \(papers.abstain) \(papers.invalid)"]
        }
    }

    /// The names of the candidates, with `-` before those who have withdrawn.
    var names: [String] {
        guard let slate = profile.slate else { return [] }
        return zip(slate.names, slate.stands).map { ($1 ? "" : "-") + $0 }
    }
}
