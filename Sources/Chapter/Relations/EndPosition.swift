import Federation

/// Says that a position is no longer held; it stays among those that have ended.
public struct EndPosition: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// Whose record one looks at: who holds it, or the organization.
    public var member: MemberID
    /// The last day; nil is today.
    public var on: String?

    /// A position that is over.
    public init(_ id: Int64, of member: MemberID, on: String? = nil) {
        self.id = id
        self.member = member
        self.on = on
    }

    /// Ends it.
    public func perform(in context: ActContext) throws -> Result<TieChanged, Refusal> {
        try refusing {
            try StoredPosition.end(id, of: member, on: on, by: "EndPosition", in: context)
        }
    }
}
