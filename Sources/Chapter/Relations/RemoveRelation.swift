/// Removes a relation that was a mistake; both contacts keep it in their history.
public struct RemoveRelation: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// Whose record one looks at: one of its two ends.
    public var member: MemberID

    /// A relation that was a mistake.
    public init(_ id: Int64, of member: MemberID) {
        self.id = id
        self.member = member
    }

    /// Removes it.
    public func perform(in context: ActContext) throws -> Result<TieChanged, Refusal> {
        try refusing {
            try StoredRelation.remove(id, of: member, by: "RemoveRelation", in: context)
        }
    }
}
