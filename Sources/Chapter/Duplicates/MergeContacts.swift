import Federation
import Feeds
import GRDB

/// Makes one contact of two: everything that speaks of the one who goes speaks of the kept one.
///
/// Nothing is lost: every row that changes or goes is kept as it was, and `UndoMerge` takes the
/// merge back at any later time. Ways to sign in of the one who goes end; those of the kept one
/// stay.
public struct MergeContacts: Act {
    /// What a merge did.
    public struct Merged: Hashable, Sendable {
        /// What `UndoMerge` takes.
        public let id: Int64
        /// The contact that is left.
        public let kept: MemberID
        /// The record's new version.
        public let version: Int
    }

    /// The permission that merging takes.
    public static let permission = Permission.managePeople

    /// Who is kept.
    public var keep: MemberID
    /// Who goes.
    public var gone: MemberID
    /// Whose value is taken of a field; a field without a choice follows `MergeField.suggested`.
    public var choices: [PersonField: MergeSide]
    /// The same for fields of the chapter's own that have one value, by their codes.
    public var ownFields: [String: MergeSide]
    /// The versions of both that somebody looked at; nil merges them as they are.
    public var expected: [MemberID: Int]
    /// The reason, for the history.
    public var why: String?

    /// A merge of two contacts.
    public init(
        keep: MemberID, gone: MemberID, choices: [PersonField: MergeSide] = [:],
        ownFields: [String: MergeSide] = [:], expected: [MemberID: Int] = [:], why: String? = nil
    ) {
        self.keep = keep
        self.gone = gone
        self.choices = choices
        self.ownFields = ownFields
        self.expected = expected
        self.why = why
    }

    /// Merges in one transaction.
    public func perform(in context: ActContext) throws -> Result<Merged, Refusal> {
        try refusing {
            let parties = try MergeParties.read(
                keep: keep, gone: gone, in: context.db, for: context.viewer,
                boxes: context.ballotBoxes)
            for person in [parties.kept, parties.gone] {
                _ = try context.personToChange(person.id, expected: expected[person.id]).get()
            }
            let changes = try fieldChanges(parties, in: context.db)
            let first = try context.db.nextHistory()
            let id = try writeMerge(parties, first, in: context)
            var ledger = MergeLedger(context.db, merge: id)
            let reason = try checkedWhy(why).get()
            var history = MergeHistory(context, of: parties.kept, why: reason)
            try changeFields(changes, of: parties, &ledger, &history)
            for detail in Detail.allCases {
                try MergeDetails(detail: detail, parties: parties, ownFields: ownFields)
                    .move(&ledger, &history)
            }
            try MergeCollisions(
                db: context.db, kept: keep, gone: gone,
                today: try chapterDay(context.db, at: context.now).description
            ).settle(&ledger)
            try context.recordChangedSearches(by: "MergeContacts", why: reason)
            let homes = try context.db.homeKeys(around: gone)
            try moveReferences(&ledger)
            try history.write("merged contact", nil, "\(parties.gone.name) (\(gone))")
            try history.writeOfOther(gone, "merged contact", nil, "\(parties.kept.name) (\(keep))")
            for row in try TableRow.fetchAll(context.db, "member", where: "id = ?", [gone]) {
                try context.db.execute(
                    sql: "DELETE FROM member_search WHERE rowid = ?", arguments: [gone])
                try ledger.remove(row)
            }
            try settleMembership(&ledger, in: context)
            let version = try context.db.renewDerived(of: keep)
            for key in homes { try context.db.refreshHome(key) }
            try finish(id, in: context.db)
            return Merged(id: id, kept: keep, version: version)
        }
    }

    /// What becomes of the fields of the kept one.
    private func fieldChanges(_ parties: MergeParties, in db: Database) throws
        -> [(field: PersonField, old: String?, new: String?)]
    {
        let changes = MergeField.all(parties.kept, parties.gone).compactMap {
            field -> (field: PersonField, old: String?, new: String?)? in
            let side = choices[field.field] ?? field.suggested
            let value = side == .kept ? field.kept : field.gone
            return value == field.kept ? nil : (field.field, field.kept, value)
        }
        for (field, old, new) in changes {
            guard field == .status || field == .name else { continue }
            guard new != nil else {
                throw Refusal.invalid(field.jsonKey, "A value is needed here.")
            }
            if field == .status, old == "member" {
                throw Refusal.invalid(
                    "status",
                    "\(parties.kept.name) is a member. End the membership first, then merge.")
            }
        }
        return changes
    }

