/// Reads CSV: a table with a column for each candidate, or rows of names from the best on.
///
/// The cells of a table are ranks or points. A first or last column `count` says how many papers are equal.
///
/// Cells are separated by commas, semicolons or tabs, whichever the first row has most of. A table
/// has the names in its first row and only numbers below; an empty cell says nothing. Rows of names
/// may begin with a row like `1st,2nd,3rd`.
struct CSVReader: LineFormat {
    private enum Shape { case table, points, names }

    private let content: CSVContent
    private var separator: UInt8?
    private var first: CSVRow?
    private var shape: Shape?
    private var ranked: RankedGathering?
    private var scored: ScoredGathering?
    private var names = NameList()
    private var places: [String: Int] = [:]
    /// The column that says how many papers are equal.
    private var countColumn: Int?
    /// How many cells each row has; nil for names without a first row of their own.
    private var columns: Int?
    /// Ranks and candidates of a row, kept for its memory.
    private var ranks: [(rank: Int, candidate: Int, cell: Int)] = []

    init(_ content: CSVContent) { self.content = content }

    mutating func take(_ line: Line) throws(FormatError) {
        if line.isEmpty { return }
        let separator = self.separator ?? CSVRow.separator(of: line)
        self.separator = separator
        let row = try CSVRow(line, separator: separator)
        guard shape == nil else { return try paper(row) }
        guard let first else {
            first = row
            return
        }
        try begin(first, row)
        try paper(row)
    }

    mutating func finish(at end: Line) throws(FormatError) -> PaperFile {
        if shape == nil {
            guard let first else { throw end.errorAtEnd(.endsEarly(missing: "the first row")) }
            // A single row of names: one paper if it cannot be the first row of a table.
            try begin(first, nil)
        }
        guard !names.names.isEmpty else {
            throw end.errorAtEnd(.endsEarly(missing: "the first paper"))
        }
        if let scored {
            return PaperFile(profile: .scored(try scored.papers(names.names, at: end)))
        }
        guard let ranked else { throw end.errorAtEnd(.endsEarly(missing: "the first row")) }
        return PaperFile(profile: .ranked(try ranked.named(names.names, at: end)))
    }

    /// Finds out from the first two rows what the file has.
    private mutating func begin(_ first: CSVRow, _ second: CSVRow?) throws(FormatError) {
        findCount(first)
        if let second, try hasNames(second, first) {
            let others = first.cells.indices.filter { $0 != countColumn }
            let isHeader = others.enumerated().allSatisfy { rank, cell in
                CSVWords.isRank(first.text(cell), rank + 1)
            }
            if isHeader { columns = first.cells.count } else { countColumn = nil }
            shape = .names
            ranked = try? RankedGathering(candidates: Slate.mostCandidates)
            if !isHeader { try paper(first) }
            return
        }
        columns = first.cells.count
        for cell in first.cells.indices where cell != countColumn {
            // A table without names must not lose its first paper.
            if first.isNumber(cell), !first.cells[cell].isQuoted {
                throw first.line.error(
                    .unexpected(first.text(cell), wanted: "the name of a candidate"),
                    at: first.start(cell))
            }
            try names.add(first.name(cell), in: first.line, at: first.start(cell))
        }
        guard !names.names.isEmpty else {
            throw first.line.error(.unexpected("", wanted: "a column for each candidate"))
        }
        if content == .scores {
            shape = .points
            scored = ScoredGathering(candidates: names.names.count)
        } else {
            shape = .table
            ranked = try? RankedGathering(candidates: names.names.count)
        }
    }

    private mutating func findCount(_ first: CSVRow) {
        countColumn = [0, first.cells.count - 1].first { CSVWords.isCount(first.text($0)) }
    }

    /// Whether the second row has names and not numbers; both together are refused.
    private func hasNames(_ second: CSVRow, _ first: CSVRow) throws(FormatError) -> Bool {
        let filled = second.cells.indices.filter { $0 != countColumn && !second.isEmpty($0) }
        let text = filled.first { !second.isNumber($0) }
        guard let text else { return false }
        if filled.contains(where: { second.isNumber($0) }) {
            throw second.line.error(
                .unexpected(second.text(text), wanted: "a whole number"), at: second.start(text))
        }
        return true
    }

    private mutating func paper(_ row: CSVRow) throws(FormatError) {
        if let columns, row.cells.count != columns {
            throw row.line.error(.wrongCells(row.cells.count, of: columns))
        }
        var count = 1
        if let countColumn {
            count = try row.whole(countColumn, Whole.papers, what: "The number of papers")
        }
        let at = countColumn.map { row.start($0) } ?? row.line.bytes.startIndex
        switch shape {
        case .table?: try table(row)
        case .names?: try list(row)
        case .points?: try points(row)
        case nil: break
        }
        try ranked?.add(count: count, in: row.line, at: at)
        try scored?.add(count: count, in: row.line, at: at)
    }

    private mutating func table(_ row: CSVRow) throws(FormatError) {
        ranks.removeAll(keepingCapacity: true)
        var candidate = 0
        for cell in row.cells.indices where cell != countColumn {
            if !row.isEmpty(cell) {
                let rank = try row.whole(cell, 1...FormatLimits.mostRank, what: "A rank")
                ranks.append((rank, candidate, cell))
            }
            candidate += 1
        }
        ranks.sort { ($0.rank, $0.candidate) < ($1.rank, $1.candidate) }
        var last = 0
        for (rank, candidate, cell) in ranks {
            try ranked?.mark(
                candidate, equal: rank == last, in: row.line, at: row.start(cell), as: nil)
            last = rank
        }
    }

    private mutating func list(_ row: CSVRow) throws(FormatError) {
        for cell in row.cells.indices where cell != countColumn && !row.isEmpty(cell) {
            if row.isNumber(cell), !row.cells[cell].isQuoted {
                throw row.line.error(
                    .unexpected(row.text(cell), wanted: "a name"), at: row.start(cell))
            }
            let name = try row.name(cell)
            let candidate: Int
            if let known = places[name] {
                candidate = known
            } else {
                candidate = names.names.count
                try names.add(name, in: row.line, at: row.start(cell))
                places[name] = candidate
            }
            try ranked?.mark(
                candidate, equal: false, in: row.line, at: row.start(cell), as: name)
        }
    }

    private mutating func points(_ row: CSVRow) throws(FormatError) {
        var candidate = 0
        for cell in row.cells.indices where cell != countColumn {
            if !row.isEmpty(cell) {
                let score = try row.whole(cell, 0...ScoredPapers.mostScore, what: "A score")
                try scored?.mark(candidate, score, in: row.line, at: row.start(cell))
            }
            candidate += 1
        }
    }
}
