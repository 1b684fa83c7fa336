extension PaperText {
    /// Papers as a table with a column `count` and a column for each candidate.
    mutating func csv(_ file: PaperFile) throws(FormatRefusal) {
        switch file.profile {
        case .ranked(let papers):
            guard papers.invalid == 0 else { throw .invalidPapers }
            try header(papers.slate)
            for paper in 0..<papers.different {
                let (groups, count) = papers[paper]
                var cells = [String](repeating: "", count: papers.slate.count)
                for (rank, group) in groups.enumerated() {
                    for candidate in group { cells[candidate] = "\(rank + 1)" }
                }
                row(count, cells)
            }
        case .scored(let papers):
            guard papers.invalid == 0 else { throw .invalidPapers }
            try header(papers.slate)
            for paper in papers.counts.indices {
                var cells = [String](repeating: "", count: papers.slate.count)
                for mark in papers.marks[papers.starts[paper]..<papers.starts[paper + 1]] {
                    cells[Int(mark.candidate)] = "\(mark.score)"
                }
                row(papers.counts[paper], cells)
            }
        case .motion(let papers):
            add(line: "yes,no,abstain,invalid")
            add(line: "\(papers.yes),\(papers.no),\(papers.abstain),\(papers.invalid)")
        }
    }

    private mutating func header(_ slate: Slate) throws(FormatRefusal) {
        try check(slate)
        guard slate.stands.allSatisfy(\.self) else { throw .withdrawn }
        add("count")
        for name in slate.names {
            add(",\"")
            add(
                name.split(separator: "\"", omittingEmptySubsequences: false).joined(
                    separator: "\"\""))
            add("\"")
        }
        add(line: "")
    }

    private mutating func row(_ count: Int, _ cells: [String]) {
        add("\(count)")
        for cell in cells { add("," + cell) }
        add(line: "")
    }
}
