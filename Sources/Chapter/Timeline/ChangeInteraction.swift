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
            return try context.change(stored, to: content, by: "ChangeInteraction")
        }
    }
}

extension ActContext {
    /// Makes something that was done as it is told now, and gives its version.
    func change(_ stored: StoredInteraction, to content: InteractionContent, by act: String) throws
        -> Int
    {
        try refuseHiding(stored, isPrivate: content.isPrivate)
        let values = try content.checked(in: self, before: stored.moment)
        var change = InteractionChange(
            of: stored, by: act, isPrivate: content.isPrivate, in: self)
        change.take(values)
        return try change.finish()
    }

    /// Nobody hides from others what somebody else wrote: it would be hidden from themselves too.
    func refuseHiding(_ stored: StoredInteraction, isPrivate: Bool) throws {
        guard isPrivate, stored.maker != viewer.actor else { return }
        throw Refusal.invalid("isPrivate", "Only whoever wrote this can make it private.")
    }
}
