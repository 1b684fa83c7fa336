public import Federation
public import GRDB

/// What a contact lets the chapter's members see, for the contact and for who may see people.
public struct DirectoryChoice: Hashable, Sendable {
    /// What the contact is.
    public let kind: ContactKind
    /// What it is called.
    public let name: String
    /// Whether it can be in the directory at all: members and organizations can.
    public let isPossible: Bool
    /// What members see.
    public let shown: Set<DirectoryField>
    /// How it looks for them; nil where they see nothing.
    public let entry: DirectoryEntry?
    /// How it would look if everything were let be seen.
    public let everything: DirectoryEntry?
    /// Whether there is a point for it on the map.
    public let hasPoint: Bool

    /// Reads the choice.
    public static func read(
        of member: MemberID, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<DirectoryChoice, Refusal> {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing {
            let contact = try ContactEnd.find(member, in: db)
            let today = try DaySpan.today(in: db, at: now).description
            let shown = try Set(
                String.fetchAll(
                    db, sql: "SELECT field FROM directory_field WHERE member_id = ?",
                    arguments: [member]
                ).compactMap(DirectoryField.init(rawValue:)))
            let points = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM contact_point WHERE member_id = ?",
                arguments: [member])
            return DirectoryChoice(
                kind: contact.kind, name: contact.name, isPossible: contact.canBeListed,
                shown: shown,
                entry: try DirectoryEntry.fetch([member], in: db, today: today).first,
                everything: try DirectoryEntry.whole(member, in: db, today: today),
                hasPoint: (points ?? 0) > 0)
        }
    }
}

extension ContactEnd {
    /// Whether it can be in the directory.
    var canBeListed: Bool { kind == .person && status == "member" || kind == .organization }
}
