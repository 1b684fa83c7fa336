import Federation
import GRDB

/// What happens where both contacts have the same thing: one rule for each table.
struct MergeCollisions {
    /// The tables whose rows have a query that can name a contact, and a version.
    static let withQueries = ["saved_search", "kept_report"]

    let db: Database
    let kept: MemberID
    let gone: MemberID
    /// The day of the merge, as 2026-05-01.
    let today: String

    /// Settles everything that both have, so that what is left can move.
    func settle(_ ledger: inout MergeLedger) throws {
        // Answers to an invitation: the later one counts.
        try combine("rsvp", by: ["meeting_id"], &ledger) { kept, gone in
            number(gone["at"]) > number(kept["at"])
                ? ["answer": gone["answer"], "at": gone["at"]] : [:]
        }
        // At a meeting from the first arrival on, and gone once both had left.
        try combine("attendance", by: ["meeting_id"], &ledger) { kept, gone in
            let hasLeft = !kept["left_at"].isNull && !gone["left_at"].isNull
            let isEarlier = number(gone["arrived_at"]) < number(kept["arrived_at"])
            let isLater = number(gone["left_at"]) > number(kept["left_at"])
            return [
                "arrived_at": (isEarlier ? gone : kept)["arrived_at"],
                "left_at": hasLeft ? (isLater ? gone : kept)["left_at"] : .null,
            ]
        }
        // Party to the same agreement: once, with whatever one of them lacks.
        try combine("agreement_party", by: ["agreement_id"], &ledger, blanks)
        // In a list by hand and out of it by hand: the later decision counts.
        try combine("saved_search_person", by: ["search_id"], &ledger) { kept, gone in
            number(gone["at"]) > number(kept["at"])
                ? ["is_in": gone["is_in"], "at": gone["at"], "actor": gone["actor"]] : [:]
        }
        // In one conversation both: once, as what one of them is said to have spoken.
        try combine("interaction_party", by: ["interaction_id"], &ledger, blanks)
        // On the same object in the same capacity: once.
        try combine("own_object_contact", by: ["object_id", "capacity"], &ledger, blanks)
        // The very same position or period: once.
        try combine("position", by: ["key", "organization_id", "starts_on"], &ledger, blanks)
        try combine(
            "membership_period", by: ["type_id", "starts_on", "runs_until", "ended_on"], &ledger,
            blanks)
        // The same role now: it stays as the kept one holds it. Others are refused beforehand.
        try combine("member_role", by: ["role", "until"], &ledger, where: "until IS NULL") {
            _, _ in [:]
        }
        try settlePointPeople(&ledger)
        try settleRelations(&ledger)
        try settlePairs(&ledger)
        try settleNamed(&ledger)
        try settleSearches(&ledger)
    }

    /// Makes one row of each two that agree in these columns.
    private func combine(
        _ table: String, by columns: [String], _ ledger: inout MergeLedger,
        where condition: String = "1",
        _ changes: (_ kept: TableRow, _ gone: TableRow) -> [String: DatabaseValue]
    ) throws {
        let mine = try TableRow.fetchAll(
            db, table, where: "member_id = ? AND \(condition)", [kept])
        for row in try TableRow.fetchAll(
            db, table, where: "member_id = ? AND \(condition)", [gone])
        {
            let same = mine.first { own in columns.allSatisfy { own[$0] == row[$0] } }
            guard let same else { continue }
            try ledger.change(same, changes(same, row))
            try ledger.remove(row)
        }
    }

    /// What the kept one's row lacks and the other's has.
    private func blanks(_ kept: TableRow, _ gone: TableRow) -> [String: DatabaseValue] {
        gone.cells.filter { kept[$0.key].isNull && !$0.value.isNull }
    }

    private func number(_ value: DatabaseValue) -> Int64 { Int64.fromDatabaseValue(value) ?? 0 }

    /// Nobody looks after themselves.
    private func settlePointPeople(_ ledger: inout MergeLedger) throws {
        let rows = try TableRow.fetchAll(db, "member", where: "id IN (?, ?)", [kept, gone])
        guard let mine = rows.first(where: { $0["id"] == kept.databaseValue }),
            let other = rows.first(where: { $0["id"] == gone.databaseValue })
        else { return }
        let own = mine["point_person"]
        guard own.isNull || own == gone.databaseValue else { return }
        let offered = other["point_person"]
        let isNobody = offered == kept.databaseValue || offered == gone.databaseValue
        try ledger.change(mine, ["point_person": isNobody ? .null : offered])
    }

