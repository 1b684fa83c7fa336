import Federation

/// Says that a task is done, and how it went.
public struct FinishTask: Act {
    /// Whoever sees people asks; it is their own task, or they may change people.
    public static let permission = Permission.seePeople

    /// Which.
    public var id: Int64
    /// How it went, or nothing.
    public var note: String

    /// A task that is done.
    public init(_ id: Int64, note: String = "") {
        self.id = id
        self.note = note
    }

    /// Finishes the task and gives its version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let stored = try context.taskToTick(id)
            guard !stored.isDone else {
                let name = try actorName(context.db, stored[.doneBy] ?? "")
                throw Refusal(.conflict, "\(name) has done this task already.")
            }
            let note = try EnteredText.text(note, "note", limit: 500).get()
            var change = InteractionChange(of: stored, by: "FinishTask", in: context)
            change.set(.doneAt, context.now.milliseconds)
            change.set(.doneBy, context.viewer.actor)
            change.set(.doneNote, note)
            change.set(.at, context.now.milliseconds)
            return try change.finish()
        }
    }
}

extension ActContext {
    /// The task, if it is the viewer's own or they may change people.
    func taskToTick(_ id: Int64) throws -> StoredInteraction {
        let stored = try interaction(id, .task)
        let isOwn = viewer.memberID != nil && stored.assignee == viewer.memberID
        guard isOwn || viewer.may(.managePeople) else { throw Refusal.notAllowed(.managePeople) }
        return stored
    }
}
