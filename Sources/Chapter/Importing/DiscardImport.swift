import GRDB

/// Throws away what a list would have changed, before it was applied; nobody changes.
public struct DiscardImport: Act {
    /// The permission that importing takes.
    public static let permission = Permission.managePeople

    /// The import.
    public var importID: Int64

    /// A staged import.
    public init(_ importID: Int64) { self.importID = importID }

    /// Forgets it, and gives the id of the uploaded list that it came from, whose file can go.
    public func perform(in context: ActContext) throws -> Result<String?, Refusal> {
        let db = context.db
        let state = try String.fetchOne(
            db, sql: "SELECT state FROM import WHERE id = ?", arguments: [importID])
        guard let state else { return .failure(.notFound("import")) }
        guard state == "staged" else {
            return .failure(Refusal(.conflict, "This import has been \(state) already."))
        }
        let list = try String.fetchOne(
            db, sql: "SELECT id FROM import_list WHERE import_id = ?", arguments: [importID])
        if let list {
            try forget(list, in: db)
        } else {
            try deleteStaged(importID, in: db, all: true)
        }
        return .success(list)
    }
}
