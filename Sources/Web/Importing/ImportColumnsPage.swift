import Chapter

/// The second step: what is in each column, and how the file is read.
struct ImportColumnsPage: Page {
    /// A column with its choices.
    struct Column: Sendable {
        let id: String
        let header: String
        let samples: String?
        let label: String
        let isLeftOut: Bool
        let groups: [ImportTargetGroup]
        let problem: String?
    }

    /// A column of dates that can be read in two ways.
    struct Dates: Sendable {
        let sentence: String
        let change: String
        let value: String
    }

    static let template = "importing-columns"
    let frame: Frame
    let t: Wording
    let steps: ImportSteps
    let problems: Problems
    let address: String
    let file: String
    let summary: String
    let dates: [Dates]
    let columns: [Column]
    let modes: [ImportOption]
    let encodings: [ImportOption]
    let delimiters: [ImportOption]
    let dayOrders: [ImportOption]
    let hasHeading: Bool
}

extension ImportColumnsPage {
    init(
        _ list: UploadedList, _ head: ListHead, _ problems: [Problem], _ frame: Frame,
        _ words: Wording
    ) {
        self.frame = frame
        t = words
        steps = ImportSteps(at: 1, words)
        self.problems = Problems(problems, words)
        address = "/people/import/lists/\(list.id)"
        file = list.file
        let rows =
            head.rows.map { words.count("import_rows", $0) }
            ?? words.say("import_rows_more", ["count": words.number(ListHead.rowsAtMost)])
        let delimiter = words.say("import_delimiter_\(head.delimiter.words)")
        summary = words.say(
            "import_summary",
            [
                "rows": rows, "size": words.size(list.bytes),
                "encoding": head.encoding.shown(words), "delimiter": delimiter,
            ])
        dates = head.columns.compactMap { Dates($0, words) }
        columns = head.columns.enumerated().map { index, column in
            let id = "c\(index)"
            return Column(
                id: id, header: column.header,
                samples: column.samples.isEmpty ? nil : column.samples.joined(separator: " · "),
                label: words.say("import_column_label", ["column": column.header]),
                isLeftOut: column.target == nil,
                groups: ImportTargetGroup.all(for: column, words),
                problem: problems.first { $0.field == id }?.sentence)
        }
        modes = ImportMode.options(list.mode, words)
        let settings = list.settings
        let guess = words.say("import_guess")
        encodings =
            [ImportOption(value: "", name: guess, isChosen: settings.encoding == nil)]
            + TextEncoding.allCases.map {
                ImportOption(
                    value: $0.rawValue, name: $0.shown(words), isChosen: settings.encoding == $0)
            }
        delimiters =
            [ImportOption(value: "", name: guess, isChosen: settings.delimiter == nil)]
            + Delimiter.allCases.map {
                ImportOption(
                    value: $0.words, name: words.say("import_delimiter_\($0.words)"),
                    isChosen: settings.delimiter == $0)
            }
        dayOrders = ["", "day-first", "month-first"].map { value in
            let chosen = settings.dayFirst.map { $0 ? "day-first" : "month-first" } ?? ""
            let key = value.isEmpty ? "guess" : value.replacing("-", with: "_")
            return ImportOption(
                value: value, name: words.say("import_\(key)"), isChosen: value == chosen)
        }
        hasHeading = settings.hasHeading
    }
}

extension ImportColumnsPage.Dates {
    /// Nil for a column whose dates leave no doubt.
    init?(_ column: ListHead.Column, _ words: Wording) {
        guard let dates = column.dates, !dates.isKnown else { return nil }
        let key = dates.dayFirst ? "day" : "month"
        sentence = words.say(
            "import_dates_\(key)",
            ["column": column.header, "example": dates.example ?? column.samples.first ?? ""])
        change = words.say(dates.dayFirst ? "import_month_first" : "import_day_first")
        value = dates.dayFirst ? "month-first" : "day-first"
    }
}

extension TextEncoding {
    /// The encoding in words that people know from their spreadsheets.
    fileprivate func shown(_ words: Wording) -> String {
        switch self {
        case .utf8: "UTF-8"
        case .windows1252: words.say("import_encoding_windows")
        case .utf16BigEndian: words.say("import_encoding_big")
        case .utf16LittleEndian: words.say("import_encoding_little")
        }
    }
}
