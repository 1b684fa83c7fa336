import Federation
import GRDB

/// Removes a search that is kept; `BringSearchBack` takes it back.
public struct RemoveSearch: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// Which search.
    public var id: Int64

    /// A search to remove.
    public init(_ id: Int64) { self.id = id }

    /// Removes it; who is in or out of it by hand is kept.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let search = try SavedSearch.fetch(context.db, id, for: context.viewer).get()
            try context.refuseUsed(search)
            try context.db.execute(
                sql: "UPDATE saved_search SET removed_at = ?, version = version + 1 WHERE id = ?",
                arguments: [context.now.milliseconds, id])
            try context.recordSearch(id, by: "RemoveSearch")
            return id
        }
    }
}

/// Brings back a search that was removed, with whoever was in or out of it by hand.
public struct BringSearchBack: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// Which search.
    public var id: Int64

    /// A search to bring back.
    public init(_ id: Int64) { self.id = id }

    /// Brings it back, unless its name was given to another one meanwhile.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let search = try SavedSearch.fetch(
                context.db, id, for: context.viewer, evenRemoved: true
            ).get()
            guard search.isRemoved else { return id }
            _ = try context.searchToKeep(
                search.name, search.query, isShared: search.isShared, owner: search.owner,
                besides: id)
            try context.db.execute(
                sql:
                    "UPDATE saved_search SET removed_at = NULL, version = version + 1 WHERE id = ?",
                arguments: [id])
            try context.recordSearch(id, by: "BringSearchBack")
            return id
        }
    }
}
