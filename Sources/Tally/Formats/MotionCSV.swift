/// Reads the papers of a motion from CSV: a column with yes, no or abstain in each row and perhaps a
/// column `count`, or a first row `yes,no,abstain` with numbers of papers below.
///
/// Without a column `count` the first row is a paper unless it is a word as `vote`: a paper that
/// cannot be read must not pass for the name of a column.
struct MotionCSVReader: LineFormat {
    private var separator: UInt8?
    private var isBegun = false
    private var countColumn: Int?
    /// What each column counts, where the first row says so.
    private var answers: [MotionAnswer] = []
    private var columns = 1
    private var gathering = MotionGathering()

    mutating func take(_ line: Line) throws(FormatError) {
        if line.isEmpty { return }
        let separator = self.separator ?? CSVRow.separator(of: line)
        self.separator = separator
        let row = try CSVRow(line, separator: separator)
        if !isBegun {
            isBegun = true
            if try begin(row) { return }
        }
        guard row.cells.count == columns else {
            throw line.error(.wrongCells(row.cells.count, of: columns))
        }
        if answers.isEmpty { try paper(row) } else { try numbers(row) }
    }

    func finish(at end: Line) throws(FormatError) -> PaperFile {
        guard isBegun else { throw end.errorAtEnd(.endsEarly(missing: "the first row")) }
        return PaperFile(profile: .motion(try gathering.papers(at: end)))
    }

    /// Looks at the first row; false if it is a paper.
    private mutating func begin(_ row: CSVRow) throws(FormatError) -> Bool {
        columns = row.cells.count
        let words = row.cells.indices.map { row.text($0) }
        let known = words.compactMap { MotionAnswer($0) }
        if columns > 1, known.count == columns {
            guard Set(known).count == columns else {
                throw row.line.error(.unexpected(row.line.text, wanted: "each answer once"))
            }
            answers = known
            return true
        }
        countColumn = words.firstIndex(where: CSVWords.isCount)
        let wanted = countColumn == nil ? 1 : 2
        guard columns == wanted else {
            throw row.line.error(
                .unexpected(row.line.text, wanted: "a column of answers and perhaps one “count”"))
        }
        return countColumn != nil || CSVWords.isVote(words[0])
    }

    private mutating func paper(_ row: CSVRow) throws(FormatError) {
        var count = 1
        if let countColumn {
            count = try row.whole(countColumn, Whole.papers, what: "The number of papers")
        }
        let cell = countColumn == 0 ? 1 : 0
        if row.isEmpty(cell) {
            try gathering.add(.abstain, count, row.line, at: row.start(cell))
        } else {
            try gathering.add(row.text(cell), count, row.line, at: row.start(cell))
        }
    }

    private mutating func numbers(_ row: CSVRow) throws(FormatError) {
        for (cell, answer) in answers.enumerated() where !row.isEmpty(cell) {
            let count = try row.whole(cell, 0...Int.max, what: "The number of papers")
            try gathering.add(answer, count, row.line, at: row.start(cell))
        }
    }
}
