import Federation

/// What one reading through a whole file tells, before anything is written.
struct ListSurvey: Sendable {
    let encoding: TextEncoding
    /// Whether a person said how the letters are written.
    let isEncodingChosen: Bool
    let delimiter: Delimiter
    let map: ColumnMap
    /// Rows that are not blank, without the heading.
    let rows: Int
    /// Columns of dates, and how they are read.
    let dates: [(header: String, dayFirst: Bool, isKnown: Bool)]

    /// Reads the file through.
    ///
    /// What is no list of people is refused in words.
    init(
        _ source: ImportSource, _ settings: ListSettings, chosen: [Int: ColumnTarget?],
        progress: @Sendable (ImportProgress) throws -> Void
    ) throws {
        (encoding, delimiter) = try settings.reading(of: source)
        isEncodingChosen = settings.encoding != nil
        let text = try TextReader(source, encoding)
        let total = text.size
        var reader = CSVReader(text, delimiter: delimiter.rawValue)
        let first = try reader.firstRow()
        let headers = settings.headers(first)
        var map = ColumnMap(headers: headers, chosen: chosen)
        try map.requireName()
        let dayColumns = map.targets.indices.filter { map.isDay($0) }
        var orders: [Int: DayOrder] = [:]
        var rows = 0
        var next = settings.hasHeading ? try reader.next() : CSVRow(first)
        while let row = next {
            next = try reader.next()
            if row.isBlank { continue }
            rows += 1
            guard rows <= ImportLimits.rows else {
                throw Refusal.invalid(
                    "file",
                    "The list has more than \(ImportLimits.rows) rows. Nothing was imported; "
                        + "split it.")
            }
            for index in dayColumns where index < row.cells.count {
                orders[index, default: DayOrder()].look(row.cells[index])
            }
            if rows % 1000 == 0 {
                try progress(ImportProgress(phase: .checking, done: reader.bytesRead, total: total))
            }
        }
        map.dayFirst = Set(orders.filter { settings.dayFirst ?? $0.value.isDayFirst }.keys)
        dates = dayColumns.compactMap { index in
            guard let order = orders[index], order.matters else { return nil }
            return (
                headers[index], settings.dayFirst ?? order.isDayFirst,
                settings.dayFirst != nil || order.isKnown
            )
        }
        self.map = map
        self.rows = rows
    }

    /// What to tell about the columns and about guesses.
    var notes: [ImportNote] {
        var notes: [ImportNote] = []
        for (index, header) in map.headers.enumerated() {
            if let target = map.targets[index] {
                notes.append(ImportNote(kind: "column", header: header, note: target.words))
            } else if map.doubled.contains(index) {
                notes.append(
                    ImportNote(
                        kind: "unused", header: header,
                        note: "another column before it means the same"))
            } else {
                notes.append(
                    ImportNote(kind: "unused", header: header, note: "the heading is not known"))
            }
        }
        for date in dates {
            let order = date.dayFirst ? "day before month" : "month before day"
            let sure = date.isKnown ? "" : "; no date in the column tells for sure"
            notes.append(
                ImportNote(
                    kind: "warning", header: date.header, note: "read with the \(order)\(sure)")
            )
        }
        if encoding == .windows1252, !isEncodingChosen {
            notes.append(
                ImportNote(
                    kind: "warning", header: "",
                    note: "The file is not UTF-8 and was read as Windows-1252 (Latin-1). "
                        + "Look at names with accents."))
        }
        return notes
    }
}

/// Something to tell about a column or a list.
struct ImportNote: Sendable {
    let kind: String
    let header: String
    let note: String
}