    /// Relations of the two with each other go.
    ///
    /// One that both have stays once. Where a contact can
    /// have one of a kind at a time, the other's ends today.
    private func settleRelations(_ ledger: inout MergeLedger) throws {
        let both = "from_id IN (\(kept), \(gone)) AND to_id IN (\(kept), \(gone))"
        for row in try TableRow.fetchAll(db, "relation", where: both) { try ledger.remove(row) }
        let types = try Row.fetchAll(
            db,
            sql: """
                SELECT id, one_from, one_to, folded_forward = folded_backward AS is_mutual
                FROM relation_type
                """)
        for type in types {
            let id: Int64 = type["id"]
            for row in try TableRow.fetchAll(
                db, "relation", where: "type_id = ? AND (from_id = ? OR to_id = ?)",
                [id, gone, gone])
            {
                try move(row, of: type, &ledger)
            }
        }
    }

    private func move(_ row: TableRow, of type: Row, _ ledger: inout MergeLedger) throws {
        let isFrom = row["from_id"] == gone.databaseValue
        var (from, to) = (row["from_id"], row["to_id"])
        if isFrom { from = kept.databaseValue } else { to = kept.databaseValue }
        let isMutual: Bool = type["is_mutual"]
        if isMutual, number(to) < number(from) { (from, to) = (to, from) }
        let others = try TableRow.fetchAll(
            db, "relation", where: "type_id = ? AND (from_id = ? OR to_id = ?)",
            [row["type_id"], kept, kept])
        let isOpen = row["ends_on"].isNull
        let same = others.first {
            $0["from_id"] == from && $0["to_id"] == to
                && ($0["starts_on"] == row["starts_on"] || (isOpen && $0["ends_on"].isNull))
        }
        if let same {
            try ledger.change(same, ["note": same["note"].isNull ? row["note"] : same["note"]])
            try ledger.remove(row)
            return
        }
        let isSingle: Bool = isFrom ? type["one_from"] : type["one_to"]
        let column = isFrom ? "from_id" : "to_id"
        let hasOne = others.contains { $0[column] == kept.databaseValue && $0["ends_on"].isNull }
        var changes = ["from_id": from, "to_id": to]
        if isOpen, isSingle, hasOne {
            let start = String.fromDatabaseValue(row["starts_on"]) ?? today
            changes["ends_on"] = max(start, today).databaseValue
        }
        try ledger.change(row, changes)
    }

    /// What was decided of the one who goes and somebody else holds for the kept one, too, unless
    /// there is a decision.
    private func settlePairs(_ ledger: inout MergeLedger) throws {
        for row in try TableRow.fetchAll(
            db, "duplicate_pair", where: "first_id = ? OR second_id = ?", [gone, gone])
        {
            try ledger.remove(row)
            let isFirst = row["first_id"] == gone.databaseValue
            let other = MemberID(number(isFirst ? row["second_id"] : row["first_id"]))
            guard other != kept else { continue }
            let pair = ContactPair(kept, other)
            var moved = row
            moved.cells["first_id"] = pair.first.databaseValue
            moved.cells["second_id"] = pair.second.databaseValue
            if try moved.current(db) == nil { try ledger.add(moved) }
        }
    }

    /// Fields of the chapter's own that name a contact by number, which no foreign key tells.
    private func settleNamed(_ ledger: inout MergeLedger) throws {
        for table in ["member_own_field", "own_object_value"] {
            let rows = try TableRow.fetchAll(
                db, table,
                where: """
                    value = ? AND field_code IN (SELECT code FROM own_field WHERE kind = 'contact')
                    """, ["\(gone)"])
            for row in rows { try ledger.change(row, ["value": "\(kept)".databaseValue]) }
        }
        // What named one of the two as the other's says nothing of one contact.
        let own = try TableRow.fetchAll(
            db, "member_own_field",
            where: """
                member_id = ? AND value = ? AND field_code IN
                  (SELECT code FROM own_field WHERE kind = 'contact')
                """, [kept, "\(kept)"])
        for row in own { try ledger.remove(row) }
    }

    /// Searches and reports that are kept and name a contact by number in one of their conditions.
    ///
    /// Removed ones too: they can be brought back.
    private func settleSearches(_ ledger: inout MergeLedger) throws {
        let kinds = try SearchSQL.ownKinds(db)
        let rows = try Self.withQueries.flatMap { table in
            try TableRow.fetchAll(db, table, where: "instr(query, ?) > 0", ["\"\(gone)\""])
        }
        for row in rows {
            guard let text = String.fromDatabaseValue(row["query"]),
                let query = try? SearchQuery.reading(text).get()
            else { continue }
            let renamed = query.renaming(gone, to: kept, ownKinds: kinds)
            guard renamed != query else { continue }
            try ledger.change(row, ["query": renamed.text.databaseValue])
            // Whoever has it open builds on the search as it is now.
            try db.execute(
                sql: "UPDATE \(row.table) SET version = version + 1 WHERE id = ?",
                arguments: [row["id"]])
        }
    }
}
