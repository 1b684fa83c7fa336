import Federation
import GRDB

/// Takes an applied list back: new people go, changed fields get their values from before.
///
/// Who has been touched since, or has taken part in something, stays and is named; so does a
/// field that has changed again. Who was removed since is named, too. The same file can be imported
/// again afterwards.
public struct UndoImport: Act {
    /// A person whom undoing left as they are, in whole or in part, or who is gone already.
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
        /// How many organizations are gone that the import had made.
        public let organizations: Int
        /// How many times somebody no longer works somewhere, or holds a position.
        public let ties: Int
        /// How many periods of membership are gone.
        public let periods: Int
        /// How many notes are gone from timelines.
        public let notes: Int
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
            db, sql: "SELECT * FROM import WHERE id = ?",
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
        let notes = TakeBackNotes(importID, row["first_note"], row["last_note"], since: last, db)
        try notes.find()
        defer { notes.forget() }
        var kept = try keepRemoved(in: db)
        kept += try keepTouched(since: last, in: db)
        kept += try keepReferenced(by: false, in: db)
        kept += try keepMerged(in: db)
        // Before relations go, because that counts versions up, too.
        let untouched = UntouchedPeople(importID, first, last, context)
        let untouchedCount = try untouched.mark()
        let ties = try takeBackTies(first, last, context)
        kept += try keepReferenced(by: true, in: db)
        let taken = try notes.remove()
        let removed = try remove(first, last, context)
        if untouchedCount > 0 { try untouched.restore(progress) }
        var restored = try untouchedCount + restore(first, last, &kept, context)
        restored -= try keepTied(ties.kept + notes.changed(), &kept, in: db)
        for member in ties.settled.sorted() {
            try context.settleMembership(of: member, by: "UndoImport")
        }
        try db.execute(
            sql: """
                UPDATE import SET state = 'undone', organizations = ?, ties = ?, positions = ?,
                  periods = ?, notes = ? WHERE id = ?
                """,
            arguments: [
                ties.organizations, ties.relations, ties.positions, ties.periods, taken,
                importID,
            ])
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: "UndoImport", member: nil,
                field: "list", old: nil,
                new: "\(removed) removed, \(restored) restored, \(kept.count) kept",
                importID: importID))
        return .success(
            Undone(
                removed: removed, restored: restored, organizations: ties.organizations,
                ties: ties.relations + ties.positions, periods: ties.periods, notes: taken,
                kept: kept))
    }

    /// Takes back who works where, unless the person stays as the import made them.
    private func takeBackTies(_ first: Int64, _ last: Int64, _ context: ActContext) throws
        -> TakeBackTies.Done
    {
        let staying = try MemberID.fetchSet(
            context.db,
            sql: "SELECT member_id FROM import_row WHERE import_id = ? AND undone = 'kept'",
            arguments: [importID])
        var back = TakeBackTies(
            from: first, through: last, by: "UndoImport", importID: importID, in: context)
        return try back.run(leaving: staying)
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
                INSERT INTO history
                  (at, actor, act, member_id, version, field, old, new, import_id, device)
                SELECT ?, ?, 'UndoImport', member_id, version + 1, field, new, old, import_id,
                  '\(ActOrigin.imported.text)'
                FROM history WHERE id BETWEEN ? AND ? AND member_id IN \(gone)
                  AND field NOT IN (\(TakeBackTies.fields)) ORDER BY id
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
        var restored = 0
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
                ORDER BY id DESC
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
