import Federation
import Feeds
import GRDB

/// Takes a merge back, at any later time: both contacts are there as they were.
///
/// What has changed since stays as it is now, with the kept contact, and so does what is newer;
/// the report says what and why.
public struct UndoMerge: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What `MergeContacts` gave as its id.
    public var merge: Int64

    /// A merge to take back.
    public init(_ merge: Int64) { self.merge = merge }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<MergeReport, Refusal> {
        try refusing {
            let db = context.db
            let found = try Row.fetchOne(
                db, sql: "SELECT * FROM merge WHERE id = ?", arguments: [merge])
            guard let found else { throw Refusal.notFound("merge") }
            guard (found["undone_at"] as Int64?) == nil else {
                throw Refusal(.conflict, "This merge has been taken back already.")
            }
            let (keptID, goneID): (MemberID, MemberID) = (found["kept_id"], found["gone_id"])
            let kept = try keptPerson(keptID, in: db)
            var counts: [String: Int] = try db.mergeCounts(of: keptID)
            for row in try Row.fetchAll(
                db, sql: "SELECT table_name, rows FROM merge_count WHERE merge_id = ?",
                arguments: [merge])
            {
                counts[row[0], default: 0] -= row[1] as Int
            }
            let history = MergeHistory(context, of: kept, by: "UndoMerge", why: nil)
            var way = MergeWayBack(
                db: db, viewer: context.viewer, kept: keptID, gone: goneID, history: history)
            try restoreRows(&way)
            try context.recordChangedSearches(by: "UndoMerge")
            for (table, count) in counts where count > 0 {
                try db.execute(
                    sql: """
                        INSERT INTO merge_count (merge_id, table_name, rows, newer)
                        VALUES (?, ?, 0, ?) ON CONFLICT (merge_id, table_name) DO UPDATE
                        SET newer = excluded.newer
                        """, arguments: [merge, table, count])
            }
            let name: String = found["gone_name"]
            try history.write("merged contact", "\(name) (\(goneID))", nil)
            try history.writeOfOther(goneID, "merged contact", "\(kept.name) (\(keptID))", nil)
            _ = try db.renewDerived(of: keptID)
            try restoreDerived(of: goneID, in: db)
            for id in [keptID, goneID] { try context.settleMembership(of: id, by: "UndoMerge") }
            try db.execute(
                sql: "UPDATE merge SET undone_at = ?, undone_by = ? WHERE id = ?",
                arguments: [context.now.milliseconds, context.viewer.actor, merge])
            return try MergeReport.read(merge, in: db, for: context.viewer).get()
        }
    }

    /// The contact that was kept, if it is still there.
    private func keptPerson(_ id: MemberID, in db: Database) throws -> StoredPerson {
        if let person = try StoredPerson.fetch(db, id) { return person }
        if let into = try db.keptContact(of: id),
            let name = try String.fetchOne(
                db, sql: "SELECT name FROM member WHERE id = ?", arguments: [into])
        {
            throw Refusal(
                .conflict,
                "The contact was merged into \(name) afterwards. Take that back first.")
        }
        throw Refusal(.conflict, "The contact that was kept is no longer there.")
    }

    /// Goes through the rows from the last to the first.
    private func restoreRows(_ way: inout MergeWayBack) throws {
        let rows = try Row.fetchAll(
            way.db,
            sql: """
                SELECT ordinal, table_name, before, after FROM merge_row
                WHERE merge_id = ? ORDER BY ordinal DESC
                """, arguments: [merge])
        for row in rows {
            let table: String = row["table_name"]
            let before = try (row["before"] as String?).map { try TableRow(table: table, json: $0) }
            let after = try (row["after"] as String?).map { try TableRow(table: table, json: $0) }
            guard let stayed = try way.restore(before: before, after: after) else { continue }
            try way.db.execute(
                sql: "UPDATE merge_row SET stayed = ? WHERE merge_id = ? AND ordinal = ?",
                arguments: [stayed.rawValue, merge, row["ordinal"] as Int])
        }
    }

    private func restoreDerived(of id: MemberID, in db: Database) throws {
        guard let person = try StoredPerson.fetch(db, id) else { return }
        try db.execute(
            sql: "INSERT OR REPLACE INTO member_search (rowid, words) VALUES (?, ?)",
            arguments: [id, searchWords(of: person)])
        try db.writeAddressParts(of: id, person.rows(.address))
        for key in try db.homeKeys(around: id) { try db.refreshHome(key) }
    }
}
