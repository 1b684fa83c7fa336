import GRDB

/// Takes a coastline or a branch off the map; the branches of contacts stay as they are.
public struct RemoveOutline: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which one.
    public var id: Int64

    /// An outline.
    public init(_ id: Int64) { self.id = id }

    /// Removes it and gives its name.
    public func perform(in context: ActContext) throws -> Result<String, Refusal> {
        try refusing {
            let outline = try Outline.read(id, in: context.db, for: .operator).get()
            try context.db.execute(
                sql: "DELETE FROM outline_ring WHERE outline_id = ?", arguments: [id])
            try context.db.execute(
                sql: "DELETE FROM branch_postcode WHERE outline_id = ?", arguments: [id])
            try context.db.execute(sql: "DELETE FROM outline WHERE id = ?", arguments: [id])
            try context.writeOutlineHistory(
                "RemoveOutline", outline.kind.rawValue, old: outline.name, new: nil)
            return outline.name
        }
    }
}
