import Federation
import GRDB

extension MemberList {
    /// Who is found under the words that somebody typed.
    static let found =
        "id IN (SELECT rowid FROM member_search WHERE member_search MATCH ?)"

    /// The WHERE of the list; a search that cannot be asked is thrown as a refusal.
    ///
    /// `walking` is for walking through people in their order until a page is full: each set is
    /// looked into for each of them then, instead of being found whole.
    func memberFilter(in db: Database, for viewer: Viewer, walking: Bool = false) throws
        -> (sql: String, arguments: StatementArguments)
    {
        func among(_ select: String) -> String {
            walking
                ? "EXISTS (SELECT 1 FROM (\(select)) one WHERE one.member_id = member.id)"
                : "id IN (\(select))"
        }
        var conditions: [String] = ["1"]
        var arguments: StatementArguments = []
        func only(_ condition: String, _ argument: (any DatabaseValueConvertible)?) {
            guard let argument else { return }
            conditions.append(condition)
            arguments += [argument]
        }
        if let search, !search.allSatisfy(\.isWhitespace) {
            if let expression = searchExpression(search) {
                let typed = search.filter { !$0.isWhitespace }
                let number = typed.hasPrefix("0") ? nil : Int64(typed)
                conditions.append(
                    number == nil ? MemberList.found : "(\(MemberList.found) OR id = ?)")
                arguments += [expression]
                if let number { arguments += [number] }
            } else {
                // Nothing that could be a word was asked for, so nothing fits.
                conditions.append("0")
            }
        }
        only("status = ?", status)
        only(among("SELECT member_id FROM member_tag WHERE key = ?"), tag.map(foldedName))
        only(
            among("SELECT member_id FROM member_interest WHERE key = ?"), interest.map(foldedName))
        only(
            "coalesce(joined_on, '') >= ?",
            try joinedSince.map { try chapterDay(db, at: $0).description })
        only("ifnull(last_visit >= ?, 0)", cameSince?.milliseconds)
        only("NOT ifnull(last_visit >= ?, 0)", missedSince?.milliseconds)
        switch pointPerson {
        case .of(let person): only("point_person = ?", person)
        case .nobody: conditions.append("point_person IS NULL")
        case nil: break
        }
        if let kind {
            // The index holds everything but persons, and says so to be used.
            if kind != .person { conditions.append("kind <> 'person'") }
            only("kind = ?", kind.rawValue)
        }
        if let asked = live {
            let piece = try asked.piece(in: db, for: viewer, walking: walking)
            conditions.append("(\(piece.sql))")
            arguments += piece.arguments
        }
        return (conditions.joined(separator: " AND "), arguments)
    }

    /// The ids of those who fit, without an order.
    func idsSQL(_ filter: String) -> String {
        // The index alone can tell.
        filter == "1 AND " + MemberList.found
            ? "SELECT rowid FROM member_search WHERE member_search MATCH ?"
            : "SELECT id FROM member WHERE \(filter)"
    }

    /// The table of labels where nothing but one of them is asked for.
    func onlyLabel(of filter: String) -> String? {
        ["member_tag", "member_interest"].first {
            filter == "1 AND id IN (SELECT member_id FROM \($0) WHERE key = ?)"
        }
    }

    /// How many people fit.
    func memberCount(_ filter: (sql: String, arguments: StatementArguments), in db: Database)
        throws -> Int
    {
        if filter.sql == "1" { return try PeopleTotals(db).all }
        if let status, filter.sql == "1 AND status = ?" {
            return try PeopleTotals(db).byStatus[status] ?? 0
        }
        var sql = "SELECT count(*) FROM (\(idsSQL(filter.sql)))"
        if let table = onlyLabel(of: filter.sql) {
            // Nobody has the same label twice.
            sql = "SELECT count(*) FROM \(table) WHERE key = ?"
        }
        if live != nil { return try db.countPeople(filter.sql, filter.arguments) }
        return try Int.fetchOne(db, sql: sql, arguments: filter.arguments) ?? 0
    }
}

extension Database {
    /// Counts the rows of `member` that fit.
    ///
    /// Most people have one of two statuses. Looking up the rows of all who have one, in the order
    /// of its index, takes three times as long as reading the table from its beginning to its end.
    func countPeople(_ condition: String, _ arguments: StatementArguments) throws -> Int {
        func sql(_ hint: String) -> String {
            "SELECT count(*) FROM member \(hint) WHERE \(condition)"
        }
        let plan = try Row.fetchAll(
            self, sql: "EXPLAIN QUERY PLAN \(sql(""))", arguments: arguments)
        let isLookingUp = plan.contains { step in
            let detail: String = step["detail"]
            return ["member_by_status", "member_of_status", "member_by_last_visit"].contains {
                detail.hasPrefix("SEARCH member USING INDEX \($0)")
            }
        }
        return try Int.fetchOne(
            self, sql: sql(isLookingUp ? "NOT INDEXED" : ""), arguments: arguments) ?? 0
    }
}
