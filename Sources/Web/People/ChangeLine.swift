import Chapter

/// One change of a record, as a sentence with the values marked.
struct ChangeLine: Sendable {
    /// “changed the phone number”, after the name of whoever did it.
    let did: String
    let old: String?
    let new: String?
    let why: String?

    init(_ entry: HistoryEntry, _ words: Wording) {
        let verb =
            switch (entry.old, entry.new) {
            case (nil, .some): Self.lists.contains(entry.field) ? "added" : "set"
            case (.some, nil): "removed"
            default: "changed"
            }
        did =
            entry.act == "RequestSignInLinks"
            ? words.say("people_did_ask_for_link")
            : words.say(
                "people_did_\(verb)", ["what": entry.ownField ?? words.fieldInside(entry.field)])
        old = entry.old.map { words.value($0, of: entry.field) }
        new = entry.new.map { words.value($0, of: entry.field) }
        why = entry.why
    }

    /// What people have several of.
    static let lists: Set<String> = [
        "email", "phone", "address", "messenger", "external id", "tag", "interest", "skill",
        "own field", "role", "relation", "position", "agreement", PeriodInHistory.field,
        SetDirectoryFields.historyField,
    ]

    /// Whether `RevertChange` can take a change of this field back.
    static func canBeReverted(_ entry: HistoryEntry) -> Bool {
        if let field = PersonField(rawValue: entry.field) {
            return entry.old != nil || ![.name, .status, .kind].contains(field)
        }
        if TieText.canBePutBack(entry.field) { return true }
        let apart = ["role", AgreementText.field, SetDirectoryFields.historyField]
        return !apart.contains(entry.field) && lists.contains(entry.field)
    }
}

extension Wording {
    /// From where a change came: “from Firefox, Linux”.
    func device(_ text: String) -> String {
        let known = [
            "browser": "browser", "API": "api", "command line": "command_line",
            "import": "import", "this node": "node",
        ]
        return known[text].map { say("people_from_\($0)") }
            ?? say("people_from_device", ["device": text])
    }

    /// What to call whoever did something.
    func actor(_ entry: HistoryEntry) -> String {
        if let name = entry.actorName { return name }
        if entry.act == "SettleMemberships" { return say("memberships_calendar") }
        // Whoever signs in, or asks for it, is nobody yet.
        if entry.actor == "visitor" { return say("people_visitor") }
        return say(MemberID(entry.actor) == nil ? "people_operator" : "people_gone")
    }
}
