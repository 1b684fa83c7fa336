/// Changes the title, the place, the dates or the note of a position.
public struct ChangePosition: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// Whose record one looks at: who holds it, or the organization.
    public var member: MemberID
    /// What it is called.
    public var title: String
    /// The organization at which it is held; nil for the chapter.
    public var organization: MemberID?
    /// The first day; empty where it is not known.
    public var startsOn: String
    /// The last day; empty while it goes on.
    public var endsOn: String
    /// The note; empty for none.
    public var note: String
    /// What the editor saw; nil overwrites whatever is there.
    public var seen: TieSeen?

    /// A position as it is from now on.
    public init(
        _ id: Int64, of member: MemberID, _ title: String, at organization: MemberID? = nil,
        startsOn: String = "", endsOn: String = "", note: String = "", seen: TieSeen? = nil
    ) {
        self.id = id
        self.member = member
        self.title = title
        self.organization = organization
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
        self.seen = seen
    }

    /// Changes it.
    public func perform(in context: ActContext) throws -> Result<TieChanged, Refusal> {
        try refusing {
            let person = try context.contactToChange(member)
            let old = try StoredPosition.find(id, of: member, in: context.db)
            let wanted = TieSeen(
                title, at: organization, startsOn: startsOn, endsOn: endsOn, note: note)
            try seen?.check(TieSeen(old), against: wanted, of: .position, in: context.db)
            let entered = try EnteredTie(
                startsOn: startsOn, endsOn: endsOn, note: note, what: StoredPosition.what)
            let new = StoredPosition(
                id: id, member: old.member, title: try checkedTitle(title),
                organization: organization, startsOn: entered.startsOn, endsOn: entered.endsOn,
                note: entered.note)
            guard new != old else { return TieChanged(id: id, version: person.version) }
            try new.check(in: context)
            var change = PersonChange(of: person, by: "ChangePosition", in: context)
            try change.hold(old, to: new)
            return TieChanged(id: id, version: try change.finish())
        }
    }
}
