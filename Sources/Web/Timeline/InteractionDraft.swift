import Chapter
import Federation
import Foundation

/// What somebody has entered in a form about an interaction or a task so far.
struct InteractionDraft: Sendable {
    /// The fields of one line or several, by the names under which they are sent.
    var values: [String: String] = [:]
    var contacts: [MemberID] = []
    /// As what contacts spoke.
    var capacities: [MemberID: String] = [:]
    var subject: InteractionSubject?
    var isPrivate = false
    /// Whether the organizer must follow up.
    var followsUp = false
    /// What was seen when the writing began; nil for something new.
    var version: Int?

    /// The fields that a form sends as they are.
    private static let names = [
        "kind", "side", "summary", "text", "outcome", "place", "channel", "day", "time", "due",
        "remind", "assignee", "task", "task_due", "task_remind", "task_assignee", "why",
    ]

    /// A field, empty where nothing was entered.
    subscript(_ name: String) -> String {
        get { values[name] ?? "" }
        set { values[name] = newValue }
    }

    /// What a form sent.
    init(_ form: Form) {
        for name in Self.names { values[name] = form[name] }
        contacts = form.all("with").compactMap { MemberID($0) }
        for contact in contacts { capacities[contact] = form["capacity-\(contact)"] }
        subject = InteractionSubject(kind: form["subject_kind"], id: form["subject_id"])
        isPrivate = form.isOn("private")
        // Whoever says what is to be done means that it shall be done.
        followsUp =
            form.isOn("follow") || !form["task"].trimmingCharacters(in: .whitespaces).isEmpty
        version = Int(form["version"])
    }

    /// Something that is there, to be changed.
    init(_ entry: Interaction, in zone: TimeZone) {
        values = [
            "kind": entry.kind.rawValue, "side": entry.side.rawValue, "summary": entry.summary,
            "text": entry.text ?? "", "outcome": entry.outcome ?? "", "place": entry.place ?? "",
            "channel": entry.channel ?? "", "day": LocalTime.day(entry.at, in: zone),
            "time": LocalTime.time(entry.at, in: zone), "due": entry.due ?? "",
            "remind": entry.remind ?? "",
            "assignee": entry.assignee?.id.description ?? "",
        ]
        contacts = entry.contacts.map(\.id)
        for contact in entry.contacts { capacities[contact.id] = contact.capacity }
        subject = entry.subject
        isPrivate = entry.isPrivate
        version = entry.version
    }

    /// What was done, as it is written down; a time that is on no clock is refused.
    func content(in zone: TimeZone, before: Timestamp?) throws -> InteractionContent {
        guard let kind = InteractionKind(rawValue: self["kind"]) else {
            throw Refusal.invalid("kind", "")
        }
        // A note is what we know of them; a call or a visit is more often what they said.
        let usual: InteractionSide = kind == .note ? .about : .them
        return InteractionContent(
            kind, InteractionSide(rawValue: self["side"]) ?? usual, self["summary"],
            text: self["text"], outcome: self["outcome"], place: self["place"],
            channel: self["channel"], at: try moment(in: zone, before: before),
            isPrivate: isPrivate, with: contacts, as: capacities, about: subject)
    }

    /// When it was: to the minute, so that opening a form and saving it moves nothing.
    private func moment(in zone: TimeZone, before: Timestamp?) throws -> Timestamp? {
        guard !self["day"].isEmpty else { return nil }
        if let before, LocalTime.day(before, in: zone) == self["day"],
            LocalTime.time(before, in: zone) == self["time"]
        {
            return before
        }
        let time = self["time"].isEmpty ? "12:00" : self["time"]
        guard case .moment(let moment) = LocalTime.read(self["day"], time, in: zone) else {
            throw Refusal.invalid("day", "")
        }
        return moment
    }

    /// The task that comes of it; nil for none.
    var followUp: FollowUp? {
        guard followsUp else { return nil }
        let assignee: FollowUp.Assignee =
            switch self["task_assignee"] {
            case "nobody": .nobody
            case let id: MemberID(id).map { .member($0) } ?? .pointPerson
            }
        let (due, remind) = (self["task_due"], self["task_remind"])
        return FollowUp(
            self["task"], due: due.isEmpty ? nil : due, remind: remind.isEmpty ? nil : remind,
            assignee: assignee)
    }

    /// What is to be done.
    var task: TaskContent {
        TaskContent(
            self["summary"], text: self["text"], due: self["due"].isEmpty ? nil : self["due"],
            remind: self["remind"].isEmpty ? nil : self["remind"],
            assignee: MemberID(self["assignee"]), on: contacts, about: subject,
            isPrivate: isPrivate)
    }

    /// Takes over what others have changed meanwhile where nothing else was entered here.
    ///
    /// Gives the fields that both have changed: those stay as they were entered.
    mutating func take(_ edits: [InteractionEdit]) -> [InteractionEdit] {
        var both: [InteractionEdit] = []
        for edit in edits.reversed() {
            let name = Self.formNames[edit.field] ?? edit.field
            guard Self.formNames[edit.field] != nil else {
                both.append(edit)
                continue
            }
            if self[name] == edit.old ?? "" {
                self[name] = edit.new ?? ""
            } else if self[name] != edit.new ?? "" {
                both.append(edit)
            }
        }
        return both
    }

    /// The fields that history keeps as the form has them.
    private static let formNames = [
        "kind": "kind", "side": "side", "summary": "summary", "body": "text",
        "outcome": "outcome", "place": "place", "channel": "channel", "due_on": "due",
        "remind_on": "remind",
    ]
}
