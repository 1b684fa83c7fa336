import Chapter

/// Two contacts side by side, before they become one.
struct MergePage: Page {
    /// A field of which one value has to be chosen.
    struct Choice: Sendable {
        let name: String
        let legend: String
        let kept: String
        let gone: String
        let takesGone: Bool
        /// Whether both say something, and not the same.
        let differs: Bool
    }

    /// Something of which both values are kept, or that is the same.
    struct Line: Sendable {
        let name: String
        let values: [Value]
    }

    /// A value, and whose it is.
    struct Value: Sendable {
        let text: String
        let whose: String
    }

    static let template = "duplicates-merge"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let how: String
    let keep: String
    let gone: String
    let keepVersion: String
    let goneVersion: String
    let kept: DuplicateRow.Side
    let other: DuplicateRow.Side
    let reasons: String?
    let swap: String
    let swapLabel: String
    let mayMerge: Bool
    let choices: [Choice]
    let hasChoices: Bool
    let lines: [Line]
    let hasLines: Bool
    let moves: [String]
    let hasMoves: Bool
    let signIns: String
    let why: Field
    let button: String
}

extension MergePage {
    init(
        _ frame: Frame, _ words: Wording, _ preview: MergePreview, _ ownFields: [OwnField],
        form: Form, problems: [Problem]
    ) {
        let names = ["kept": preview.kept.name, "gone": preview.gone.name]
        self.frame = frame
        t = words
        let blocked = preview.refusal.map { [Problem($0, words)] } ?? []
        self.problems = Problems(problems.isEmpty ? blocked : problems, words)
        title = words.say("duplicates_merge_title")
        how = words.say("duplicates_merge_how", names)
        keep = preview.kept.memberID.description
        gone = preview.gone.memberID.description
        keepVersion = String(preview.kept.version)
        goneVersion = String(preview.gone.version)
        kept = DuplicateRow.Side(preview.kept, words)
        other = DuplicateRow.Side(preview.gone, words)
        reasons = preview.score.map { words.reasons($0.reasons) }
        swap = "/people/merge?keep=\(gone)&gone=\(keep)"
        swapLabel = words.say("duplicates_swap", ["name": preview.gone.name])
        mayMerge = preview.refusal == nil
        let nothing = words.say("duplicates_nothing")
        let fields = preview.fields.filter { $0.field != .kind }
        choices =
            fields.filter { $0.kept != $0.gone }.map { field in
                Choice(field, nothing, chosen: form["take_\(field.field.rawValue)"], words)
            } + ownFields.compactMap { Choice($0, preview, form, words) }
        hasChoices = !choices.isEmpty
        lines = MergePage.lines(preview, fields, ownFields, words)
        hasLines = !lines.isEmpty
        moves = preview.moves.map { words.moved($0) }
        hasMoves = !moves.isEmpty
        signIns = words.say("duplicates_sign_ins", names)
        why = Field(
            "why", label: words.say("duplicates_why"), value: form["why"],
            help: words.say("people_why_help"), problems: problems)
        button = words.say("duplicates_merge_button", names)
    }

    /// What a contact has several of, with what each is called.
    static func details(_ words: Wording) -> [(name: String, of: (MemberRecord) -> [String])] {
        [
            (words.field("phone"), { $0.phones.map(\.number) }),
            (words.field("email"), { $0.emails.map(\.address) }),
            (words.field("address"), { $0.addresses.map(\.inOneLine) }),
            (words.field("messenger"), { $0.messengers.map(\.handle) }),
            (words.say("people_tags"), { $0.tags }),
            (words.say("people_interests"), { $0.interests }),
            (words.say("people_skills"), { $0.skills }),
            (
                words.say("people_external_ids"),
                { $0.externalIDs.map { "\($0.scheme) \($0.value)" } }
            ),
        ]
    }

    /// What is the same, and what is kept of both.
    private static func lines(
        _ preview: MergePreview, _ fields: [MergeField], _ ownFields: [OwnField], _ words: Wording
    ) -> [Line] {
        var lines: [Line] = []
        func add(_ name: String, _ mine: [String], _ others: [String]) {
            let all = mine + others.filter { !mine.contains($0) }
            guard !all.isEmpty else { return }
            let values = all.map { text in
                let whose =
                    mine.contains(text) && others.contains(text)
                    ? words.say("duplicates_of_both")
                    : mine.contains(text) ? preview.kept.name : preview.gone.name
                return Value(text: text, whose: whose)
            }
            lines.append(Line(name: name, values: values))
        }
        let (kept, gone) = (preview.kept, preview.gone)
        for detail in details(words) { add(detail.name, detail.of(kept), detail.of(gone)) }
        for field in ownFields {
            let (mine, others) = (kept.ownFields[field.code], gone.ownFields[field.code])
            guard field.isMany || mine == others || mine == nil || others == nil else { continue }
            add(field.name, mine ?? [], others ?? [])
        }
        for field in fields where field.kept == field.gone {
            let text = field.kept.map { words.value($0, of: field.field.rawValue) } ?? ""
            add(words.field(field.field.rawValue), [text], [text])
        }
        return lines
    }
}

extension MergePage.Choice {
    fileprivate init(_ field: MergeField, _ nothing: String, chosen: String, _ words: Wording) {
        let column = field.field.rawValue
        name = "take_\(column)"
        legend = words.field(column)
        kept = field.kept.map { words.value($0, of: column) } ?? nothing
        gone = field.gone.map { words.value($0, of: column) } ?? nothing
        let side = MergeSide(rawValue: chosen) ?? field.suggested
        takesGone = side == .gone
        differs = field.differs
    }

    /// A field of the chapter's own with one value, of which there are two.
    fileprivate init?(
        _ field: OwnField, _ preview: MergePreview, _ form: Form, _ words: Wording
    ) {
        guard !field.isMany, let mine = preview.kept.ownFields[field.code],
            let other = preview.gone.ownFields[field.code], mine != other
        else { return nil }
        name = "own_\(field.code)"
        legend = field.name
        kept = mine.map { words.value("\n\($0)", of: "own field") }.joined(separator: ", ")
        gone = other.map { words.value("\n\($0)", of: "own field") }.joined(separator: ", ")
        takesGone = form[name] == MergeSide.gone.rawValue
        differs = true
    }
}

extension DuplicateRow.Side {
    init(_ record: MemberRecord, _ words: Wording) {
        name = record.name
        face = Face(record.name, number: record.memberID.number)
        address = "/people/\(record.memberID)"
        chip = Chip(status: record.status, words)
        lines = []
    }
}

extension PostalAddress {
    /// The address as it was typed, in one line.
    var inOneLine: String {
        [
            line1, line2, [postcode, city].filter { !$0.isEmpty }.joined(separator: " "), region,
            country,
        ].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
