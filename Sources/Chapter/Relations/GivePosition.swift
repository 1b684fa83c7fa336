import GRDB

/// Gives a contact a position, at an organization or for the chapter.
///
/// A position says what somebody is; it gives no rights. A contact can hold several at once.
public struct GivePosition: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Who holds it.
    public var member: MemberID
    /// What it is called, such as steward.
    public var title: String
    /// The organization at which it is held; nil for the chapter.
    public var organization: MemberID?
    /// The first day, as 2026-05-01; nil where it is not known.
    public var startsOn: String?
    /// The last day; nil while it goes on.
    public var endsOn: String?
    /// What else is to be said of it.
    public var note: String?

    /// A position of a contact.
    public init(
        _ member: MemberID, _ title: String, at organization: MemberID? = nil,
        startsOn: String? = nil, endsOn: String? = nil, note: String? = nil
    ) {
        self.member = member
        self.title = title
        self.organization = organization
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
    }

    /// Gives it.
    public func perform(in context: ActContext) throws -> Result<TieChanged, Refusal> {
        try refusing {
            let person = try context.contactToChange(member)
            let entered = try EnteredTie(
                startsOn: startsOn, endsOn: endsOn, note: note, what: StoredPosition.what)
            let position = StoredPosition(
                member: member, title: try checkedTitle(title), organization: organization,
                startsOn: entered.startsOn, endsOn: entered.endsOn, note: entered.note)
            try position.check(in: context)
            var change = PersonChange(of: person, by: "GivePosition", in: context)
            try change.hold(nil, to: position)
            let id = try Int64.fetchOne(context.db, sql: "SELECT max(id) FROM position") ?? 0
            return TieChanged(id: id, version: try change.finish())
        }
    }
}
