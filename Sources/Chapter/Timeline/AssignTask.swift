/// Gives a task to somebody who sees people, or to nobody yet.
public struct AssignTask: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// To whom; nil to nobody.
    public var assignee: MemberID?

    /// A task and whose it becomes.
    public init(_ id: Int64, to assignee: MemberID?) {
        self.id = id
        self.assignee = assignee
    }

    /// Gives it away and gives its version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let stored = try context.interaction(id, .task)
            guard !stored.isDone else {
                throw Refusal(.conflict, "This task is done. Open it again to give it to somebody.")
            }
            try checkAssignee(
                assignee, isPrivate: stored.isPrivate, maker: stored.maker, in: context.db)
            var change = InteractionChange(of: stored, by: "AssignTask", in: context)
            change.set(.assignee, assignee)
            return try change.finish()
        }
    }
}
