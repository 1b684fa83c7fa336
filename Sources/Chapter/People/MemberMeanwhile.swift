public import GRDB

/// What became of a record since somebody began to edit it.
public struct MemberMeanwhile: Hashable, Sendable {
    /// The record as it was when the editing began.
    public let then: MemberRecord
    /// The record as it is.
    public let now: MemberRecord
    /// What others did in between, newest first.
    public let changes: [HistoryEntry]

    /// Reads it for a viewer who may see the person; nil where nothing has changed.
    public static func read(
        _ member: MemberID, since version: Int, in db: Database, for viewer: Viewer
    ) throws -> Result<MemberMeanwhile?, Refusal> {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        guard var person = try StoredPerson.fetch(db, member) else {
            return .failure(.notFound("person"))
        }
        guard person.version != version else { return .success(nil) }
        let roles = try heldRoles(db, member)
        let now = MemberRecord(person, roles: roles)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM history WHERE member_id = ? AND version > ?
                  AND \(BesideTheRecord.noneSQL) AND \(viewer.historySQL) ORDER BY id DESC
                """, arguments: [member, version])
        for row in rows { person.step(back: row) }
        return .success(
            MemberMeanwhile(
                then: MemberRecord(person, roles: roles), now: now,
                changes: try HistoryEntry.entries(rows, in: db, for: viewer)))
    }
}

extension StoredPerson {
    /// The person as they were before one row of history.
    fileprivate mutating func step(back row: Row) {
        let (name, old, new): (String, String?, String?) = (row["field"], row["old"], row["new"])
        if let field = PersonField(rawValue: name) {
            values[field] = old
        } else if let detail = Detail(rawValue: name) {
            if let new { details[detail]?.removeAll { $0.text == new } }
            if let old, let row = DetailRow(detail, text: old) {
                details[detail, default: []].append(row)
                details[detail]?.sort { $0.isPrimary && !$1.isPrimary }
            }
        }
    }
}
