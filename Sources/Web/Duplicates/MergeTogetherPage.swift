import Chapter

/// Several contacts side by side, a column each, before they become one.
struct MergeTogetherPage: Page {
    /// A contact.
    struct Person: Sendable {
        let id: String
        let version: String
        let name: String
        let side: DuplicateRow.Side
        let isKept: Bool
        /// What it has in common with the kept one.
        let reasons: String?
        /// The same page without this contact.
        let without: String
        let withoutLabel: String
    }

    /// Something of which each contact has its own; the contacts' cells in their order.
    struct Row<Cell: Sendable>: Sendable {
        let name: String
        /// Whether two of them say something, and not the same.
        let differs: Bool
        let cells: [Cell]
    }

    /// What a contact says, to be chosen.
    struct Choice: Sendable {
        let input: String
        let legend: String
        let id: String
        let whose: String
        /// Nil for nothing that can be chosen.
        let text: String?
        let isChosen: Bool
        /// Whether it is not what the kept one says.
        let isOther: Bool
    }

    /// What a contact has, of which nothing has to be chosen.
    struct Texts: Sendable {
        let texts: [String]
    }

    static let template = "duplicates-merge-together"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let keep: String
    let people: [Person]
    /// How many columns there are.
    let width: String
    /// Who follows afterwards.
    let then: [String]
    let afterwards: String?
    let mayMerge: Bool
    let choices: [Row<Choice>]
    let hasChoices: Bool
    let lines: [Row<Texts>]
    let hasLines: Bool
    let moves: [String]
    let hasMoves: Bool
    let movesOf: [Texts]
    let why: Field
    let button: String
}

extension MergeTogetherPage {
    init(
        _ frame: Frame, _ words: Wording, _ preview: MergeTogetherPreview, _ ownFields: [OwnField],
        _ form: Form, then: [MemberID], problems: [Problem]
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(
            problems.isEmpty ? Self.hindrances(preview, words) : problems, words)
        title = words.say("duplicates_together_title")
        keep = preview.keep.description
        let ids = preview.columns.map(\.record.memberID)
        people = preview.columns.map { Person($0, preview.keep, ids, then: then, words) }
        width = String(ids.count)
        self.then = then.map(\.description)
        afterwards = then.isEmpty ? nil : words.count("duplicates_afterwards", then.count)
        mayMerge = preview.hindrances.isEmpty
        let rows = MergeTogetherRows(preview: preview, form: form, words: words)
        choices = rows.choices(ownFields)
        hasChoices = !choices.isEmpty
        lines = rows.lines(ownFields)
        hasLines = !lines.isEmpty
        moves = preview.moves.map { words.moved($0) }
        hasMoves = !moves.isEmpty
        movesOf = preview.columns.map { column in
            Texts(texts: column.moves.map { words.moved($0) })
        }
        why = Field(
            "why", label: words.say("duplicates_why"), value: form["why"],
            help: words.say("people_why_help"), problems: problems)
        button = words.count("duplicates_together_button", ids.count)
    }

    /// What stands in the way, with the name of whom it is about.
    private static func hindrances(_ preview: MergeTogetherPreview, _ words: Wording) -> [Problem] {
        preview.hindrances.map { hindrance in
            let names = preview.columns.map(\.record)
                .filter { hindrance.members.contains($0.memberID) }.map(\.name)
            guard !names.isEmpty else { return Problem(hindrance.refusal, words) }
            return Problem(
                nil,
                words.say(
                    "duplicates_together_of",
                    ["names": words.list(names), "sentence": words.sentence(hindrance.refusal)]))
        }
    }
}

extension MergeTogetherPage.Person {
    fileprivate init(
        _ column: MergeTogetherPreview.Column, _ keep: MemberID, _ ids: [MemberID],
        then: [MemberID], _ words: Wording
    ) {
        let record = column.record
        id = record.memberID.description
        version = String(record.version)
        name = record.name
        side = DuplicateRow.Side(record, words)
        isKept = record.memberID == keep
        reasons = column.reasons.isEmpty ? nil : words.reasons(column.reasons)
        // Whoever is left out makes room for the first of those who follow.
        let (isKept, rest) = (isKept, (ids + then).filter { $0 != record.memberID })
        without =
            "/people/merge?" + (isKept ? "" : "keep=\(keep)&")
            + rest.filter { isKept || $0 != keep }.map { "id=\($0)" }.joined(separator: "&")
        withoutLabel = words.say("duplicates_together_without", ["name": record.name])
    }
}
