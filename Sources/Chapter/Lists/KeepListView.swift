import Federation
import GRDB

/// Keeps with a search which columns it shows and what comes first, and nothing else of it.
///
/// Whoever sees it may choose, as with `ChangeSearch`.
public struct KeepListView: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// Which search.
    public var id: Int64
    /// How it is shown from now on.
    public var view: ListView

    /// How a search is shown.
    public init(_ id: Int64, _ view: ListView) {
        self.id = id
        self.view = view
    }

    /// Keeps it and gives the search's version, which is a new one if anything changed.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let search = try SavedSearch.fetch(context.db, id, for: context.viewer).get()
            guard search.view != view else { return search.version }
            try view.check(in: context.db).get()
            let stored = view.stored
            try context.db.execute(
                sql: """
                    UPDATE saved_search SET version = version + 1, columns = ?, sort = ?,
                    changed_at = ? WHERE id = ?
                    """,
                arguments: [stored.columns, stored.sort, context.now.milliseconds, id])
            try context.recordSearch(id, by: "KeepListView")
            return search.version + 1
        }
    }
}
