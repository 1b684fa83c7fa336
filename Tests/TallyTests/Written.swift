import Tally

/// Papers as people write them down: `42 Memphis > Nashville = Knoxville`.
enum Written {
    /// Ranked papers; candidates are numbered in the order given, or else by their names.
    static func ranked(
        _ lines: [String], candidates: [String]? = nil, withdrawn: [String] = []
    ) throws -> RankedPapers {
        let read = lines.map(split)
        let named = Set(read.flatMap { $0.groups.flatMap(\.self) })
        let names = candidates ?? named.sorted()
        let slate = try Slate(names, withdrawn: withdrawn.compactMap { names.firstIndex(of: $0) })
        var papers = RankedPapers(slate)
        for (count, groups) in read {
            try papers.add(
                groups: groups.map { $0.map { names.firstIndex(of: $0) ?? -1 } }, count: count)
        }
        return papers
    }

    /// Ranked papers whose candidates have one letter each, as in `5 ACBED`.
    static func letters(_ lines: [String], candidates: [String]? = nil) throws -> RankedPapers {
        try ranked(
            lines.map { line in
                let parts = line.split(separator: " ")
                return parts[0] + " " + parts[1].map(String.init).joined(separator: ">")
            }, candidates: candidates)
    }

    /// Scored papers, as in `42 Ada 5 Ben 0`; candidates by their names.
    static func scored(_ lines: [String], highest: Int = 5) throws -> ScoredPapers {
        let read = lines.map { $0.split(separator: " ").map(String.init) }
        let names = Set(
            read.flatMap { words in stride(from: 1, to: words.count, by: 2).map { words[$0] } }
        ).sorted()
        var papers = try ScoredPapers(Slate(names), highest: highest)
        for words in read {
            let scores = stride(from: 1, to: words.count, by: 2).map { index in
                (candidate: names.firstIndex(of: words[index]) ?? -1, score: Int(words[index + 1])!)
            }
            try papers.add(scores, count: Int(words[0])!)
        }
        return papers
    }

    private static func split(_ line: String) -> (count: Int, groups: [[String]]) {
        let parts = line.split(separator: " ", maxSplits: 1)
        let ranking = parts.count > 1 ? parts[1] : ""
        let groups = ranking.split(separator: ">").map { group in
            group.split(separator: "=").map { trimmed($0) }
        }
        return (Int(parts[0])!, groups)
    }

    private static func trimmed(_ text: Substring) -> String {
        text.split(separator: " ").joined(separator: " ")
    }
}

extension RankedPapers {
    /// Lots in the order of the candidates' numbers, or as named.
    func lots(_ names: String...) -> Lots {
        names.isEmpty
            ? Lots(inOrderOf: slate)
            : Lots(names.map { slate.names.firstIndex(of: $0) ?? -1 })!
    }
}

extension ScoredPapers {
    /// Lots in the order of the candidates' numbers, or as named.
    func lots(_ names: String...) -> Lots {
        names.isEmpty
            ? Lots(inOrderOf: slate)
            : Lots(names.map { slate.names.firstIndex(of: $0) ?? -1 })!
    }
}

extension CountLog {
    /// The names of who won.
    var winnerNames: [String] { winners.map { slate.names[$0] } }

    /// The ranking as `E > A = C`.
    var order: String {
        ranking.map { $0.map { slate.names[$0] }.joined(separator: " = ") }.joined(separator: " > ")
    }

    /// The totals of a stage from 0, as text, of everybody who stands.
    func totals(_ stage: Int) -> [String: String] {
        var totals: [String: String] = [:]
        for candidate in slate.standing {
            totals[slate.names[candidate]] = stages[stage].totals[candidate].description
        }
        return totals
    }

    /// Names of some candidates.
    func names(_ candidates: [Int]) -> [String] { candidates.map { slate.names[$0] } }
}
