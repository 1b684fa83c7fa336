import Federation

/// Says that a relation is over; it stays on both records among those that have ended.
public struct EndRelation: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// Whose record one looks at: one of its two ends.
    public var member: MemberID
    /// The last day; nil is today.
    public var on: String?

    /// A relation that is over.
    public init(_ id: Int64, of member: MemberID, on: String? = nil) {
        self.id = id
        self.member = member
        self.on = on
    }

    /// Ends it.
    public func perform(in context: ActContext) throws -> Result<TieChanged, Refusal> {
        try refusing {
            try StoredRelation.end(id, of: member, on: on, by: "EndRelation", in: context)
        }
    }
}
