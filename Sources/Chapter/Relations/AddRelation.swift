import GRDB

/// Where a change of a relation or a position has left the contact at which somebody looked.
public struct TieChanged: Hashable, Sendable {
    /// The relation or the position.
    public let id: Int64
    /// The contact's new version; `TakeBack` takes it.
    public let version: Int
}

/// Adds a relation between two contacts; both have it in their history.
public struct AddRelation: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose record one looks at.
    public var member: MemberID
    /// The kind of relation.
    public var type: Int64
    /// Which way it reads from there: forward is “works at”, backward “employs”.
    public var direction: RelationDirection
    /// The other contact.
    public var other: MemberID
    /// The first day, as 2026-05-01; nil where it is not known.
    public var startsOn: String?
    /// The last day; nil while it goes on.
    public var endsOn: String?
    /// What else is to be said of it.
    public var note: String?

    /// A relation as it reads from one contact.
    public init(
        _ member: MemberID, _ type: Int64, _ direction: RelationDirection = .forward,
        _ other: MemberID, startsOn: String? = nil, endsOn: String? = nil, note: String? = nil
    ) {
        self.member = member
        self.type = type
        self.direction = direction
        self.other = other
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
    }

    /// Adds it.
    public func perform(in context: ActContext) throws -> Result<TieChanged, Refusal> {
        try refusing {
            let person = try context.contactToChange(member)
            let kind = try RelationType.find(type, in: context.db)
            guard !kind.isRetired else {
                throw Refusal.invalid(
                    "type", "“\(kind.forward)” is no longer used. Choose another relation.")
            }
            let entered = try EnteredTie(
                startsOn: startsOn, endsOn: endsOn, note: note, what: StoredRelation.what)
            let relation = StoredRelation(
                typeID: type, from: direction == .forward ? member : other,
                to: direction == .forward ? other : member, startsOn: entered.startsOn,
                endsOn: entered.endsOn, note: entered.note
            ).ordered(kind)
            try RelationRules(in: context).check(relation, kind)
            var change = PersonChange(of: person, by: "AddRelation", in: context)
            try change.relate(nil, to: relation)
            let id = try Int64.fetchOne(context.db, sql: "SELECT max(id) FROM relation") ?? 0
            return TieChanged(id: id, version: try change.finish())
        }
    }
}

extension ActContext {
    /// A contact of any kind whose record is about to change.
    func contactToChange(_ member: MemberID) throws -> StoredPerson {
        guard let person = try StoredPerson.fetch(db, member) else {
            throw Refusal.notFound("contact")
        }
        return person
    }
}
