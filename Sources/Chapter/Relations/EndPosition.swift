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
            let person = try context.contactToChange(member)
            let old = try StoredPosition.find(id, of: member, in: context.db)
            let today = try DaySpan.today(in: context.db, at: context.now)
            guard !old.span.isOver(on: today) else {
                throw Refusal(.conflict, "This position has ended already.")
            }
            let last = [today.description, old.startsOn].compactMap { $0 }.max()
            let entered = try EnteredTie(
                startsOn: old.startsOn, endsOn: on ?? last, note: nil, what: "A position")
            var new = old
            new.endsOn = entered.endsOn ?? today.description
            var change = PersonChange(of: person, by: "EndPosition", in: context)
            try change.hold(old, to: new)
            return TieChanged(id: id, version: try change.finish())
        }
    }
}
