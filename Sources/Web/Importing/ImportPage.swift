import Chapter

/// The third step: what a list would do, before anything has happened.
struct ImportPreviewPage: Page {
    /// A field that changes for some people.
    struct Effect: Sendable {
        let field: String
        let people: String
        let address: String
        let name: String
        let old: String?
        let new: String
    }

    /// What new people become, and whether that is to be looked at.
    struct StatusNote: Sendable {
        let kind: String
        let icon: String
        let sentence: String

        /// Nil where nobody is new.
        init?(_ report: ImportReport, _ words: Wording) {
            guard report.new > 0 else { return nil }
            let isSaid = report.saysWhoIsMember
            (kind, icon) = isSaid ? ("plain", "info") : ("warn", "warning")
            sentence =
                isSaid
                ? words.say("import_status_said") : words.count("import_status_unsaid", report.new)
        }
    }

    /// What is asked one by one, and how much of it is open.
    struct Questions: Sendable {
        let sentence: String
        let address: String
        let label: String

        /// Nil where nothing is asked.
        init?(_ counts: (all: Int, open: Int), at address: String, _ words: Wording) {
            guard counts.all > 0 else { return nil }
            sentence =
                counts.open == 0
                ? words.count("import_questions_done", counts.all)
                : words.count("import_questions_open", counts.open)
            self.address = address + "/questions"
            label = words.say(counts.open == 0 ? "import_questions_see" : "import_questions_answer")
        }
    }

    /// A field that changes for so many that somebody has to say that it is right.
    struct Large: Sendable {
        let field: String
        let sentence: String

        init(_ change: LargeChange, _ words: Wording) {
            field = change.field
            sentence = words.say(
                "import_large",
                [
                    "field": words.column(change.field), "people": words.number(change.people),
                    "all": words.number(change.of),
                ])
        }
    }

    static let template = "importing-preview"
    let frame: Frame
    let t: Wording
    let steps: ImportSteps
    let file: String
    let figures: [ImportFigure]
    let mode: String
    /// The system that the list comes from.
    let system: String?
    let questions: Questions?
    let hasLarge: Bool
    let large: [Large]
    let problem: String?
    let warnings: [String]
    /// Who becomes a member; nil where nobody is new.
    let status: StatusNote?
    let hasEffects: Bool
    let effects: [Effect]
    /// Who will work where; nil where the list does not say it.
    let ties: String?
    let leftOut: ImportLeftOut?
    let unused: String?
    /// What the button says; nil where there is nothing to import.
    let apply: String?
    let address: String
    /// Where the columns are chosen, while the list is there.
    let columns: String?
}

/// A number of rows with the list behind it.
struct ImportFigure: Sendable {
    let label: String
    let count: String
    let detail: String
    /// Nil for a number behind which there is nobody.
    let link: String?

    /// The four numbers that every import has.
    static func all(_ report: ImportReport, statuses: [String: Int], _ words: Wording)
        -> [ImportFigure]
    {
        let address = "/people/import/\(report.importID)/rows?part="
        let counts = ["unclear": report.conflicting, "bad": report.failedCount]
        let left = words.say("import_left_detail", counts.mapValues { words.number($0) })
        let all: [(part: String, count: Int, detail: String)] = [
            ("new", report.new, Self.counted(statuses, words)),
            ("updated", report.updated, words.say("import_updated_detail")),
            ("unchanged", report.unchanged, words.say("import_unchanged_detail")),
            ("left-out", report.conflicting + report.failedCount, left),
        ]
        return all.map { part, count, detail in
            ImportFigure(
                label: words.say("import_part_\(part.replacing("-", with: "_"))"),
                count: words.number(count), detail: detail,
                link: count > 0 ? address + part : nil)
        }
    }

    /// “30 members, 10 supporters, and 5 former members”.
    private static func counted(_ statuses: [String: Int], _ words: Wording) -> String {
        let counts = ["member", "supporter", "contact", "former"].compactMap { status in
            statuses[status].map { words.count("import_new_\(status)", $0) }
        }
        return counts.isEmpty ? words.say("import_new_detail") : words.list(counts)
    }
}

/// The first rows that are left out, and where all of them are.
struct ImportLeftOut: Sendable {
    /// A row with what is wrong with it.
    struct Row: Sendable {
        let row: String
        let reason: String
    }

    let heading: String
    let all: String
    let file: String
    let fileLabel: String
    let help: String
    let rows: [Row]

    /// How many rows stand on the page itself.
    static let rowsAtMost = 6

    /// Nil where no row is left out.
    init?(_ report: ImportReport, _ words: Wording) {
        let count = report.conflicting + report.failedCount
        guard count > 0 else { return nil }
        heading = words.count("import_left", count)
        all = "/people/import/\(report.importID)/rows?part=left-out"
        file = "/people/import/\(report.importID)/left-out.csv"
        fileLabel = words.count("import_left_file", count)
        help = words.count("import_left_help", count)
        rows = (report.failed + report.conflicts).sorted { $0.row < $1.row }
            .prefix(Self.rowsAtMost).map {
                Row(
                    row: words.say("import_row", ["row": words.number($0.row)]),
                    reason: words.sentence($0.reason))
            }
    }
}

/// What an import has done, and how to take it back; or what taking it back has done.
struct ImportReportPage: Page {
    /// A fact with the list behind it.
    struct Fact: Sendable {
        let name: String
        let value: String
        let link: String?
        /// More about it; nil for nothing.
        let detail: String?
    }

    /// Somebody whom undoing left as they were.
    struct Kept: Sendable {
        let name: String
        let link: String?
        let reason: String
    }

    static let template = "importing-report"
    let frame: Frame
    let t: Wording
    let steps: ImportSteps
    let file: String
    let when: String
    let whole: String
    let problem: String?
    let isUndone: Bool
    let leftOut: ImportLeftOut?
    let facts: [Fact]
    /// What undoing would do; nil where it has been done.
    let undoing: String?
    let hasKept: Bool
    let kept: [Kept]
    let keptHeading: String
    let allKept: String?
    /// The people of this import as a list; nil where they have no tag of their own.
    let list: String?
    /// Where the people of this import are kept as a search; nil where there are none.
    let keep: String?
    let address: String
    /// What is to be done about the list.
    var tasks: SubjectTasksPart?
    /// Its tags, which are not those of its people.
    var tagging: ThingTagsPart?
}
