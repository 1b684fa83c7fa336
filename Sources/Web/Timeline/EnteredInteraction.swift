import Chapter
import Federation

/// An interaction or a task as the API takes it; what is missing stays as it is.
///
/// An empty text takes a value away.
struct EnteredInteraction: Decodable, Sendable {
    /// What it is about besides contacts.
    struct Subject: Decodable, Sendable {
        var kind: String
        var id: String
    }

    /// The task that comes of it.
    struct FollowUpTask: Decodable, Sendable {
        var summary: String?
        var due: String?
        var remind: String?
        /// `point person`, `nobody` or the id of somebody who sees people.
        var assignee: String?
    }

    var kind: String?
    var side: String?
    var summary: String?
    var text: String?
    var outcome: String?
    var place: String?
    var channel: String?
    var at: Moment?
    var isPrivate: Bool?
    var contacts: [String]?
    /// As what they spoke, by their ids.
    var capacities: [String: String]?
    var subject: Subject?
    var due: String?
    /// The day from which on a task is shown to whoever has it.
    var remind: String?
    var assignee: String?
    var followUp: FollowUpTask?
    var expectedVersion: Int?
    /// The reason, for the history.
    var why: String?

    /// What was done, where something is there already on top of that.
    func content(with member: MemberID? = nil, over old: Interaction? = nil) throws
        -> InteractionContent
    {
        let kind = try self.kind.map { try Self.known("kind", $0, InteractionKind.recorded) }
        let side = try self.side.map { try Self.known("side", $0, InteractionSide.allCases) }
        let named = try people() ?? old?.contacts.map(\.id) ?? []
        return InteractionContent(
            kind ?? old?.kind ?? .note, side ?? old?.side ?? .about,
            summary ?? old?.summary ?? "", text: text ?? old?.text ?? "",
            outcome: outcome ?? old?.outcome ?? "", place: place ?? old?.place ?? "",
            channel: channel ?? old?.channel ?? "", at: at?.timestamp ?? old?.at,
            isPrivate: isPrivate ?? old?.isPrivate ?? false,
            with: named + (member.map { [$0] } ?? []), as: try spoken() ?? old?.spoken ?? [:],
            about: try about() ?? old?.subject)
    }

    /// What is to be done, where something is there already on top of that.
    func task(over old: Interaction? = nil) throws -> TaskContent {
        let assigned = try assignee.map { try Self.person($0, "assignee") }
        return TaskContent(
            summary ?? old?.summary ?? "", text: text ?? old?.text ?? "",
            due: due.map { $0.isEmpty ? nil : $0 } ?? old?.due,
            remind: remind.map { $0.isEmpty ? nil : $0 } ?? old?.remind,
            assignee: assigned ?? old?.assignee?.id,
            on: try people() ?? old?.contacts.map(\.id) ?? [],
            about: try about() ?? old?.subject,
            isPrivate: isPrivate ?? old?.isPrivate ?? false)
    }

    /// The task that comes of it; nil for none.
    func next() throws -> FollowUp? {
        guard let followUp else { return nil }
        let assignee: FollowUp.Assignee =
            switch followUp.assignee ?? "point person" {
            case "point person": .pointPerson
            case "nobody": .nobody
            case let id: try Self.person(id, "assignee").map { .member($0) } ?? .nobody
            }
        return FollowUp(
            followUp.summary ?? "", due: followUp.due, remind: followUp.remind,
            assignee: assignee)
    }

    private func people() throws -> [MemberID]? {
        try contacts?.compactMap { try Self.person($0, "contacts") }
    }

    private func spoken() throws -> [MemberID: String]? {
        guard let capacities else { return nil }
        var spoken: [MemberID: String] = [:]
        for (id, text) in capacities {
            guard let contact = try Self.person(id, "capacities") else { continue }
            spoken[contact] = text
        }
        return spoken
    }

    private func about() throws -> InteractionSubject? {
        guard let subject else { return nil }
        guard let known = InteractionSubject(kind: subject.kind, id: subject.id) else {
            throw Refusal.invalid("subject", "“subject” names nothing that a task can be about.")
        }
        return known
    }

    /// Whom an id names; nil for an empty one.
    static func person(_ text: String, _ field: String) throws -> MemberID? {
        guard !text.isEmpty else { return nil }
        guard let id = MemberID(text) else {
            throw Refusal.invalid(field, "“\(field)” takes ids of people, as texts.")
        }
        return id
    }

    private static func known<Value: RawRepresentable<String>>(
        _ field: String, _ text: String, _ values: [Value]
    ) throws -> Value {
        guard let value = values.first(where: { $0.rawValue == text }) else {
            let all = values.map(\.rawValue).joined(separator: ", ")
            throw Refusal.invalid(field, "“\(field)” is one of: \(all).")
        }
        return value
    }
}

extension Interaction {
    /// As what contacts spoke.
    fileprivate var spoken: [MemberID: String] {
        var spoken: [MemberID: String] = [:]
        for contact in contacts { spoken[contact.id] = contact.capacity }
        return spoken
    }
}
