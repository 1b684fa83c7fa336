import GRDB

/// Whom undoing leaves as they are, and why.
extension UndoImport {
    /// Names the known people whose relation, position or membership has changed again; gives how many of them
    /// were as they were before otherwise.
    func keepTied(
        _ changed: [(member: MemberID, field: String)], _ kept: inout [Kept], in db: Database
    ) throws -> Int {
        var count = 0
        let fields = Dictionary(
            changed.map { ($0.member, $0.field) }, uniquingKeysWith: { min($0, $1) })
        for (member, field) in fields.sorted(by: { $0.key < $1.key }) {
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT r.row, m.id, m.name FROM import_row r JOIN member m ON m.id = r.member_id
                    WHERE r.import_id = ? AND r.member_id = ? AND r.undone = 'restored'
                    """, arguments: [importID, member])
            guard let row else { continue }
            let one = Kept(row, "changed again since the import: \(fieldWords(field))")
            try keep(row["row"], one.reason, in: db)
            kept.append(one)
            count += 1
        }
        return count
    }

    /// Marks people who were removed since: what the import did to them is gone with the record,
    /// and comes back with it.
    func keepRemoved(in db: Database) throws -> [Kept] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT r.row, r.member_id AS id, \(RemoveContact.nameSQL(of: "r.member_id")) AS name
                FROM import_row r
                WHERE r.import_id = ? AND r.outcome IN ('new', 'updated')
                  AND NOT EXISTS (SELECT 1 FROM member WHERE id = r.member_id)
                  AND NOT EXISTS (SELECT 1 FROM merge
                    WHERE gone_id = r.member_id AND undone_at IS NULL)
                ORDER BY r.row
                """, arguments: [importID])
        return try rows.compactMap { row -> Kept? in
            guard let name: String = row["name"] else { return nil }
            let id: Int64 = row["id"]
            let reason = "removed since the import"
            try keep(row["row"], reason, in: db)
            return Kept(memberID: String(id), name: name, reason: reason)
        }
    }

    /// Marks new people who have been touched since.
    func keepTouched(since last: Int64, in db: Database) throws -> [Kept] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT r.row, m.id, m.name,
                  (SELECT group_concat(DISTINCT h.field) FROM history h
                   WHERE h.member_id = m.id AND h.id > ?) AS fields
                FROM import_row r JOIN member m ON m.id = r.member_id
                WHERE r.import_id = ? AND r.outcome = 'new' AND fields IS NOT NULL ORDER BY m.id
                """, arguments: [last, importID])
        return try rows.map { row in
            let fields: String = row["fields"]
            let words = fields.split(separator: ",").map { fieldWords(String($0)) }
            let kept = Kept(row, "changed since the import: " + words.joined(separator: ", "))
            try keep(row["row"], kept.reason, in: db)
            return kept
        }
    }

    /// Marks new people of whom other tables of the chapter speak, such as attendance; by
    /// relations and positions, or by all the others; notes of the import itself that nobody has
    /// touched do not count.
    func keepReferenced(by ties: Bool, in db: Database) throws -> [Kept] {
        var kept: [Kept] = []
        for reference in try ContactUse.references(db)
        where ContactUse.ties.contains(reference.table) == ties {
            let (table, column) = (reference.table, reference.column)
            let isOthers =
                table == "interaction_party"
                ? "t.interaction_id NOT IN (SELECT id FROM \(TakeBackNotes.table))" : "TRUE"
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT r.row, m.id, m.name FROM import_row r
                    JOIN member m ON m.id = r.member_id
                    JOIN "\(table)" t ON t."\(column)" = m.id
                    WHERE r.import_id = ? AND r.outcome = 'new' AND r.undone IS NULL AND \(isOthers)
                    ORDER BY m.id
                    """, arguments: [importID])
            for row in rows {
                let what = ContactUse.words(of: table)
                let person = Kept(row, "took part since the import: \(what)")
                try keep(row["row"], person.reason, in: db)
                kept.append(person)
            }
        }
        return kept
    }

    /// Marks new people who were merged into somebody since: what was theirs is the kept one's.
    func keepMerged(in db: Database) throws -> [Kept] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT r.row, g.gone_id AS id, g.gone_name AS name, g.kept_name FROM import_row r
                JOIN merge g ON g.gone_id = r.member_id AND g.undone_at IS NULL
                WHERE r.import_id = ? AND r.outcome = 'new' ORDER BY r.row
                """, arguments: [importID])
        return try rows.map { row in
            let name: String = row["kept_name"]
            let kept = Kept(row, "merged into \(name) since the import")
            try keep(row["row"], kept.reason, in: db)
            return kept
        }
    }

    func keep(_ row: Int, _ reason: String, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE import_row SET undone = 'kept', reason = ? WHERE import_id = ? AND row = ?
                """, arguments: [reason, importID, row])
    }
}

extension UndoImport.Kept {
    init(_ row: Row, _ reason: String) {
        let id: Int64 = row["id"]
        self.init(memberID: String(id), name: row["name"], reason: reason)
    }
}
