import GRDB

/// Puts rows back as they were before a merge, as far as nothing newer would be lost.
struct MergeWayBack {
    /// Why a row was not put back.
    enum Stayed: String {
        case changed = "changed since"
        case removed = "removed since"
        case taken = "taken since"
    }

    let db: Database
    let viewer: Viewer
    let kept: MemberID
    let gone: MemberID
    let history: MergeHistory

    /// Puts one row back; gives why not, or why not wholly.
    mutating func restore(before: TableRow?, after: TableRow?) throws -> Stayed? {
        switch (before, after) {
        case (.some(let before), nil): return try bringBack(before)
        case (nil, .some(let after)): return try takeAway(after)
        case (.some(let before), .some(let after)): return try changeBack(before, after)
        case (nil, nil): return nil
        }
    }

    /// A row that went.
    private func bringBack(_ row: TableRow) throws -> Stayed? {
        if row.table == "member_role", row["until"].isNull, try !mayHoldAgain(row) { return .taken }
        return try trying { try row.insert(db) } ? nil : .taken
    }

    /// A role comes back only if the kept one holds it still and the viewer could give it.
    private func mayHoldAgain(_ row: TableRow) throws -> Bool {
        guard let role = String.fromDatabaseValue(row["role"]).flatMap(Role.init) else {
            return false
        }
        return try viewer.mayGive(role) && heldRoles(db, kept).contains(role)
    }

    /// A row that the merge added.
    private func takeAway(_ row: TableRow) throws -> Stayed? {
        guard let now = try row.current(db) else { return nil }
        guard now == row else { return .changed }
        try row.delete(db)
        return nil
    }

    /// A row that changed: column by column, and only those that are as the merge left them.
    private func changeBack(_ before: TableRow, _ after: TableRow) throws -> Stayed? {
        guard let now = try after.current(db) else { return .removed }
        for column in try identity(of: after.table) where now[column] != after[column] {
            return .changed
        }
        var changes: [String: DatabaseValue] = [:]
        var stayed: Stayed?
        for (column, value) in before.cells where value != after[column] {
            if now[column] == after[column] {
                changes[column] = value
            } else {
                stayed = .changed
            }
        }
        guard try trying({ try now.update(db, changes) }) else { return .taken }
        // Whoever has the search open builds on what it is now.
        if MergeCollisions.withQueries.contains(now.table), !changes.isEmpty {
            try db.execute(
                sql: "UPDATE \(now.table) SET version = version + 1 WHERE id = ?",
                arguments: [now["id"]])
        }
        try writeHistory(now, changes)
        return stayed
    }

    /// The columns that say which thing a row is: its key and what is unique.
    ///
    /// The number alone would not do: a number is given again when its row was removed.
    private func identity(of table: String) throws -> Set<String> {
        // Their numbers are never given again, and one may be called otherwise by now.
        guard table != "member", !MergeCollisions.withQueries.contains(table) else { return ["id"] }
        let others = try String.fetchAll(
            db,
            sql: """
                SELECT c.name FROM pragma_index_list(?) i, pragma_index_info(i.name) c
                WHERE i."unique" = 1 AND c.name IS NOT NULL
                """, arguments: [table])
        return Set(try db.primaryKey(table).columns + others)
    }

    private func writeHistory(_ row: TableRow, _ changes: [String: DatabaseValue]) throws {
        if row.table == "member" {
            guard row["id"] == kept.databaseValue else { return }
            for (column, value) in changes.sorted(by: { $0.key < $1.key }) {
                guard PersonField(rawValue: column) != nil else { continue }
                try history.write(
                    column, String.fromDatabaseValue(row[column]), String.fromDatabaseValue(value))
            }
        } else if let detail = Detail.allCases.first(where: { $0.table == row.table }) {
            let isBack = changes["member_id"] != nil
            try history.write(
                detail.rawValue, detail.text(of: row), isBack ? nil : detail.text(of: row, changes))
        }
    }

    /// Tries a change; false where something newer is in its place.
    private func trying(_ change: () throws -> Void) throws -> Bool {
        do {
            try db.inSavepoint {
                try change()
                return .commit
            }
            return true
        } catch let error as DatabaseError where error.isTaken {
            return false
        }
    }
}
