public import Federation
public import GRDB

/// What the things are called that conditions name, to choose from and to say in sentences.
public struct SearchNames: Sendable {
    /// Something that a condition can name.
    public struct Named: Hashable, Sendable {
        /// What stands in `SearchCondition.of`.
        public let of: String
        /// What it is called.
        public let name: String
    }

    /// A field of contacts that the chapter has added.
    public struct OwnField: Hashable, Sendable {
        /// Its code, which stands in `SearchCondition.of`.
        public let code: String
        /// What it is called.
        public let name: String
        /// What kind of value it has.
        public let kind: String
        /// What can be chosen, if it is a choice.
        public let choices: [String]
    }

    /// A meeting to which people may have come.
    public struct Meeting: Hashable, Sendable {
        /// Its id, which stands in `SearchCondition.of`.
        public let of: String
        /// What it is called.
        public let title: String
        /// When it began.
        public let start: Timestamp
    }

    /// An import with which people came, or that changed them.
    public struct Import: Hashable, Sendable {
        /// Its id, which stands in `SearchCondition.of`.
        public let of: String
        /// What the file was called.
        public let file: String
        /// When it was read.
        public let at: Timestamp
    }

    /// The chapter's own fields of contacts, in their order.
    public var ownFields: [OwnField] = []
    /// Kinds of relations from both ends.
    public var relations: [Named] = []
    /// Kinds of membership.
    public var memberships: [Named] = []
    /// Titles of positions in use.
    public var positions: [String] = []
    /// Searches that the viewer may use.
    public var searches: [Named] = []
    /// Those of them that are lists made by hand alone.
    public var byHand: Set<String> = []
    /// The latest meetings, and those that the query names.
    public var meetings: [Meeting] = []
    /// The latest imports, and those that the query names.
    public var imports: [Import] = []
    /// What people are called whom the query names by number.
    public var contacts: [String: String] = [:]
    /// What the chapter's things are called that conditions name, by number.
    public var things: [String: String] = [:]
    /// The chapter's own kinds of things.
    public var thingKinds: [Named] = []
    /// What the chapter's own things are called, to choose from.
    public var thingNames: [String] = []
    /// As what people have to do with them.
    public var capacities: [String] = []
    /// The chapter's own kinds of agreements.
    public var agreementKinds: [Named] = []

    /// So many meetings are offered.
    public static let meetingsAtMost = 100
    /// So many imports are offered.
    public static let importsAtMost = 100
    /// So many of anything else are offered.
    static let most = 300

    /// Nothing is called anything.
    public init() {}

    /// Reads them for a query and a viewer who may see people.
    public static func read(for query: SearchQuery, in db: Database, for viewer: Viewer) throws
        -> SearchNames
    {
        var names = SearchNames()
        guard viewer.may(.seePeople) else { return names }
        names.ownFields = try ownFields(db)
        let kept = try SavedSearch.all(in: db, for: viewer)
        names.searches = kept.map { Named(of: "\($0.id)", name: $0.name) }
        names.byHand = Set(kept.filter(\.query.isByHand).map { "\($0.id)" })
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT id, forward, backward, folded_forward = folded_backward AS is_same
                FROM relation_type ORDER BY folded_forward LIMIT ?
                """, arguments: [most])
        {
            let (id, isSame): (Int64, Bool) = (row["id"], row["is_same"])
            names.relations.append(Named(of: "\(id)/forward", name: row["forward"]))
            if !isSame {
                names.relations.append(Named(of: "\(id)/backward", name: row["backward"]))
            }
        }
        for row in try Row.fetchAll(
            db, sql: "SELECT id, name FROM membership_type ORDER BY rank, folded_name LIMIT ?",
            arguments: [most])
        {
            names.memberships.append(Named(of: "\(row["id"] as Int64)", name: row["name"]))
        }
        names.positions = try String.fetchAll(
            db, sql: "SELECT min(title) FROM position GROUP BY key ORDER BY key LIMIT ?",
            arguments: [most])
        names.meetings = try meetings(query, db)
        names.imports = try imports(query, db)
        names.contacts = try contacts(query, db)
        names.things = try things(query, db)
        try names.readOwn(db)
        return names
    }

    private static func ownFields(_ db: Database) throws -> [OwnField] {
        var choices: [Int64: [String]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT field_id, choice FROM own_field_choice WHERE retired = 0
                ORDER BY field_id, ordinal
                """)
        {
            choices[row[0], default: []].append(row[1])
        }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, code, name, kind FROM own_field
                WHERE object_type_id IS NULL ORDER BY ordinal, id
                """
        ).map { row in
            OwnField(
                code: row["code"], name: row["name"], kind: row["kind"],
                choices: choices[row["id"]] ?? [])
        }
    }

    private static func meetings(_ query: SearchQuery, _ db: Database) throws -> [Meeting] {
        let asked = query.conditions.filter { $0.about == .attended || $0.about == .answered }
            .compactMap { $0.of.flatMap { ObjectID($0) } }
        let marks = asked.map { _ in "?" }.joined(separator: ", ")
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, title, starts_at FROM meeting WHERE id IN
                  (SELECT id FROM meeting WHERE cancelled = 0 ORDER BY starts_at DESC LIMIT ?)
                  OR id IN (\(marks))
                ORDER BY starts_at DESC
                """,
            arguments: [meetingsAtMost] + StatementArguments(asked)
        ).map { row in
            let id: ObjectID = row["id"]
            return Meeting(
                of: id.description, title: row["title"],
                start: Timestamp(milliseconds: row["starts_at"]))
        }
    }

    private static func imports(_ query: SearchQuery, _ db: Database) throws -> [Import] {
        let asked = query.conditions.filter { $0.about == .imported }
            .compactMap { $0.of.flatMap { Int64($0) } }
        let list = asked.map(String.init).joined(separator: ",")
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, file, at FROM import WHERE state IN ('applied', 'undone') AND (id IN
                  (SELECT id FROM import WHERE state = 'applied' ORDER BY id DESC LIMIT ?)
                  OR id IN (\(list))) ORDER BY id DESC
                """, arguments: [importsAtMost]
        ).map { row in
            Import(
                of: "\(row["id"] as Int64)", file: row["file"],
                at: Timestamp(milliseconds: row["at"]))
        }
    }

    private static func contacts(_ query: SearchQuery, _ db: Database) throws -> [String: String] {
        let ids = Set(query.conditions.compactMap { $0.value.flatMap { MemberID($0) } })
        let list = ids.map(\.description).joined(separator: ",")
        var contacts: [String: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM member WHERE id IN (\(list))") {
            contacts[(row[0] as MemberID).description] = row[1]
        }
        return contacts
    }

    private static func things(_ query: SearchQuery, _ db: Database) throws -> [String: String] {
        let ids = query.conditions.compactMap { condition -> Int64? in
            if condition.about == .thing { return condition.thingNumber }
            guard case .worksAt(.thing(let id))? = condition.dashboardQuestion else { return nil }
            return id
        }
        let list = Set(ids).map(String.init).joined(separator: ",")
        var things: [String: String] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT id, name FROM own_object WHERE id IN (\(list)) AND removed_at IS NULL")
        {
            things["\(row[0] as Int64)"] = row[1]
        }
        return things
    }
}
