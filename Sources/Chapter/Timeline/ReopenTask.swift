import GRDB

/// Says that a task is not done after all.
public struct ReopenTask: Act {
    /// Whoever sees people asks; it is their own task, or they may change people.
    public static let permission = Permission.seePeople

    /// Which.
    public var id: Int64

    /// A task that was done.
    public init(_ id: Int64) { self.id = id }

    /// Opens the task again and gives its version; the note at its end stays in its history.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let stored = try context.taskToTick(id)
            guard stored.isDone else { throw Refusal(.conflict, "This task is open already.") }
            let made = try Int64.fetchOne(
                context.db, sql: "SELECT made_at FROM interaction WHERE id = ?", arguments: [id])
            var change = InteractionChange(of: stored, by: "ReopenTask", in: context)
            for field in [InteractionField.doneAt, .doneBy, .doneNote] { change.set(field, nil) }
            change.set(.at, made)
            return try change.finish()
        }
    }
}
