import Federation
import GRDB

/// Changes the name of a search that is kept, what it asks for, or who sees it.
///
/// Whoever sees it may change it; only its owner makes it theirs alone.
public struct ChangeSearch: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// Which search.
    public var id: Int64
    /// The version that the editor saw.
    public var version: Int
    /// What it is called from now on.
    public var name: String
    /// What it asks for from now on.
    public var query: SearchQuery
    /// Whether others see it too.
    public var isShared: Bool
    /// How it is shown from now on; nil leaves that as it is.
    public var view: ListView?
    /// What the history calls it.
    var act = "ChangeSearch"

    /// A change of a search.
    public init(
        _ id: Int64, version: Int, name: String, _ query: SearchQuery, isShared: Bool,
        view: ListView? = nil
    ) {
        self.view = view
        self.id = id
        self.version = version
        self.name = name
        self.query = query
        self.isShared = isShared
    }

    /// Changes it and gives its new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let search = try SavedSearch.fetch(context.db, id, for: context.viewer).get()
            guard search.version == version else {
                throw Refusal.changedMeanwhile(search.name)
            }
            if search.isShared, !isShared {
                guard search.owner == context.viewer.actor else {
                    throw Refusal(
                        .conflict, "Only whoever made “\(search.name)” can stop sharing it.")
                }
                try context.refuseUsed(search)
            }
            try view?.check(in: context.db).get()
            let entry = try context.searchToKeep(
                name, query, isShared: isShared, owner: search.owner, besides: id)
            let shown = (view ?? search.view).stored
            try context.db.execute(
                sql: """
                    UPDATE saved_search SET version = version + 1, name = ?, folded_name = ?,
                    query = ?, is_shared = ?, changed_at = ?, columns = ?, sort = ? WHERE id = ?
                    """,
                arguments: [
                    entry.name, entry.key, entry.query, isShared, context.now.milliseconds,
                    shown.columns, shown.sort, id,
                ])
            try context.recordSearch(id, by: act)
            return version + 1
        }
    }
}

extension ActContext {
    /// Refuses to take away a search that another one uses, and names that one to whoever sees it.
    func refuseUsed(_ search: SavedSearch) throws {
        func user(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
            try Row.fetchAll(db, sql: sql, arguments: arguments).first { row in
                let query = try? SearchQuery.reading(row["query"]).get()
                return query?.searches.contains(search.id) == true
            }
        }
        let other = try user(
            """
            SELECT name, query, (is_shared = 1 OR owner = ?) AS is_seen FROM saved_search
            WHERE removed_at IS NULL AND id <> ? ORDER BY is_seen DESC, folded_name
            """, [viewer.actor, search.id])
        if let other {
            let (name, isSeen): (String, Bool) = (other["name"], other["is_seen"])
            guard isSeen else {
                throw Refusal(
                    .conflict,
                    "“\(search.name)” is used by a private search of somebody. Whoever keeps that "
                        + "one has to take it out first.")
            }
            throw Refusal(
                .conflict,
                "“\(search.name)” is used by the search “\(name)”. Take it out of that one first.")
        }
        // A report that somebody keeps for themselves stands in nobody's way.
        let report = try user(
            """
            SELECT name, query FROM kept_report
            WHERE removed_at IS NULL AND is_shared = 1 ORDER BY folded_name
            """)
        if let report {
            let name: String = report["name"]
            throw Refusal(
                .conflict,
                "“\(search.name)” is used by the report “\(name)”. Remove that one first.")
        }
    }
}
