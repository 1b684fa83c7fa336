/// Writes down what was done with contacts: a note, a call, a visit, a letter.
///
/// What is still to be done of it becomes a task in the same transaction.
public struct RecordInteraction: Act {
    /// What was written down.
    public struct Recorded: Hashable, Sendable {
        /// The entry.
        public let id: Int64
        /// The task that comes of it, if one does.
        public let task: Int64?
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What it was.
    public var content: InteractionContent
    /// What is to be done now; nil for nothing.
    public var followUp: FollowUp?

    /// Something that was done, and what comes of it.
    public init(_ content: InteractionContent, followUp: FollowUp? = nil) {
        self.content = content
        self.followUp = followUp
    }

    /// Writes it down.
    public func perform(in context: ActContext) throws -> Result<Recorded, Refusal> {
        try refusing {
            let id = try content.checked(in: context).insert(by: "RecordInteraction", in: context)
            let task = try followUp?.add(after: id, content, in: context)
            return Recorded(id: id, task: task)
        }
    }
}
