import Chapter

/// The form in which a task is written down or changed.
struct TaskFormPage: Page {
    static let template = "timeline-task-form"
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
    let summary: Field
    let text: Field
    let due: Field
    let remind: Field
    let assignee: SelectField
    let contacts: ContactsField
    let subjectKind: String
    let subjectID: String
    /// What it is about besides contacts; nil for nothing.
    let subjectName: String?
    let isPrivate: Bool
    /// Why it is changed; nil for a new one.
    let why: Field?

    init(
        _ frame: Frame, _ words: Wording, _ draft: InteractionDraft, _ around: FormSurroundings,
        _ sought: ContactsField.Sought, _ problems: [Problem], place: EntryFormPage.Place,
        subjectName: String?, conflict: ConflictPart? = nil
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(
            problems.map { Problem($0.field == "contacts" ? "add" : $0.field, $0.sentence) }, words)
        (heading, action, back) = (place.heading, place.action, place.back)
        (backName, isNew) = (place.backName, place.isNew)
        version = draft.version.map(String.init)
        self.conflict = conflict
        func field(
            _ name: String, _ label: String, type: String = "text", lines: Int? = nil,
            help: String? = nil, isRequired: Bool = false
        ) -> Field {
            Field(
                name, label: words.say(label), value: draft[name],
                help: help.map { words.say($0) }, type: type, lines: lines, isRequired: isRequired,
                problems: problems)
        }
        summary = field("summary", "timeline_field_task", isRequired: true)
        text = field("text", "timeline_field_text", lines: 4)
        due = field("due", "timeline_field_due", type: "date")
        remind = field(
            "remind", "timeline_field_remind", type: "date", help: "timeline_help_remind")
        let problem = problems.first { $0.field == "assignee" }
        // Whoever has lost the role keeps the task until it is given on, so they are in the list.
        let chosen = draft["assignee"]
        assignee = SelectField(
            name: "assignee", label: words.say("timeline_field_assignee"),
            help: problem?.sentence,
            options: [
                PeopleFilters.Option(
                    value: "", name: words.say("timeline_nobody"), isChosen: chosen.isEmpty)
            ]
                + around.holders.map { holder in
                    PeopleFilters.Option(
                        value: "\(holder.id)",
                        name: words.count(
                            "timeline_holder", holder.open, ["name": holder.name]),
                        isChosen: "\(holder.id)" == chosen)
                })
        contacts = ContactsField(around.contacts, sought, words, problems: problems)
        subjectKind = draft.subject?.kind ?? ""
        subjectID = draft.subject?.id ?? ""
        self.subjectName = subjectName
        isPrivate = draft.isPrivate
        why = place.isNew ? nil : .why(draft["why"], words, problems)
    }
}
