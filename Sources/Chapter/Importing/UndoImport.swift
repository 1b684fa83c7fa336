import Federation
import GRDB

/// Takes an applied list back: new people go, changed fields get their values from before.
///
/// Who has been touched since, or has taken part in something, stays and is named; so does a
/// field that has changed again. The same file can be imported again afterwards.
public struct UndoImport: Act {
    /// A person whom undoing left as they are, in whole or in part.
    public struct Kept: Hashable, Sendable, Encodable {
        /// The person's id as text.
        public let memberID: String
        /// The person's name.
        public let name: String
        /// Why.
        public let reason: String
    }

    /// What undoing did.
    public struct Undone: Hashable, Sendable, Encodable {
        /// How many people are gone again.
        public let removed: Int
        /// How many people are as they were before.
        public let restored: Int
        /// Who stays, in whole or in part, and why.
        public let kept: [Kept]
    }

    /// The permission that importing takes.
    public static let permission = Permission.managePeople

    /// The import to take back.
    public var importID: Int64

    /// Told now and then how many of the known people are as they were, and of how many.
    ///
    /// A refusal that it throws ends the work, and nothing is undone.
    public var progress: @Sendable (_ done: Int, _ people: Int) throws -> Void

    /// An applied import.
    public init(
        _ importID: Int64,
        progress: @Sendable @escaping (_ done: Int, _ people: Int) throws -> Void = { _, _ in }
    ) {
        self.importID = importID
        self.progress = progress
    }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<Undone, Refusal> {
        let db = context.db
        let row = try Row.fetchOne(
            db, sql: "SELECT state, first_history, last_history FROM import WHERE id = ?",
            arguments: [importID])
        guard let row else { return .failure(.notFound("import")) }
        if row["state"] == "undone" {
            return .failure(Refusal(.conflict, "This import has been undone already."))
        }
        guard row["state"] == "applied", let first: Int64 = row["first_history"],
            let last: Int64 = row["last_history"]
        else {
            return .failure(
                Refusal(
                    .conflict, "This import has not been applied, so there is nothing to undo."))
        }
        var kept = try keepTouched(since: last, in: db)
        kept += try keepReferenced(in: db)
        kept += try keepMerged(in: db)
        let removed = try remove(first, last, context)
        let restored = try restore(first, last, &kept, context)
        try db.execute(
            sql: "UPDATE import SET state = 'undone' WHERE id = ?", arguments: [importID])
        try db.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: "UndoImport", member: nil,
                field: "list", old: nil,
                new: "\(removed) removed, \(restored) restored, \(kept.count) kept",
                importID: importID))
        return .success(Undone(removed: removed, restored: restored, kept: kept))
    }

    /// Marks new people who have been touched since.
    private func keepTouched(since last: Int64, in db: Database) throws -> [Kept] {
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

    /// Marks new people of whom other tables of the chapter speak, such as attendance.
    private func keepReferenced(in db: Database) throws -> [Kept] {
        let own = Set(
            Detail.allCases.map(\.table) + ["member_role", "sign_in_link", "member_token"]
                + derivedMemberTables)
        let references = try Row.fetchAll(
            db,
            sql: """
                SELECT t.name, f."from" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
                WHERE t.type = 'table' AND f."table" = 'member'
                """)
        var kept: [Kept] = []
        for reference in references {
            let table: String = reference[0]
            let column: String = reference[1]
            guard !own.contains(table) else { continue }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT r.row, m.id, m.name FROM import_row r
                    JOIN member m ON m.id = r.member_id
                    JOIN "\(table)" t ON t."\(column)" = m.id
                    WHERE r.import_id = ? AND r.outcome = 'new' AND r.undone IS NULL ORDER BY m.id
                    """, arguments: [importID])
            for row in rows {
                let what = tableWords[table] ?? table.replacing("_", with: " ")
                let person = Kept(row, "took part since the import: \(what)")
                try keep(row["row"], person.reason, in: db)
                kept.append(person)
            }
        }
        return kept
    }

    /// Marks new people who were merged into somebody since: what was theirs is the kept one's.
    private func keepMerged(in db: Database) throws -> [Kept] {
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

    private func keep(_ row: Int, _ reason: String, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE import_row SET undone = 'kept', reason = ? WHERE import_id = ? AND row = ?
                """, arguments: [reason, importID, row])
    }

    private func remove(_ first: Int64, _ last: Int64, _ context: ActContext) throws -> Int {
        let db = context.db
        try db.execute(
            sql: """
                UPDATE import_row SET undone = 'removed'
                WHERE import_id = ? AND outcome = 'new' AND undone IS NULL
                """, arguments: [importID])
        let removed = db.changesCount
        let gone =
            "(SELECT member_id FROM import_row WHERE import_id = \(importID) "
            + "AND undone = 'removed')"
        try db.execute(
            sql: """
                INSERT INTO history (at, actor, act, member_id, version, field, old, new, import_id)
                SELECT ?, ?, 'UndoImport', member_id, version + 1, field, new, old, import_id
                FROM history WHERE id BETWEEN ? AND ? AND member_id IN \(gone) ORDER BY id
                """, arguments: [context.now.milliseconds, context.viewer.actor, first, last])
        for table in Detail.allCases.map(\.table) {
            try db.execute(sql: "DELETE FROM \(table) WHERE member_id IN \(gone)")
        }
        try db.execute(sql: "DELETE FROM member_search WHERE rowid IN \(gone)")
        try db.execute(sql: "DELETE FROM member WHERE id IN \(gone)")
        return removed
    }

    private func restore(
        _ first: Int64, _ last: Int64, _ kept: inout [Kept], _ context: ActContext
    ) throws -> Int {
        var restored = try UntouchedPeople(importID, first, last, context).restore(progress)
        let ids = try Row.fetchAll(
            context.db,
            sql: """
                SELECT row, member_id FROM import_row
                WHERE import_id = ? AND outcome = 'updated' AND undone IS NULL ORDER BY row
                """, arguments: [importID])
        for (index, id) in ids.enumerated() {
            if index % 100 == 0 { try progress(index, ids.count) }
            let member: MemberID = id["member_id"]
            guard let person = try StoredPerson.fetch(context.db, member) else { continue }
            let left = try restore(person, first, last, context)
            guard left.isEmpty else {
                let words = left.map(fieldWords).joined(separator: ", ")
                let reason = "changed again since the import: \(words)"
                kept.append(
                    Kept(memberID: member.description, name: person.name, reason: reason))
                try keep(id["row"], reason, in: context.db)
                continue
            }
            restored += 1
            try context.db.execute(
                sql: "UPDATE import_row SET undone = 'restored' WHERE import_id = ? AND row = ?",
                arguments: [importID, id["row"] as Int])
        }
        return restored
    }

    /// Gives a known person the values from before; gives back the fields that have changed again.
    private func restore(
        _ person: StoredPerson, _ first: Int64, _ last: Int64, _ context: ActContext
    ) throws -> [String] {
        var change = PersonChange(of: person, by: "UndoImport", importID: importID, in: context)
        var left: [String] = []
        let statement = try context.db.cachedStatement(
            sql: """
                SELECT field, old, new FROM history WHERE member_id = ? AND id BETWEEN ? AND ?
                ORDER BY id
                """)
        for row in try Row.fetchAll(statement, arguments: [person.id, first, last]) {
            let name: String = row["field"]
            let old: String? = row["old"]
            let new: String? = row["new"]
            if let field = PersonField(rawValue: name) {
                let isNeeded = field == .status && old != "member" && new == "member"
                if change.person.values[field] == new,
                    try !isNeeded || heldRoles(context.db, person.id).isEmpty
                {
                    try change.set(field, old)
                } else {
                    left.append(name)
                }
            } else if let detail = Detail(rawValue: name) {
                var rows = change.person.rows(detail)
                guard let index = rows.firstIndex(where: { $0.text == new }) else {
                    left.append(name)
                    continue
                }
                let before = old.flatMap { DetailRow(detail, text: $0) }
                rows.replaceSubrange(index...index, with: before.map { [$0] } ?? [])
                let checked = try checkedRows(detail, rows.map { .success($0) }).get()
                try change.replace(detail, with: checked)
            }
        }
        try change.finish()
        return left
    }
}

extension UndoImport.Kept {
    fileprivate init(_ row: Row, _ reason: String) {
        let id: Int64 = row["id"]
        self.init(memberID: String(id), name: row["name"], reason: reason)
    }
}

/// What the tables that speak of people are about, where their names do not say it.
private let tableWords = [
    "agreement_party": "agreement", "calendar_address": "calendar",
    "group_founder": "group", "group_handle": "group", "interaction": "task",
    "interaction_party": "timeline", "member": "looks after somebody",
    "membership_period": "membership", "own_object_contact": "worksite or other object",
    "relation": "relation to another contact", "rsvp": "answer to a meeting",
    "saved_search_person": "put into a search by hand", "standing_override": "good standing",
]
