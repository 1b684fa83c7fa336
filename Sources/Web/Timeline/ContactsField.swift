import Chapter

/// The contacts whom an entry or a task concerns, in a form that works without a script: those who
/// are chosen have a box, and somebody else is looked up by what is typed.
struct ContactsField: Sendable {
    /// A contact with a box.
    struct Option: Sendable {
        let value: String
        let name: String
        let detail: String?
        let isOn: Bool
    }

    let options: [Option]
    let hasOptions: Bool
    let add: Field

    /// What somebody typed to name one more contact, and who may be meant.
    struct Sought: Sendable {
        var text = ""
        var found: [MemberSummary] = []
        var problem: String?
    }

    init(
        _ chosen: [Interaction.Contact], _ sought: Sought, _ words: Wording,
        problems: [Problem] = []
    ) {
        let known = Set(chosen.map(\.id.description))
        options =
            chosen.map { Option(value: "\($0.id)", name: $0.name, detail: nil, isOn: true) }
            + sought.found.filter { !known.contains($0.memberID) }.map {
                Option(value: $0.memberID, name: $0.name, detail: $0.email ?? $0.phone, isOn: false)
            }
        hasOptions = !options.isEmpty
        let own = sought.problem.map { [Problem("add", $0)] } ?? []
        add = Field(
            "add", label: words.say("timeline_field_add"), value: sought.text,
            help: words.say("timeline_help_add"),
            problems: own
                + problems.filter { $0.field == "contacts" }.map { Problem("add", $0.sentence) })
    }
}

extension Backend {
    /// Looks up whoever is meant by what was typed; the only one who fits is taken.
    func seek(
        _ form: Form, into draft: inout InteractionDraft, _ context: Context
    ) async throws -> ContactsField.Sought {
        let text = form["add"]
        guard !text.isEmpty else { return ContactsField.Sought() }
        let viewer = context.viewer
        let page = try await chapter.read { db in
            try MemberList(search: text, limit: 8).answer(in: db, for: viewer).get()
        }
        if page.count == 1, let id = page.people.first.flatMap({ MemberID($0.memberID) }) {
            if !draft.contacts.contains(id) { draft.contacts.append(id) }
            return ContactsField.Sought()
        }
        let problem =
            page.count == 0
            ? context.words.say("timeline_add_nobody", ["text": text])
            : context.words.say("timeline_add_several")
        return ContactsField.Sought(text: text, found: page.people, problem: problem)
    }
}
