/// Changes what a task says, whom it concerns, until when it is and whose it is.
public struct ChangeTask: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// All of it, as it is to be.
    public var content: TaskContent

    /// A task, told anew.
    public init(_ id: Int64, expectedVersion: Int?, to content: TaskContent) {
        self.id = id
        self.expectedVersion = expectedVersion
        self.content = content
    }

    /// Changes the task and gives its version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let stored = try context.interaction(id, .task, expected: expectedVersion)
            try context.refuseHiding(stored, isPrivate: content.isPrivate)
            // Who has lost the role since keeps the task until it is given to somebody else.
            var asked = content
            if asked.assignee == stored.assignee, !asked.isPrivate { asked.assignee = nil }
            var values = try asked.checked(in: context, maker: stored.maker)
            values[.assignee] = content.assignee
            var change = InteractionChange(
                of: stored, by: "ChangeTask", isPrivate: content.isPrivate, in: context)
            change.take(values)
            return try change.finish()
        }
    }
}
