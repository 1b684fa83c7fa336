import Federation
import GRDB

/// Chooses what the chapter's members see of oneself, or of an organization.
///
/// Nobody chooses for another person, whatever their role: what a coordinator was told or holds a
/// paper of is no tick of one's own. Every change is a line of the contact's history.
public struct SetDirectoryFields: Act {
    /// The permission that every member has; more is asked for an organization.
    public static let permission = Permission.takePart

    /// Whose.
    public var member: MemberID
    /// What members see from now on; without the name nothing else is kept.
    public var fields: Set<DirectoryField>

    /// A choice for a contact.
    public init(_ member: MemberID, _ fields: Set<DirectoryField>) {
        self.member = member
        self.fields = fields
    }

    /// Keeps the choice and gives the contact's version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let (db, viewer) = (context.db, context.viewer)
            let isOwn = viewer.memberID == member
            // Whoever may not see people learns nothing here about who is there.
            guard isOwn || viewer.may(.managePeople) else { throw Self.notYours }
            guard let person = try StoredPerson.fetch(db, member) else {
                throw Refusal.notFound("contact")
            }
            let contact = try ContactEnd.find(member, in: db)
            guard isOwn || contact.kind != .person else { throw Self.notYours }
            guard contact.canBeListed else {
                throw Refusal(
                    .conflict, "Only members and organizations can be in the directory.")
            }
            let wanted = fields.contains(.name) ? fields.filter { $0.fits(contact.kind) } : []
            let kept = try Set(
                String.fetchAll(
                    db, sql: "SELECT field FROM directory_field WHERE member_id = ?",
                    arguments: [member]))
            var change = PersonChange(of: person, by: "SetDirectoryFields", in: context)
            for field in DirectoryField.allCases {
                let (name, isWanted) = (field.rawValue, wanted.contains(field))
                guard kept.contains(name) != isWanted else { continue }
                if isWanted {
                    try db.execute(
                        sql: "INSERT INTO directory_field VALUES (?, ?, ?)",
                        arguments: [member, name, context.now.milliseconds])
                } else {
                    try db.execute(
                        sql: "DELETE FROM directory_field WHERE member_id = ? AND field = ?",
                        arguments: [member, name])
                }
                try change.record(
                    Self.historyField, old: isWanted ? nil : name, new: isWanted ? name : nil)
            }
            return try change.finish()
        }
    }

    /// What history calls a field that members see.
    public static let historyField = "directory entry"

    private static let notYours = Refusal(
        .notAllowed, "Only the person alone chooses what members see of them.")
}
