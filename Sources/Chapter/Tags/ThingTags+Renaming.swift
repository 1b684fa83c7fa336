import GRDB

extension ThingTags {
    /// What renaming a tag did to things.
    struct Renamed {
        /// How many things had the tag.
        let things: Int
        /// The lines of history that it wrote; nil where nothing changed.
        let lines: ClosedRange<Int64>?
    }

    /// Gives a tag another name on every thing that has it; a thing that has both keeps one.
    func rename(_ old: DetailRow, to new: DetailRow, in db: Database) throws -> Renamed {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT subject_kind, subject_id, tag FROM thing_tag WHERE key = ? ORDER BY id",
            arguments: [old.key])
        let first = try Self.nextLine(db)
        for row in rows {
            let spelled: String = row["tag"]
            guard let thing = TaggedThing(kind: row["subject_kind"], id: row["subject_id"]),
                spelled != new.text || old.key != new.key
            else { continue }
            _ = try remove(old.key, from: thing)
            let isNew = try add(new, to: thing)
            try write("ChangeTag", thing, old: spelled, new: isNew ? new.text : nil)
        }
        let last = try Self.nextLine(db) - 1
        return Renamed(things: rows.count, lines: last >= first ? first...last : nil)
    }

    /// Notes that these lines belong to a change of many.
    static func note(_ lines: ClosedRange<Int64>, of change: Int64, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO tag_bulk (bulk_id, first_history, last_history) VALUES (?, ?, ?)",
            arguments: [change, lines.lowerBound, lines.upperBound])
    }

    /// Takes back what a change of many did to things, newest first: how many are as they were, and
    /// how many were left, because their tag has changed since.
    func takeBack(_ change: Int64, in db: Database) throws -> (restored: Int, kept: Int) {
        let lines = try Row.fetchAll(
            db,
            sql: """
                SELECT h.subject_kind, h.subject_id, h.old, h.new FROM tag_bulk b
                JOIN tag_history h ON h.id BETWEEN b.first_history AND b.last_history
                WHERE b.bulk_id = ? ORDER BY h.id DESC
                """, arguments: [change])
        var restored = 0
        for line in lines {
            let kind: String? = line["subject_kind"]
            guard let thing = TaggedThing(kind: kind ?? "", id: line["subject_id"] ?? ""),
                try restore(thing, old: line["old"], new: line["new"], in: db)
            else { continue }
            restored += 1
        }
        return (restored, lines.count - restored)
    }

    private func restore(_ thing: TaggedThing, old: String?, new: String?, in db: Database) throws
        -> Bool
    {
        guard let old, let row = DetailRow(.tag, text: old) else { return false }
        let present = try Self.names(of: thing, in: db)
        if let new {
            guard present.contains(new) else { return false }
            _ = try remove(foldedName(new), from: thing)
        }
        guard try add(row, to: thing) else { return false }
        try write("UndoLabels", thing, old: new, new: old)
        return true
    }

    private static func nextLine(_ db: Database) throws -> Int64 {
        (try Int64.fetchOne(db, sql: "SELECT max(id) FROM tag_history") ?? 0) + 1
    }
}
