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
            let person = try context.contactToChange(member)
            let old = try StoredRelation.find(id, of: member, in: context.db)
            let today = try DaySpan.today(in: context.db, at: context.now)
            guard !old.span.isOver(on: today) else {
                throw Refusal(.conflict, "This relation has ended already.")
            }
            // What begins later never was; it is ended on the day of its beginning.
            let last = [today.description, old.startsOn].compactMap { $0 }.max()
            let entered = try EnteredTie(
                startsOn: old.startsOn, endsOn: on ?? last, note: nil, what: "A relation")
            var new = old
            new.endsOn = entered.endsOn ?? today.description
            var change = PersonChange(of: person, by: "EndRelation", in: context)
            try change.relate(old, to: new)
            return TieChanged(id: id, version: try change.finish())
        }
    }
}
