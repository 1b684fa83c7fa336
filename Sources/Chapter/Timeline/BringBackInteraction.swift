/// Brings back an entry or a task that was removed.
public struct BringBackInteraction: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64

    /// Something that was removed.
    public init(_ id: Int64) { self.id = id }

    /// Brings it back and gives its version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let stored = try context.interaction(id, nil, removedToo: true)
            guard stored.isRemoved else {
                throw Refusal(.conflict, "This is there; nothing was removed.")
            }
            var change = InteractionChange(of: stored, by: "BringBackInteraction", in: context)
            change.set(.removedAt, nil)
            change.set(.removedBy, nil)
            return try change.finish()
        }
    }
}
