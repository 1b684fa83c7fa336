import GRDB

/// The task that comes of an interaction.
public struct FollowUp: Hashable, Sendable {
    /// Who does it.
    public enum Assignee: Hashable, Sendable {
        /// Whoever looks after the contact; nobody yet where nobody does.
        case pointPerson
        /// Nobody yet.
        case nobody
        /// Somebody who sees people.
        case member(MemberID)
    }

    /// What is to be done; where it is empty, the summary of the interaction says it.
    public var summary: String
    /// The day by which it is to be done, as 2026-05-01; nil for no day.
    public var due: String?
    /// The day from which on it is shown to whoever has it, as 2026-05-01; not after `due`.
    public var remind: String?
    /// Who does it.
    public var assignee: Assignee

    /// A task that comes of something; left as it is, “the organizer must follow up”.
    public init(
        _ summary: String = "", due: String? = nil, remind: String? = nil,
        assignee: Assignee = .pointPerson
    ) {
        self.remind = remind
        self.summary = summary
        self.due = due
        self.assignee = assignee
    }

    /// Adds the task that comes of an interaction in the transaction that wrote it down.
    ///
    /// It is as private as what it comes of; a private one stays with its author.
    func add(after interaction: Int64, _ content: InteractionContent, in context: ActContext) throws
        -> Int64
    {
        let said = try InteractionText.summary(of: interaction, in: context.db)
        let who: MemberID? =
            switch assignee {
            case .nobody: content.isPrivate ? context.viewer.memberID : nil
            case .pointPerson:
                content.isPrivate
                    ? context.viewer.memberID
                    : try pointPerson(of: content.contacts, in: context.db)
            case .member(let member): member
            }
        let task = TaskContent(
            summary.isEmpty ? said : summary, due: due, remind: remind, assignee: who,
            on: content.contacts, about: content.subject, isPrivate: content.isPrivate)
        var values = try task.checked(in: context, maker: context.viewer.actor)
        values.follow(interaction)
        return try values.insert(by: "AddTask", in: context)
    }

    /// Who looks after the first of these contacts whom somebody looks after who sees people.
    private func pointPerson(of contacts: [MemberID], in db: Database) throws -> MemberID? {
        for contact in contacts {
            let person = try MemberID.fetchOne(
                db, sql: "SELECT point_person FROM member WHERE id = ?", arguments: [contact])
            if let person, try maySeePeople(person, in: db) { return person }
        }
        return nil
    }
}

/// What an interaction says, for what comes of it.
enum InteractionText {
    /// Its summary.
    static func summary(of interaction: Int64, in db: Database) throws -> String {
        try String.fetchOne(
            db, sql: "SELECT summary FROM interaction WHERE id = ?", arguments: [interaction]) ?? ""
    }
}
