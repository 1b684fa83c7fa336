import GRDB

/// Throws away an uploaded list and what was staged of it; nobody changes.
public struct DiscardList: Act {
    /// The permission that importing takes.
    public static let permission = Permission.managePeople

    /// The list.
    public var list: String

    /// An uploaded list.
    public init(_ list: String) { self.list = list }

    /// Forgets it; an import that was applied from it stays.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        let found = try Bool.fetchOne(
            context.db, sql: "SELECT 1 FROM import_list WHERE id = ?", arguments: [list])
        guard found == true else { return .failure(.notFound("list")) }
        try forget(list, in: context.db)
        return .success(())
    }
}
