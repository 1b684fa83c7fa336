import GRDB

extension ThingTags {
    /// What renaming a tag did to things.
    struct Renamed {
        /// How many things that the viewer sees had the tag.
        let things: Int
        /// Whether everybody who sees people sees one of them.
        let isKnown: Bool
        /// The lines of history that it wrote; nil where nothing changed.
        let lines: ClosedRange<Int64>?
    }

    /// Gives a tag another name on every thing that has it; a thing that has both keeps one.
    func rename(_ old: DetailRow, to new: DetailRow, in db: Database) throws -> Renamed {
        let seen = try SeenTags(context.viewer, in: db)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT subject_kind, subject_id, tag, \(seen.sql) AS is_seen FROM thing_tag
                WHERE key = :key ORDER BY id
                """, arguments: seen.arguments + ["key": old.key])
        let isKnown = try Self.isOnSomething(old.key, .byAll(in: db), in: db)
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
        return Renamed(
            things: rows.count(where: { $0["is_seen"] as Bool }), isKnown: isKnown,
            lines: last >= first ? first...last : nil)
    }

    /// Whether somebody, or something that the viewer sees, has a tag.
    static func isInUse(_ key: String, in db: Database, for viewer: Viewer) throws -> Bool {
        let isSomebodys = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM member_tag WHERE key = ?)", arguments: [key])
        if isSomebodys == true { return true }
        return try isOnSomething(key, SeenTags(viewer, in: db), in: db)
    }

    /// Whether a thing that is seen has a tag.
    static func isOnSomething(_ key: String, _ seen: SeenTags, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM thing_tag WHERE key = :key AND \(seen.sql))",
            arguments: seen.arguments + ["key": key]) ?? false
    }

    /// Notes that these lines belong to a change of many.
    static func note(_ lines: ClosedRange<Int64>, of change: Int64, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO tag_bulk (bulk_id, first_history, last_history) VALUES (?, ?, ?)",
            arguments: [change, lines.lowerBound, lines.upperBound])
    }

    /// Takes back what a change of many did to things, newest first: how many of those that the
    /// viewer sees are as they were, and how many were left, because their tag has changed since.
    func takeBack(_ change: Int64, in db: Database) throws -> (restored: Int, kept: Int) {
        let seen = try SeenTags(context.viewer, "h", in: db)
        let lines = try Row.fetchAll(
            db,
            sql: """
                SELECT h.subject_kind, h.subject_id, h.old, h.new, \(seen.sql) AS is_seen
                FROM tag_bulk b
                JOIN tag_history h ON h.id BETWEEN b.first_history AND b.last_history
                WHERE b.bulk_id = :change ORDER BY h.id DESC
                """, arguments: seen.arguments + ["change": change])
        var (restored, kept) = (0, 0)
        for line in lines {
            let kind: String? = line["subject_kind"]
            guard let thing = TaggedThing(kind: kind ?? "", id: line["subject_id"] ?? "") else {
                continue
            }
            let isBack = try restore(thing, old: line["old"], new: line["new"], in: db)
            let isSeen: Bool = line["is_seen"]
            guard isSeen else { continue }
            if isBack { restored += 1 } else { kept += 1 }
        }
        return (restored, kept)
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
