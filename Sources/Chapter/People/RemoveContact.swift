import Federation
import GRDB

/// Removes a contact who was added by mistake: the record with all that it says of itself.
///
/// Whatever others rely on keeps it, and the refusal names that. Relations and positions of the
/// contact go with it and are in the history of whoever else they concern. History has every line,
/// so `BringBackContact` needs nothing else. An import that brought or changed the contact can still
/// be undone, and names whoever was removed since.
public struct RemoveContact: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Who.
    public var member: MemberID
    /// The reason, for the history; nil takes back an adding that was only just done.
    public var why: String?

    /// A contact who was added by mistake.
    public init(_ member: MemberID, why: String?) {
        self.member = member
        self.why = why
    }

    /// Removes the contact and gives what `BringBackContact` takes.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let db = context.db
            let person = try context.personToChange(member, expected: nil).get()
            let reason = try checkedWhy(why).get()
            if reason == nil { try refuseOlder(person, in: db) }
            let obstacles = RemovalObstacles(
                person: person, db: db, viewer: context.viewer, boxes: context.ballotBoxes)
            if let first = try obstacles.all().first { throw first }
            let first = try db.nextHistory()
            let homes = try db.homeKeys(around: member)
            var change = PersonChange(of: person, by: "RemoveContact", why: reason, in: context)
            for relation in try Row.fetchAll(
                db, sql: "SELECT * FROM relation WHERE from_id = :id OR to_id = :id ORDER BY id",
                arguments: ["id": member])
            {
                try change.relate(StoredRelation(relation), to: nil)
            }
            for position in try Row.fetchAll(
                db, sql: "SELECT * FROM position WHERE member_id = ? ORDER BY id",
                arguments: [member])
            {
                try change.hold(StoredPosition(position), to: nil)
            }
            try write(person, &change, in: db)
            try delete(in: db)
            for key in homes { try db.refreshHome(key) }
            guard let id = try db.writeBulkChange(from: first, at: context.now) else {
                throw Refusal.notFound("person")
            }
            return id
        }
    }

    /// What somebody was called who was removed, in SQL; NULL for whoever never was.
    static func nameSQL(of member: String) -> String {
        """
        (SELECT old FROM history WHERE member_id = \(member) AND act = 'RemoveContact'
          AND field = 'name' ORDER BY id DESC LIMIT 1)
        """
    }

    /// Without a reason only what was just added goes again.
    private func refuseOlder(_ person: StoredPerson, in db: Database) throws {
        let isOlder = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM history WHERE member_id = :id
                  AND (act NOT IN ('AddMember', 'MakeHousehold')
                    OR at <> (SELECT min(at) FROM history WHERE member_id = :id)))
                """, arguments: ["id": member])
        guard isOlder == true else { return }
        throw Refusal.invalid(
            "why", "\(person.name) has been changed since. Say why the record goes.")
    }

    /// A line of history for everything that the record says.
    private func write(_ person: StoredPerson, _ change: inout PersonChange, in db: Database) throws
    {
        if let point = try PointPersonText.current(of: member, in: db) {
            try change.record(PointPersonText.field, old: point.text, new: nil)
        }
        for detail in Detail.allCases {
            for row in person.rows(detail) {
                try change.record(detail.rawValue, old: row.text, new: nil)
            }
        }
        for field in PersonField.allCases {
            guard let value = person.values[field] else { continue }
            try change.record(field.rawValue, old: value, new: nil)
        }
    }

    /// Takes the rows away; what follows from them goes by itself.
    private func delete(in db: Database) throws {
        let tables = Detail.allCases.map(\.table) + ["sign_in_link", "member_token"]
        for table in tables {
            try db.execute(sql: "DELETE FROM \(table) WHERE member_id = ?", arguments: [member])
        }
        try db.execute(sql: "DELETE FROM member_search WHERE rowid = ?", arguments: [member])
        try db.execute(sql: "DELETE FROM member WHERE id = ?", arguments: [member])
    }
}
