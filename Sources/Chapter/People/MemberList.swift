public import Federation
public import GRDB

/// One page of a list of people.
public struct MemberPage: Hashable, Sendable, Encodable {
    /// The people, in the order that was asked for.
    public let people: [MemberSummary]
    /// How many people fit in all.
    public let count: Int
    /// Whether `count` is only the least that it can be: all were not counted.
    public var countIsLeast = false
    /// What to ask for the next page with; nil on the last.
    public let next: String?
}

/// The people of the chapter, searched and filtered, a page at a time.
public struct MemberList: Sendable {
    /// What comes first.
    public enum Order: String, CaseIterable, Hashable, Sendable {
        /// By name.
        case name
        /// By family name, or by the last word of the name where there is none.
        case family
        /// Whoever joined last.
        case joined
    }

    /// Beginnings of names in any order, an e-mail address, digits of a phone number or an id.
    public var search: String?
    /// Only people with this status.
    public var status: String?
    /// Only people with this tag, in any spelling.
    public var tag: String?
    /// Only people with this interest, in any spelling.
    public var interest: String?
    /// Only people who joined on the chapter's day of this moment, or later.
    public var joinedSince: Timestamp?
    /// Only people who came to a meeting that began then or later.
    public var cameSince: Timestamp?
    /// Only people who came to no meeting that began then or later.
    public var missedSince: Timestamp?
    /// Only who is looked after by somebody, or by nobody.
    public var pointPerson: PointPersonChoice?
    /// Only persons, organizations or households.
    public var kind: ContactKind?
    /// Only people whom this search finds.
    public var live: LiveSearch?
    /// What is read of the people of a page beyond what every list has.
    public var shown: ShownColumns?
    /// What comes first.
    public var order: Order
    /// What the page before gave as `next`.
    public var after: String?
    /// The size of a page, at most `largestPage`.
    public var limit: Int
    /// Up to so many people whom words find are named one by one and sorted: names have to do with
    /// words, so that an index might be walked in vain.
    var named = 100_000

    /// The largest page, so that no request holds everything in memory.
    public static let largestPage = 1000

    /// A list with these filters; all of them must fit.
    public init(
        search: String? = nil, status: String? = nil, tag: String? = nil, interest: String? = nil,
        order: Order = .name, after: String? = nil, limit: Int = 50
    ) {
        self.search = search
        self.status = status
        self.tag = tag
        self.interest = interest
        self.order = order
        self.after = after
        self.limit = limit
    }

    /// Reads the page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<MemberPage, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let limit = min(max(1, self.limit), MemberList.largestPage)
        var found: Found
        switch try refusing({ try self.found(in: db, for: viewer) }) {
        case .success(let all): found = all
        case .failure(let refusal): return .failure(refusal)
        }
        let (key, isAfter) =
            switch order {
            case .name: ("folded_name", ">")
            case .family: ("family_order", ">")
            case .joined: ("coalesce(joined_on, '')", "<")
            }
        // The index of this order is for nothing else, and says so to be used.
        if order == .family, found.isWalked {
            found.sql += " AND family_order IS NOT NULL"
        }
        if let last = after.flatMap(NamePosition.init) {
            found.sql += " AND (\(key), id) \(isAfter) (?, ?)"
            found.arguments += [last.name, last.id]
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, \(key) AS key FROM member \(hint(found)) WHERE \(found.sql)
                ORDER BY \(order.sql) LIMIT ?
                """, arguments: found.arguments + [limit + 1])
        let ids: [MemberID] = rows.prefix(limit).map { $0["id"] }
        var next: String?
        if rows.count > limit, let last = rows.dropLast().last {
            next = NamePosition(id: last["id"], name: last["key"]).description
        }
        return .success(
            MemberPage(
                people: try MemberSummary.fetch(db, ids, showing: shown), count: found.count,
                next: next))
    }

    /// How many people fit, and the WHERE by which a page of them is found fastest.
    private struct Found {
        let count: Int
        var sql: String
        var arguments: StatementArguments
        /// Whether an index is walked in its order: of many that is faster than to sort them.
        var isWalked = false
        /// Whether everybody is named, so that no index is of use.
        var isNamed = false
    }

    private func found(in db: Database, for viewer: Viewer) throws -> Found {
        let filter = try memberFilter(in: db, for: viewer)
        if live != nil || filter.sql.contains(MemberList.found) {
            // Those whom words or conditions leave are found once, for the count and the page.
            let most = live == nil ? named : MemberList.broad
            let few = try Int64.fetchAll(
                db, sql: "\(idsSQL(filter.sql)) LIMIT ?", arguments: filter.arguments + [most + 1])
            if few.count <= most {
                let list = "[\(few.map(String.init).joined(separator: ","))]"
                return Found(
                    count: few.count, sql: "id IN (SELECT value FROM json_each(?))",
                    arguments: [list], isNamed: true)
            }
        }
        let count = try memberCount(filter, in: db)
        let isWalked = count > MemberList.broad
        // Names may have to do with labels: then hardly any of the first thousands has it, and each
        // of them would be looked up.
        let isGathered = onlyLabel(of: filter.sql) != nil && count <= MemberList.gathered
        let (sql, arguments) =
            isWalked && !isGathered
            ? try memberFilter(in: db, for: viewer, walking: true) : filter
        return Found(count: count, sql: sql, arguments: arguments, isWalked: isWalked)
    }

    /// From so many people on, an index is walked in its order.
    private static let broad = 2000
    /// Up to so many people with a label are put together before names are walked.
    private static let gathered = 300_000

    /// The index to walk, or that none helps.
    private func hint(_ found: Found) -> String {
        guard found.isWalked else { return found.isNamed ? "NOT INDEXED" : "" }
        return switch order {
        case .joined: "INDEXED BY member_by_joined"
        case .family: "INDEXED BY member_by_family"
        case .name: status == nil ? "INDEXED BY member_by_name" : "INDEXED BY member_by_status"
        }
    }
}

extension MemberList.Order {
    /// What stands behind ORDER BY for the rows of `member`.
    var sql: String {
        switch self {
        case .name: "folded_name, id"
        case .family: "family_order, id"
        case .joined: "coalesce(joined_on, '') DESC, id DESC"
        }
    }
}

extension MemberList {
    /// The names of these people, in order of name, for a viewer who may see people.
    ///
    /// Who is not there is left out.
    public static func names(of ids: [MemberID], in db: Database, for viewer: Viewer) throws
        -> [String]
    {
        guard viewer.may(.seePeople) else { return [] }
        let list = Set(ids).map(\.description).joined(separator: ",")
        return try String.fetchAll(
            db, sql: "SELECT name FROM member WHERE id IN (\(list)) ORDER BY folded_name, id")
    }
}

extension LabelPeople.People {
    /// The names of the first of them, and how many they are.
    public func names(in db: Database, for viewer: Viewer, atMost most: Int) throws
        -> (names: [String], count: Int)
    {
        switch self {
        case .these(let ids):
            let names = try MemberList.names(of: ids, in: db, for: viewer)
            return (Array(names.prefix(most)), names.count)
        case .all(var list):
            list.limit = most
            let page = try list.answer(in: db, for: viewer).get()
            return (page.people.map(\.name), page.count)
        }
    }
}
