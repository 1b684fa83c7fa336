import Federation

/// Takes an entry or a task off every list; it keeps its place and can be brought back.
public struct RemoveInteraction: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64

    /// Something that was written down.
    public init(_ id: Int64) { self.id = id }

    /// Removes it and gives its version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let stored = try context.interaction(id, nil)
            var change = InteractionChange(of: stored, by: "RemoveInteraction", in: context)
            change.set(.removedAt, context.now.milliseconds)
            change.set(.removedBy, context.viewer.actor)
            return try change.finish()
        }
    }
}
