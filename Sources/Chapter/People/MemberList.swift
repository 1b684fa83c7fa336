public import GRDB

/// A person as lists show them.
public struct MemberSummary: Hashable, Sendable, Encodable {
    /// The person's id as text.
    public let memberID: String
    /// The name.
    public let name: String
    /// contact, supporter, member or former.
    public let status: String
    /// The pronouns, if known.
    public let pronouns: String?
    /// The first e-mail address in line.
    public let email: String?
    /// The first phone number in line.
    public let phone: String?
    /// The tags.
    public let tags: [String]
    /// The interests.
    public let interests: [String]
}

/// One page of a list of people.
public struct MemberPage: Hashable, Sendable, Encodable {
    /// The people, by name.
    public let people: [MemberSummary]
    /// How many people fit in all.
    public let count: Int
    /// What to ask for the next page with; nil on the last.
    public let next: String?
}

/// The people of the chapter, searched and filtered, by name, a page at a time.
public struct MemberList: Sendable {
    /// Beginnings of names in any order, an e-mail address, digits of a phone number or an id.
    public var search: String?
    /// Only people with this status.
    public var status: String?
    /// Only people with this tag, in any spelling.
    public var tag: String?
    /// Only people with this interest, in any spelling.
    public var interest: String?
    /// What the page before gave as `next`.
    public var after: String?
    /// The size of a page, at most `largestPage`.
    public var limit: Int

    /// The largest page, so that no request holds everything in memory.
    public static let largestPage = 1000

    /// A list with these filters; all of them must fit.
    public init(
        search: String? = nil, status: String? = nil, tag: String? = nil, interest: String? = nil,
        after: String? = nil, limit: Int = 50
    ) {
        self.search = search
        self.status = status
        self.tag = tag
        self.interest = interest
        self.after = after
        self.limit = limit
    }

    /// Reads the page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<MemberPage, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let limit = min(max(1, self.limit), MemberList.largestPage)
        var filter = memberFilter()
        let count = try count(filter, in: db)
        if let after, let cut = after.firstIndex(of: "/"), let id = Int64(after[..<cut]) {
            filter.sql += " AND (folded_name, id) > (?, ?)"
            filter.arguments += [String(after[after.index(after: cut)...]), id]
        }
        // Of many it is faster to walk the index of names, of few to sort what was found.
        let index = count > MemberList.broad ? "INDEXED BY member_by_name" : ""
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, folded_name FROM member \(index) WHERE \(filter.sql)
                ORDER BY folded_name, id LIMIT ?
                """, arguments: filter.arguments + [limit + 1])
        let ids: [MemberID] = rows.prefix(limit).map { $0["id"] }
        var next: String?
        if rows.count > limit, let last = rows.dropLast().last {
            let name: String = last["folded_name"]
            let id: Int64 = last["id"]
            next = "\(id)/\(name)"
        }
        return .success(
            MemberPage(people: try summaries(db, ids), count: count, next: next))
    }

    /// From so many people on, the index of names is walked.
    private static let broad = 2000

    private func count(_ filter: (sql: String, arguments: StatementArguments), in db: Database)
        throws -> Int
    {
        var sql = "SELECT count(*) FROM member WHERE \(filter.sql)"
        if filter.sql == "1 AND " + MemberList.found {
            // The index alone can tell.
            sql = "SELECT count(*) FROM member_search WHERE member_search MATCH ?"
        }
        return try Int.fetchOne(db, sql: sql, arguments: filter.arguments) ?? 0
    }

    private static let found =
        "id IN (SELECT rowid FROM member_search WHERE member_search MATCH ?)"

    /// The WHERE of the list.
    func memberFilter() -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = ["1"]
        var arguments: StatementArguments = []
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
        if let status {
            conditions.append("status = ?")
            arguments += [status]
        }
        if let tag {
            conditions.append("id IN (SELECT member_id FROM member_tag WHERE key = ?)")
            arguments += [foldedName(tag)]
        }
        if let interest {
            conditions.append("id IN (SELECT member_id FROM member_interest WHERE key = ?)")
            arguments += [foldedName(interest)]
        }
        return (conditions.joined(separator: " AND "), arguments)
    }
}

/// Reads what lists show of these people, in this order.
private func summaries(_ db: Database, _ ids: [MemberID]) throws -> [MemberSummary] {
    guard !ids.isEmpty else { return [] }
    let list = ids.map(\.description).joined(separator: ",")
    var rows: [MemberID: Row] = [:]
    let sql = """
        SELECT id, name, status, pronouns,
          (SELECT address FROM member_email WHERE member_id = m.id AND is_primary = 'primary')
            AS email,
          (SELECT number FROM member_phone WHERE member_id = m.id AND is_primary = 'primary')
            AS phone
        FROM member m WHERE id IN (\(list))
        """
    for row in try Row.fetchAll(db, sql: sql) { rows[row["id"]] = row }
    let tags = try labels(db, .tag, list)
    let interests = try labels(db, .interest, list)
    return ids.compactMap { id in
        guard let row = rows[id] else { return nil }
        return MemberSummary(
            memberID: id.description, name: row["name"], status: row["status"],
            pronouns: row["pronouns"], email: row["email"], phone: row["phone"],
            tags: tags[id] ?? [], interests: interests[id] ?? [])
    }
}

private func labels(_ db: Database, _ detail: Detail, _ list: String) throws
    -> [MemberID: [String]]
{
    var result: [MemberID: [String]] = [:]
    let sql =
        "SELECT member_id, \(detail.rawValue) FROM \(detail.table) WHERE member_id IN (\(list)) "
        + "ORDER BY key"
    for row in try Row.fetchAll(db, sql: sql) { result[row[0], default: []].append(row[1]) }
    return result
}
