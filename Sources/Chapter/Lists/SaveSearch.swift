import Federation
import GRDB

/// Keeps a search under a name, for everybody who may see people or for its owner alone.
public struct SaveSearch: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// What it is called.
    public var name: String
    /// What it asks for.
    public var query: SearchQuery
    /// Whether others see it too.
    public var isShared: Bool
    /// How it is shown.
    public var view: ListView

    /// A search to keep.
    public init(
        _ name: String, _ query: SearchQuery, isShared: Bool, view: ListView = .usual
    ) {
        self.view = view
        self.name = name
        self.query = query
        self.isShared = isShared
    }

    /// Keeps it and gives its id.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let count = try Int.fetchOne(
                context.db, sql: "SELECT count(*) FROM saved_search WHERE removed_at IS NULL")
            guard (count ?? 0) < SavedSearch.most else {
                throw Refusal(
                    .conflict,
                    "The chapter keeps \(SavedSearch.most) searches already. Remove one first.")
            }
            try view.check(in: context.db).get()
            let entry = try context.searchToKeep(
                name, query, isShared: isShared, owner: context.viewer.actor, besides: nil)
            try context.db.execute(
                sql: """
                    INSERT INTO saved_search
                    (name, folded_name, query, is_shared, owner, changed_at, columns, sort)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    entry.name, entry.key, entry.query, isShared, context.viewer.actor,
                    context.now.milliseconds, view.stored.columns, view.stored.sort,
                ])
            let id = context.db.lastInsertedRowID
            try context.recordSearch(id, by: "SaveSearch")
            return id
        }
    }
}

extension ActContext {
    /// The columns of a search to keep; throws a refusal where the name is taken or the query
    /// cannot be asked.
    func searchToKeep(
        _ name: String, _ query: SearchQuery, isShared: Bool, owner: String, besides id: Int64?
    ) throws -> (name: String, key: String, query: String) {
        guard let name = try EnteredText.line(name, "name", limit: SavedSearch.nameAtMost).get()
        else { throw Refusal.invalid("name", "Give the search a name.") }
        var search = try SearchSQL(db, for: viewer, at: now)
        if let id { search.inside = [id] }
        _ = try search.piece(query)
        let text = query.text
        guard text.utf8.count <= SearchQuery.bytesAtMost else { throw Refusal.tooLongSearch }
        if isShared { try refuseOwnSearches(in: query) }
        let key = foldedName(name)
        guard try !isTaken(key, in: "saved_search", isShared, owner, besides: id) else {
            throw Refusal(
                .conflict, "There is a search called “\(name)” already. Choose another name.",
                field: "name")
        }
        return (name, key, text)
    }

    /// Others could not ask a shared search that uses one which only its owner sees.
    private func refuseOwnSearches(in query: SearchQuery) throws {
        guard let used = try ownSearch(in: query) else { return }
        throw Refusal(
            .conflict,
            "“\(used.name)” is only yours, so a search for everybody cannot use it. Share it first."
        )
    }

    /// A search that a query uses and that only its owner sees; nil for none.
    func ownSearch(in query: SearchQuery) throws -> SavedSearch? {
        for id in query.searches {
            let used = try SavedSearch.fetch(db, id, for: viewer).get()
            if !used.isShared { return used }
        }
        return nil
    }

    /// Whether something else of a table has a name: what is shared among what is shared, and what is
    /// somebody's own among theirs.
    func isTaken(
        _ key: String, in table: String, _ isShared: Bool, _ owner: String, besides id: Int64?
    ) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT 1 FROM \(table) WHERE removed_at IS NULL AND folded_name = ?
                AND is_shared = ? AND (is_shared = 1 OR owner = ?) AND id IS NOT ?
                """, arguments: [key, isShared, owner, id]) != nil
    }
}

extension SearchQuery {
    /// The searches that it uses.
    var searches: Set<Int64> {
        Set(conditions.filter { $0.about == .search }.compactMap { $0.of.flatMap { Int64($0) } })
    }
}
