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
        /// As what this contact spoke, in a form that asks for it.
        var capacity: Capacity?
    }

    /// As what a contact spoke: free words, and those that are offered.
    struct Capacity: Sendable {
        let value: String
        let label: String
        let name: String
        let list: String
        let offers: [String]
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
        capacities: (InteractionDraft, FormSurroundings)? = nil, problems: [Problem] = []
    ) {
        let known = Set(chosen.map(\.id.description))
        options =
            chosen.map { contact in
                Option(
                    value: "\(contact.id)", name: contact.name, detail: nil, isOn: true,
                    capacity: capacities.flatMap { draft, around in
                        contact.isGroup ? nil : Capacity(contact, draft, around, words)
                    })
            }
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

extension ContactsField.Capacity {
    fileprivate init(
        _ contact: Interaction.Contact, _ draft: InteractionDraft, _ around: FormSurroundings,
        _ words: Wording
    ) {
        value = draft.capacities[contact.id] ?? ""
        label = words.say("timeline_field_capacity", ["name": contact.name])
        name = "capacity-\(contact.id)"
        list = "capacities-\(contact.id)"
        offers = (around.capacities[contact.id] ?? []).map { capacity in
            switch (capacity.title, capacity.organization) {
            case (let title?, let place?): "\(title), \(place)"
            case (let title?, nil): title
            case (nil, let place): words.say("timeline_for", ["names": place ?? ""])
            }
        }
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
