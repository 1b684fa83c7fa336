import Federation

/// What one reading through a whole file tells, before anything is written.
struct ListSurvey: Sendable {
    let format: ListFormat
    /// Whether a person said how the letters are written.
    let isEncodingChosen: Bool
    let map: ColumnMap
    /// Rows that are not blank, without the heading.
    let rows: Int
    /// Columns of dates, and how they are read.
    let dates: [(header: String, dayFirst: Bool, isKnown: Bool)]

    /// Reads the file through.
    ///
    /// What is no list of people is refused in words.
    init(
        _ source: ImportSource, _ settings: ListSettings, chosen: ListChoices,
        progress: @Sendable (ImportProgress) throws -> Void
    ) throws {
        isEncodingChosen = settings.encoding != nil
        var list = try OpenList(source, settings)
        format = list.format
        var map = ColumnMap(list, settings, chosen: chosen)
        let headers = map.headers
        try map.requireName()
        let dayColumns = map.targets.indices.filter { map.isDay($0) }
        var orders: [Int: DayOrder] = [:]
        var rows = 0
        while let row = try list.next() {
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
                try progress(
                    ImportProgress(
                        phase: .checking, done: list.rows.bytesRead, total: list.rows.size))
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

    /// What new people are who have no status in the list: an address book of anybody, or
    /// whoever ever signed a petition, are no members who vote.
    var newcomers: String {
        if case .cards = format { return "contact" }
        return map.system?.newcomers ?? "member"
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
                let note =
                    map.known.contains(index)
                    ? "nothing here corresponds to it" : "the heading is not known"
                notes.append(ImportNote(kind: "unused", header: header, note: note))
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
        if case .text(.windows1252, _) = format, !isEncodingChosen {
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
