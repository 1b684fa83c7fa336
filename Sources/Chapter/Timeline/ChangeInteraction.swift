/// Changes what was written down of a note, a call, a visit or a letter.
public struct ChangeInteraction: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// All of it, as it is to be.
    public var content: InteractionContent

    /// Something that was done, told anew.
    public init(_ id: Int64, expectedVersion: Int?, to content: InteractionContent) {
        self.id = id
        self.expectedVersion = expectedVersion
        self.content = content
    }

    /// Changes it and gives its version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let stored = try context.interaction(id, .entry, expected: expectedVersion)
            try context.refuseHiding(stored, isPrivate: content.isPrivate)
            let values = try content.checked(in: context, before: stored.moment)
            var change = InteractionChange(
                of: stored, by: "ChangeInteraction", isPrivate: content.isPrivate, in: context)
            change.take(values)
            return try change.finish()
        }
    }
}

extension ActContext {
    /// Nobody hides from others what somebody else wrote: it would be hidden from themselves too.
    func refuseHiding(_ stored: StoredInteraction, isPrivate: Bool) throws {
        guard isPrivate, stored.maker != viewer.actor else { return }
        throw Refusal.invalid("isPrivate", "Only whoever wrote this can make it private.")
    }
}
