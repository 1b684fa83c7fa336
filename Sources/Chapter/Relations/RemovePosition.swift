/// Removes a position that was a mistake; the history keeps it.
public struct RemovePosition: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// Whose record one looks at: who holds it, or the organization.
    public var member: MemberID

    /// A position that was a mistake.
    public init(_ id: Int64, of member: MemberID) {
        self.id = id
        self.member = member
    }

    /// Removes it.
    public func perform(in context: ActContext) throws -> Result<TieChanged, Refusal> {
        try refusing {
            try StoredPosition.remove(id, of: member, by: "RemovePosition", in: context)
        }
    }
}
