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

    /// Something that was found out about the list, with a button to do without.
    struct Note: Sendable {
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
    /// What the list looks like, and the button to read it otherwise.
    let system: Note?
    /// What was chosen before about a list with these headings.
    let memory: Note?
    let dates: [Dates]
    /// The columns that are left out although they hold something; nil where there are none.
    let unknown: String?
    let columns: [Column]
    /// What becomes of a new field; nil for who cannot make one.
    let newHelp: String?
    /// Where its words are, once somebody has looked at the columns.
    let words: String?
    let keys: [ImportOption]
    let isText: Bool
    let hasSheets: Bool
    let sheets: [ImportOption]
    let shownSheet: String
    let modes: [ImportOption]
    let tag: String
    let encodings: [ImportOption]
    let delimiters: [ImportOption]
    let dayOrders: [ImportOption]
    let hasHeading: Bool
}

extension ImportColumnsPage {
    init(
        _ list: UploadedList, _ head: ListHead, _ matches: [MatchCounts],
        _ problems: [Problem], mayAdd: Bool, _ frame: Frame, _ words: Wording
    ) {
        newHelp = mayAdd ? words.say("import_new_help") : nil
        self.frame = frame
        t = words
        steps = ImportSteps(at: 1, words)
        self.problems = Problems(problems, words)
        address = "/people/import/lists/\(list.id)"
        self.words = list.plan.choices.columns.isEmpty ? nil : "\(address)/words"
        file = list.file
        let rows =
            head.rows.map { words.count("import_rows", $0) }
            ?? words.say("import_rows_more", ["count": words.number(ListHead.rowsAtMost)])
        let size = words.size(list.bytes)
        switch head.format {
        case .text(let encoding, let delimiter):
            summary = words.say(
                "import_summary",
                [
                    "rows": rows, "size": size, "encoding": encoding.shown(words),
                    "delimiter": words.say("import_delimiter_\(delimiter.words)"),
                ])
            (isText, sheets, shownSheet) = (true, [], "")
        case .workbook(let sheet, let names):
            summary = words.say(
                "import_summary_sheet", ["rows": rows, "size": size, "sheet": sheet])
            isText = false
            sheets = names.map { ImportOption(value: $0, name: $0, isChosen: $0 == sheet) }
            shownSheet = sheet
        case .cards:
            summary = words.say("import_summary_cards", ["rows": rows, "size": size])
            (isText, sheets, shownSheet) = (false, [], "")
        }
        hasSheets = sheets.count > 1
        system = head.looksLike.map { name in
            let isRead = head.system != nil
            return Note(
                sentence: words.say(
                    isRead ? "import_system" : "import_system_off", ["system": name]),
                change: words.say(
                    isRead ? "import_system_leave" : "import_system_take", ["system": name]),
                value: isRead ? "headings" : "system")
        }
        memory = list.asOf.map { moment in
            Note(
                sentence: words.say("import_memory", ["day": words.day(moment)]),
                change: words.say("import_memory_leave"), value: "fresh")
        }
        keys = MatchKey.allCases.map { key in
            ImportOption(
                value: key.rawValue, name: words.say("import_key_\(key)"),
                isChosen: key == list.plan.key,
                help: matches.first { $0.key == key }.map { $0.shown(words) })
        }
        dates = head.columns.compactMap { Dates($0, words) }
        columns = head.columns.enumerated().map { index, column in
            let id = "c\(index)"
            return Column(
                id: id, header: column.header,
                samples: column.samples.isEmpty ? nil : column.samples.joined(separator: " · "),
                label: words.say("import_column_label", ["column": column.header]),
                isLeftOut: column.target == nil,
                groups: ImportTargetGroup.all(
                    for: column, list.plan.choices.fields, mayAdd: mayAdd, words),
                problem: problems.first { $0.field == id }?.sentence)
        }
        let leftOut = head.columns.filter { $0.target == nil && !$0.samples.isEmpty }
        unknown =
            leftOut.isEmpty || list.asOf != nil
            ? nil
            : words.count(
                "import_columns_unknown", leftOut.count,
                ["columns": words.list(leftOut.map(\.header))])
        tag = list.plan.tag ?? ""
        modes = ImportMode.options(list.plan.mode, words)
        let settings = list.plan.settings
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

extension MatchCounts {
    /// How many of the first rows a key would find, in words.
    fileprivate func shown(_ words: Wording) -> String {
        let counts = ["rows": rows, "found": found, "unclear": unclear]
        return words.say(
            unclear > 0 ? "import_key_found_unclear" : "import_key_found",
            counts.mapValues { words.number($0) })
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
