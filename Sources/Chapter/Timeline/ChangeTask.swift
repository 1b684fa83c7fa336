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
            return try context.change(stored, to: content, by: "ChangeTask")
        }
    }
}

extension ActContext {
    /// Makes a task as it is told now, and gives its version.
    func change(_ stored: StoredInteraction, to content: TaskContent, by act: String) throws -> Int
    {
        try refuseHiding(stored, isPrivate: content.isPrivate)
        // Who has lost the role since keeps the task until it is given to somebody else.
        var asked = content
        if asked.assignee == stored.assignee, !asked.isPrivate { asked.assignee = nil }
        var values = try asked.checked(in: self, maker: stored.maker)
        values[.assignee] = content.assignee
        var change = InteractionChange(
            of: stored, by: act, isPrivate: content.isPrivate, in: self)
        change.take(values)
        return try change.finish()
    }
}
