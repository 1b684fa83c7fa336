import GRDB

/// Puts a list of people on paper: labels for letters, a list to sign or a table; the history says who
/// printed which.
public struct PrintPeople: Act {
    /// What is printed.
    public enum Sheet: String, CaseIterable, Hashable, Sendable {
        /// Labels with addresses.
        case labels
        /// A list of names to sign.
        case signIn = "sign-in list"
        /// A table with the columns that the list shows.
        case table = "list"
    }

    /// One of those who are printed.
    public struct Printed: Hashable, Sendable {
        /// The name, or that of the household; on a label with the form of address and the suffix.
        public let name: String
        /// The lines of the postal address below the name; none on a list to sign.
        public let lines: [String]
    }

    /// What is ready for paper.
    public struct Sheets: Hashable, Sendable {
        /// Who is printed, in order of name.
        public let printed: [Printed]
        /// How many were left out, because we have no postal address that works.
        public let withoutAddress: Int
        /// The rows of a table, in the order of the list; none on other sheets.
        public var people: [MemberSummary] = []
    }

    /// The permission that it takes.
    public static let permission = Permission.exportPeople

    /// So many are printed at once.
    public static let most = 5000

    /// Which people; its page and limit do not matter.
    public var list: MemberList
    /// What is printed.
    public var sheet: Sheet
    /// Whether those who live in one household get one label together.
    public var isByHousehold: Bool
    /// What it is for, for the history.
    public var why: String?

    /// A list to print.
    public init(
        _ list: MemberList, _ sheet: Sheet, isByHousehold: Bool = false, why: String? = nil
    ) {
        self.list = list
        self.sheet = sheet
        self.isByHousehold = isByHousehold
        self.why = why
    }

    /// Reads who is printed and writes one line of history about it.
    public func perform(in context: ActContext) throws -> Result<Sheets, Refusal> {
        try refusing {
            let reason = try checkedWhy(why).get()
            let (db, viewer) = (context.db, context.viewer)
            let ids = try LabelPeople.People.all(list).ids(
                in: db, for: viewer, byName: true, order: sheet == .table ? list.order : nil)
            guard ids.count <= Self.most else {
                throw Refusal(
                    .conflict,
                    "\(Self.most) people are printed at once, and these are \(ids.count). Narrow "
                        + "the list down, or export it.")
            }
            let sheets = try sheets(ids, in: context)
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: viewer.actor, act: "PrintPeople", member: nil,
                    field: "list", old: nil, new: "\(sheets.printed.count) \(sheet.rawValue)",
                    why: reason))
            return sheets
        }
    }

    private func sheets(_ ids: [MemberID], in context: ActContext) throws -> Sheets {
        let db = context.db
        guard sheet != .labels else {
            let search = try SearchSQL(db, for: context.viewer, at: context.now)
            return try labels(ids, db, today: search.today(0))
        }
        var sheets = Sheets(
            printed: try StoredPerson.names(ids, in: db).map { Printed(name: $0, lines: []) },
            withoutAddress: 0)
        if sheet == .table { sheets.people = try MemberSummary.fetch(db, ids, showing: list.shown) }
        return sheets
    }

    private func labels(_ ids: [MemberID], _ db: Database, today: String) throws -> Sheets {
        let homes = isByHousehold ? try households(ids, db, today: today) : [:]
        // Who lives in a household is printed where the first of them stands.
        var order: [MemberID] = []
        var seen: Set<MemberID> = []
        for id in ids where seen.insert(homes[id] ?? id).inserted { order.append(homes[id] ?? id) }
        var own: [MemberID: MemberID] = [:]
        for (person, home) in homes where own[home].map({ person < $0 }) ?? true {
            own[home] = person
        }
        let addresses = try postalLines(order + own.values, db)
        let names = try StoredPerson.letterNames(order, in: db)
        let printed = order.compactMap { id -> Printed? in
            guard let name = names[id] else { return nil }
            // A household without an address of its own is where its people are.
            let lines = addresses[id] ?? own[id].flatMap { addresses[$0] }
            return lines.map { Printed(name: name, lines: $0) }
        }
        return Sheets(printed: printed, withoutAddress: order.count - printed.count)
    }

    /// Whoever of them lives in a household today, and in which.
    private func households(_ ids: [MemberID], _ db: Database, today: String) throws
        -> [MemberID: MemberID]
    {
        let list = ids.map(\.description).joined(separator: ",")
        var homes: [MemberID: MemberID] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT from_id, to_id FROM relation
                JOIN relation_type ON relation_type.id = type_id
                WHERE code = 'lives in' AND from_id IN (\(list))
                  AND \(holdsSQL(on: "?"))
                """, arguments: [today, today])
        {
            homes[row[0]] = row[1]
        }
        return homes
    }

    /// The lines below the name on a letter, for those who have a postal address that works.
    private func postalLines(_ ids: [MemberID], _ db: Database) throws -> [MemberID: [String]] {
        let list = ids.map(\.description).joined(separator: ",")
        var result: [MemberID: [String]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, line1, line2, postcode, city, region, country FROM member_address
                WHERE member_id IN (\(list)) AND state = 'ok'
                ORDER BY member_id, is_primary = 'primary' DESC, id
                """)
        {
            let id: MemberID = row[0]
            guard result[id] == nil else { continue }
            let town = [row["postcode"] as String, row["city"], row["region"]]
                .filter { !$0.isEmpty }.joined(separator: " ")
            result[id] = [row["line1"] as String, row["line2"], town, row["country"]]
                .filter { !$0.isEmpty }
        }
        return result
    }
}

extension StoredPerson {
    /// What people are called, in this order.
    fileprivate static func names(_ ids: [MemberID], in db: Database) throws -> [String] {
        let names = try namesByID(ids, in: db)
        return ids.compactMap { names[$0] }
    }

    /// What stands on letters to them, with the form of address before the name and the suffix behind.
    ///
    /// A name that has this already gets it no second time.
    fileprivate static func letterNames(_ ids: [MemberID], in db: Database) throws
        -> [MemberID: String]
    {
        var names = try namesByID(ids, in: db)
        let list = ids.map(\.description).joined(separator: ",")
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT id, form_of_address, name_suffix FROM member WHERE id IN (\(list))
                  AND (form_of_address IS NOT NULL OR name_suffix IS NOT NULL)
                """)
        {
            let (id, before, after): (MemberID, String?, String?) = (row[0], row[1], row[2])
            guard var name = names[id] else { continue }
            if let before, !name.hasPrefix(before) { name = "\(before) \(name)" }
            if let after, !name.hasSuffix(after) { name += " \(after)" }
            names[id] = name
        }
        return names
    }

    fileprivate static func namesByID(_ ids: [MemberID], in db: Database) throws
        -> [MemberID: String]
    {
        let list = ids.map(\.description).joined(separator: ",")
        var names: [MemberID: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM member WHERE id IN (\(list))") {
            names[row[0]] = row[1]
        }
        return names
    }
}
