public import GRDB

/// Things of one kind, by name.
public struct ObjectList: Sendable {
    /// A page of them.
    public struct Page: Hashable, Sendable, Encodable {
        /// One of them.
        public struct Entry: Hashable, Sendable, Encodable {
            /// What leads to it.
            public let id: Int64
            /// What it is called.
            public let name: String
            /// How many contacts have to do with it.
            public let contacts: Int
            /// Values of its fields by code.
            public let values: [String: [String]]
        }

        /// The things.
        public let objects: [Entry]
        /// How many fit in all.
        public let count: Int
        /// What to ask for the next ones with; nil on the last page.
        public let next: String?
    }

    /// The kind.
    public var type: Int64
    /// The beginning of the name, or of a word in it; empty for all.
    public var search: String
    /// Only those with this tag, in any spelling; empty for all.
    public var tag: String
    /// Conditions on fields, all of which hold.
    public var filters: [ObjectFilter]
    /// A contact that has to do with it; nil for all.
    public var contact: MemberID?
    /// What `next` said; nil from the beginning.
    public var after: String?
    /// How many at most, up to 200.
    public var limit: Int

    /// A list of one kind.
    public init(
        _ type: Int64, search: String = "", tag: String = "", filters: [ObjectFilter] = [],
        contact: MemberID? = nil, after: String? = nil, limit: Int = 50
    ) {
        self.type = type
        self.search = search
        self.tag = tag
        self.filters = filters
        self.contact = contact
        self.after = after
        self.limit = limit
    }

    /// So many conditions are taken.
    static let filtersAtMost = 20

    /// Which rows of `own_object` are on the list.
    func condition(in db: Database) throws -> (sql: String, arguments: StatementArguments) {
        var filter = "type_id = ? AND removed_at IS NULL"
        var arguments: StatementArguments = [type]
        for word in foldedWords(search).prefix(12) {
            filter += " AND (folded_name LIKE ? OR folded_name LIKE ?)"
            arguments += [word + "%", "% " + word + "%"]
        }
        if !tag.isEmpty {
            filter += """
                 AND CAST(id AS TEXT) IN (SELECT subject_id FROM thing_tag
                   WHERE key = ? AND subject_kind = 'object')
                """
            arguments += [foldedName(tag)]
        }
        if !filters.isEmpty {
            let fields = try OwnField.all(of: type, retired: true, in: db)
            for one in filters.prefix(Self.filtersAtMost) {
                let piece = try one.sql(fields)
                filter += " AND " + piece.sql
                arguments += piece.arguments
            }
        }
        if let contact {
            filter += """
                 AND EXISTS (SELECT 1 FROM own_object_contact c
                  WHERE c.object_id = own_object.id AND c.member_id = ?)
                """
            arguments += [contact]
        }
        return (filter, arguments)
    }

    /// Reads a page for who may see people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<Page, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing { try page(in: db) }
    }

    private func page(in db: Database) throws -> Page {
        var (filter, arguments) = try condition(in: db)
        let count =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM own_object WHERE \(filter)", arguments: arguments)
            ?? 0
        if let last = after.flatMap(NamePosition.init) {
            filter += " AND (folded_name, id) > (?, ?)"
            arguments += [last.name, last.id]
        }
        let limit = min(max(1, limit), 200)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, folded_name,
                  (SELECT count(*) FROM own_object_contact WHERE object_id = own_object.id)
                FROM own_object WHERE \(filter) ORDER BY folded_name, id LIMIT ?
                """, arguments: arguments + [limit + 1])
        var next: String?
        if rows.count > limit, let last = rows.dropLast().last {
            next = NamePosition(id: last[0], name: last[2]).description
        }
        return Page(
            objects: try rows.prefix(limit).map { row in
                Page.Entry(
                    id: row[0], name: row[1], contacts: row[3],
                    values: try OwnObject.values(of: row[0], in: db))
            }, count: count, next: next)
    }
}
