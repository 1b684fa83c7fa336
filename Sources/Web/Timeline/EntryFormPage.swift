import Chapter
import Foundation

/// The form in which an entry of a timeline is written down or changed.
struct EntryFormPage: Page {
    /// Where the form is and where it leads.
    struct Place: Sendable {
        let heading: String
        let action: String
        let back: String
        let backName: String
        let isNew: Bool
    }

    /// A telephone number: one to press, or one that may not be called, and why.
    struct Number: Sendable {
        let text: String
        let opens: String?
        let chips: [Chip]

        init(_ phone: Phone, of record: MemberRecord, _ words: Wording) {
            let bar = record.bar(phone)
            text = phone.number
            opens = bar == nil ? "tel:\(phone.number.dialled)" : nil
            chips = [bar].compactMap(\.self).map { Chip($0, words) }
        }
    }

    /// One of the three sides.
    struct Side: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    static let template = "timeline-entry-form"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let heading: String
    let action: String
    let back: String
    let backName: String
    let isNew: Bool
    let version: String?
    let conflict: ConflictPart?
    let numbers: [Number]
    let hasNumbers: Bool
    /// Whether one of them may be called.
    let mayBeCalled: Bool
    let mayNotCall: Bool
    let kind: SelectField
    let sides: [Side]
    let summary: Field
    let text: Field
    let outcome: Field
    let outcomes: [String]
    let day: Field
    let time: Field
    let place: Field
    let places: [String]
    let channel: Field
    let contacts: ContactsField
    let isPrivate: Bool
    let followsUp: Bool
    let task: Field
    let taskDue: Field
    let taskRemind: Field
    let taskAssignee: SelectField
    /// Why it is changed; nil for a new one.
    let why: Field?

    init(
        _ frame: Frame, _ words: Wording, _ draft: InteractionDraft, _ around: FormSurroundings,
        _ sought: ContactsField.Sought, _ problems: [Problem], place: Place,
        numbers: [Number] = [], mayNotCall: Bool = false, conflict: ConflictPart? = nil
    ) {
        self.frame = frame
        t = words
        let sendable = problems.map { problem in
            Problem(Self.fields[problem.field ?? ""] ?? problem.field, problem.sentence)
        }
        self.problems = Problems(sendable, words)
        (heading, action, back) = (place.heading, place.action, place.back)
        (backName, isNew) = (place.backName, place.isNew)
        version = draft.version.map(String.init)
        self.conflict = conflict
        self.numbers = numbers
        hasNumbers = !numbers.isEmpty
        mayBeCalled = numbers.contains { $0.opens != nil }
        self.mayNotCall = mayNotCall
        func field(
            _ name: String, help: Bool = false, type: String = "text", lines: Int? = nil,
            isRequired: Bool = false
        ) -> Field {
            Field(
                name, label: words.say("timeline_field_\(name)"), value: draft[name],
                help: help ? words.say("timeline_help_\(name)") : nil, type: type, lines: lines,
                isRequired: isRequired, problems: sendable)
        }
        kind = SelectField(
            name: "kind", label: words.say("timeline_field_kind"), help: nil,
            options: InteractionKind.recorded.map {
                PeopleFilters.Option(
                    value: $0.rawValue, name: words.name(of: $0),
                    isChosen: $0.rawValue == draft["kind"])
            })
        sides = [InteractionSide.them, .us, .about].map {
            Side(
                value: $0.rawValue, name: words.name(of: $0),
                isChosen: $0.rawValue == draft["side"])
        }
        summary = field("summary", help: true)
        text = field("text", lines: 5)
        outcome = field("outcome", help: true)
        outcomes = words.outcomes
        day = field("day", type: "date")
        time = field("time", type: "time")
        self.place = field("place")
        places = around.places
        channel = field("channel", help: true)
        contacts = ContactsField(
            around.contacts, sought, words, capacities: (draft, around), problems: problems)
        isPrivate = draft.isPrivate
        why = place.isNew ? nil : .why(draft["why"], words, sendable)
        followsUp = draft.followsUp
        task = field("task", help: true)
        taskDue = field("task_due", type: "date")
        taskRemind = field("task_remind", type: "date")
        taskAssignee = SelectField(
            name: "task_assignee", label: words.say("timeline_field_assignee"), help: nil,
            options: [
                PeopleFilters.Option(
                    value: "", name: words.say("timeline_point_person"),
                    isChosen: draft["task_assignee"].isEmpty),
                PeopleFilters.Option(
                    value: "nobody", name: words.say("timeline_nobody"),
                    isChosen: draft["task_assignee"] == "nobody"),
            ]
                + around.holders.map {
                    PeopleFilters.Option(
                        value: "\($0.id)", name: $0.name,
                        isChosen: "\($0.id)" == draft["task_assignee"])
                })
    }

    /// Acts name fields by what they are, forms by what is sent.
    private static let fields = [
        "at": "day", "due": "task_due", "remind": "task_remind", "assignee": "task_assignee",
        "day": "day",
        "contacts": "add", "isPrivate": "private",
    ]
}

/// What others have changed while somebody was writing.
struct ConflictPart: Sendable {
    let sentence: String
    let taken: String?
    let lines: [EditLine]
    let hasLines: Bool

    /// Both changed these; everything else of theirs is in the form already.
    init(_ edits: [InteractionEdit], both: [InteractionEdit], _ words: Wording) {
        let names = Set(edits.map { words.actor($0.by) }).sorted()
        sentence = words.say("timeline_conflict", ["who": words.list(names)])
        let merged = edits.filter { edit in !both.contains { $0.id == edit.id } }
        let fields = Set(merged.map { words.say("timeline_edit_\($0.field)") }).sorted()
        taken =
            fields.isEmpty ? nil : words.say("timeline_taken", ["fields": words.list(fields)])
        lines = both.map { EditLine($0, words) }
        hasLines = !lines.isEmpty
    }
}
