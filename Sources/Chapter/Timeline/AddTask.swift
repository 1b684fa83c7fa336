/// Adds something to do, on contacts and on other things.
public struct AddTask: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What is to be done.
    public var content: TaskContent

    /// Something to do.
    public init(_ content: TaskContent) { self.content = content }

    /// Adds the task and gives its id.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            try content.checked(in: context, maker: context.viewer.actor)
                .insert(by: "AddTask", in: context)
        }
    }
}