    private func changeFields(
        _ changes: [(field: PersonField, old: String?, new: String?)], of parties: MergeParties,
        _ ledger: inout MergeLedger, _ history: inout MergeHistory
    ) throws {
        guard !changes.isEmpty,
            let row = try TableRow.fetchAll(ledger.db, "member", where: "id = ?", [keep]).first
        else { return }
        var columns: [String: DatabaseValue] = [:]
        for (field, old, new) in changes {
            columns[field.rawValue] = new?.databaseValue ?? .null
            if let folded = field.foldedColumn {
                columns[folded] = new.map { foldedName($0).databaseValue } ?? .null
            }
            try history.write(field.rawValue, old, new)
        }
        try ledger.change(row, columns)
    }

    /// The status follows from the periods of both.
    private func settleMembership(_ ledger: inout MergeLedger, in context: ActContext) throws {
        let before = try TableRow.fetchAll(context.db, "member", where: "id = ?", [keep])
        try context.settleMembership(of: keep, by: "MergeContacts")
        let after = try TableRow.fetchAll(context.db, "member", where: "id = ?", [keep])
        for (before, after) in zip(before, after) { try ledger.note(before, after) }
    }

    /// Everything that is left and refers to the one who goes.
    private func moveReferences(_ ledger: inout MergeLedger) throws {
        for reference in try MergeReference.all(ledger.db) {
            let rows = try TableRow.fetchAll(
                ledger.db, reference.table, where: "\"\(reference.column)\" = ?", [gone])
            for row in rows {
                switch MergeRule.of(reference) {
                case .moves, .isDetail: try move(row, reference.column, &ledger)
                case .endsForNow: try ledger.remove(row)
                case .ends, .isDerived: try row.delete(ledger.db)
                }
            }
        }
    }

    /// Lets a row speak of the kept one; where there is such a row already, this one goes.
    private func move(_ row: TableRow, _ column: String, _ ledger: inout MergeLedger) throws {
        do {
            try ledger.db.inSavepoint {
                try ledger.change(row, [column: keep.databaseValue])
                return .commit
            }
        } catch let error as DatabaseError where error.isTaken {
            try ledger.remove(row)
        }
    }

    private func writeMerge(_ parties: MergeParties, _ first: Int64, in context: ActContext) throws
        -> Int64
    {
        try context.db.execute(
            sql: """
                INSERT INTO merge (at, actor, why, kept_id, kept_name, gone_id, gone_name,
                  first_history, last_history) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                context.now.milliseconds, context.viewer.actor, try checkedWhy(why).get(), keep,
                parties.kept.name, gone, parties.gone.name, first, first,
            ])
        return context.db.lastInsertedRowID
    }

    private func finish(_ id: Int64, in db: Database) throws {
        try db.execute(
            sql: "UPDATE merge SET last_history = ? WHERE id = ?",
            arguments: [try db.nextHistory() - 1, id])
        for (table, count) in try db.mergeCounts(of: keep) {
            try db.execute(
                sql: "INSERT INTO merge_count (merge_id, table_name, rows) VALUES (?, ?, ?)",
                arguments: [id, table, count])
        }
    }
}

extension DatabaseError {
    /// A row like this is there already, or one that it needs is not.
    var isTaken: Bool { resultCode == .SQLITE_CONSTRAINT }
}

extension Database {
    /// Makes anew what follows from a contact's rows, counts the version up and gives it.
    func renewDerived(of id: MemberID) throws -> Int {
        try execute(sql: "UPDATE member SET version = version + 1 WHERE id = ?", arguments: [id])
        guard let person = try StoredPerson.fetch(self, id) else { return 0 }
        try execute(
            sql: "INSERT OR REPLACE INTO member_search (rowid, words) VALUES (?, ?)",
            arguments: [id, searchWords(of: person)])
        try writeAddressParts(of: id, person.rows(.address))
        for key in try homeKeys(around: id) { try refreshHome(key) }
        return person.version
    }
}
