import Federation
import GRDB

/// A position as the table holds it.
struct StoredPosition: Hashable {
    /// The row; nil before it is written.
    var id: Int64?
    var member: MemberID
    var title: String
    var organization: MemberID?
    var startsOn: String?
    var endsOn: String?
    var note: String?

    init(
        id: Int64? = nil, member: MemberID, title: String, organization: MemberID?,
        startsOn: String?, endsOn: String?, note: String?
    ) {
        self.id = id
        self.member = member
        self.title = title
        self.organization = organization
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
    }

    init(_ row: Row) {
        self.init(
            id: row["id"], member: row["member_id"], title: row["title"],
            organization: row["organization_id"], startsOn: row["starts_on"],
            endsOn: row["ends_on"], note: row["note"])
    }

    /// Finds a position of a contact; what is not there, or not the contact's, is refused.
    static func find(_ id: Int64, of member: MemberID, in db: Database) throws -> StoredPosition {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT * FROM position WHERE id = ? AND (member_id = ? OR organization_id = ?)",
            arguments: [id, member, member])
        guard let row else { throw Refusal.notFound("position") }
        return StoredPosition(row)
    }

    /// Writes the row, or over the row that it has.
    func save(in db: Database) throws {
        let values: [(any DatabaseValueConvertible)?] = [
            member, title, foldedName(title), organization, startsOn, endsOn, note,
        ]
        if let id {
            try db.execute(
                sql: """
                    UPDATE position SET member_id = ?, title = ?, key = ?, organization_id = ?,
                      starts_on = ?, ends_on = ?, note = ? WHERE id = ?
                    """, arguments: StatementArguments(values + [id]))
        } else {
            try db.cachedStatement(
                sql: """
                    INSERT INTO position
                      (member_id, title, key, organization_id, starts_on, ends_on, note)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: StatementArguments(values))
        }
    }

    /// So many signs fit into a title.
    static let titleAtMost = 80

    /// Refuses a position that makes no sense beside those that are there.
    func check(in context: ActContext) throws {
        let db = context.db
        let holder = try ContactEnd.find(member, in: db)
        if let organization {
            guard organization != member else {
                throw Refusal.invalid(
                    "organization", "\(holder.name) holds no position at itself.")
            }
            let place = try ContactEnd.find(organization, in: db)
            guard place.kind == .organization else {
                throw Refusal.invalid(
                    "organization",
                    "\(place.name) is \(place.kind.words). A position is held at an organization, "
                        + "or for the chapter.")
            }
        }
        let today = try DaySpan.today(in: db, at: context.now)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM position WHERE member_id = ? AND key = ? AND organization_id IS ?
                AND id IS NOT ?
                """, arguments: [member, foldedName(title), organization, id])
        guard !rows.contains(where: { StoredPosition($0).span.overlaps(span, today: today) })
        else {
            throw Refusal(
                .conflict,
                "\(holder.name) holds the position “\(title)” already. Change its dates instead.",
                field: "title")
        }
    }
}

/// The position that is entered, fit for the table.
func checkedTitle(_ title: String) throws -> String {
    let checked = try EnteredText.line(title, "title", limit: StoredPosition.titleAtMost).get()
    guard let checked else {
        throw Refusal.invalid("title", "Say what the position is called, such as steward.")
    }
    return checked
}
