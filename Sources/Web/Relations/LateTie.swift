import Chapter
import Federation

/// A form of a relation or a position, which sends back what it was opened with.
struct TieForm {
    /// A field with what it is called on the page.
    struct Entry: Sendable {
        let name: String
        let legend: String
    }

    let entries: [Entry]

    /// What the form began with: its fields under `was_`.
    func began(_ form: Form) -> [String: String]? {
        guard entries.contains(where: { !form.all("was_\($0.name)").isEmpty }) else { return nil }
        return Dictionary(entries.map { ($0.name, form["was_\($0.name)"]) }) { $1 }
    }

    /// The fields that are sent back without being seen.
    func hidden(_ values: [String: String]) -> [HiddenField] {
        entries.map { HiddenField(name: "was_\($0.name)", value: values[$0.name] ?? "") }
    }

    /// What was typed, with what is there now where `keep` says “theirs”.
    func typed(_ form: Form, now: [String: String]) -> [String: String] {
        Dictionary(
            entries.map { entry in
                let isTheirs = form["keep_\(entry.name)"] == "theirs"
                return (entry.name, isTheirs ? now[entry.name] ?? "" : form[entry.name])
            }
        ) { $1 }
    }

    /// Brings what others did into what was typed, and says so.
    func merge(
        _ typed: inout [String: String], then: [String: String], now: [String: String],
        by latest: HistoryEntry?, _ words: Wording, shown: (String, String) -> String
    ) -> RecordConflict {
        var late = LateForm(
            words, latest: latest.map { (words.actor($0), words.moment($0.at)) })
        for entry in entries {
            let name = entry.name
            let part = LateForm.Part(
                then: then[name] ?? "", now: now[name] ?? "", mine: typed[name] ?? "")
            let isTheirs = late.takesTheirs(entry.legend, name, part) { shown(name, $0) }
            if isTheirs { typed[name] = now[name] ?? "" }
        }
        return late.conflict
    }

    /// The form of a relation.
    static func relation(_ contact: ContactName, _ words: Wording) -> TieForm {
        TieForm(
            entries: [
                Entry(name: "type", legend: words.say("relations_how", ["name": contact.name]))
            ] + days(words))
    }

    /// The form of a position.
    static func position(_ words: Wording) -> TieForm {
        TieForm(
            entries: [
                Entry(name: "title", legend: words.say("relations_title")),
                Entry(name: "organization", legend: words.say("relations_where")),
            ] + days(words))
    }

    private static func days(_ words: Wording) -> [Entry] {
        [
            Entry(name: "startsOn", legend: words.say("relations_starts")),
            Entry(name: "endsOn", legend: words.say("relations_ends")),
            Entry(name: "note", legend: words.say("relations_note")),
        ]
    }
}

extension EnteredDays {
    /// What a form of a relation or a position has in these fields.
    init(_ values: [String: String]) {
        self.init(
            startsOn: values["startsOn"], endsOn: values["endsOn"], note: values["note"])
    }

    /// The same by the names of the fields.
    var values: [String: String] { ["startsOn": startsOn, "endsOn": endsOn, "note": note] }
}

extension Backend {
    /// Who changed a relation or a position of a contact last; nil where nobody can tell.
    func latestChange(
        of member: MemberID, _ field: String, where isMeant: @Sendable @escaping (TieText) -> Bool,
        _ context: Context
    ) async throws -> HistoryEntry? {
        let viewer = context.viewer
        return try await chapter.read { db in
            try MemberHistory(member).answer(in: db, for: viewer).get().first { entry in
                guard entry.field == field else { return false }
                return [entry.new, entry.old].compactMap { $0.flatMap { TieText($0) } }
                    .contains(where: isMeant)
            }
        }
    }
}
