/// Changes the kind, the dates or the note of a relation; both contacts have it in their history.
public struct ChangeRelation: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// Whose record one looks at: one of its two ends.
    public var member: MemberID
    /// The kind of relation; nil leaves it as it is.
    public var type: Int64?
    /// Which way it reads from there; nil leaves it as it is.
    public var direction: RelationDirection?
    /// The first day; empty where it is not known.
    public var startsOn: String
    /// The last day; empty while it goes on.
    public var endsOn: String
    /// The note; empty for none.
    public var note: String
    /// What the editor saw; nil overwrites whatever is there.
    public var seen: TieSeen?

    /// A relation, seen from one of its ends, as it is from now on.
    public init(
        _ id: Int64, of member: MemberID, _ type: Int64? = nil,
        _ direction: RelationDirection? = nil, startsOn: String = "", endsOn: String = "",
        note: String = "", seen: TieSeen? = nil
    ) {
        self.id = id
        self.member = member
        self.type = type
        self.direction = direction
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
        self.seen = seen
    }

    /// Changes it.
    public func perform(in context: ActContext) throws -> Result<TieChanged, Refusal> {
        try refusing {
            let person = try context.contactToChange(member)
            let old = try StoredRelation.find(id, of: member, in: context.db)
            if let seen {
                let before = try RelationType.find(old.typeID, in: context.db)
                let now = TieSeen(old, before, of: member)
                try seen.check(now, against: wanted(over: now, old), of: .relation, in: context.db)
            }
            let kind = try RelationType.find(type ?? old.typeID, in: context.db)
            guard !kind.isRetired || kind.id == old.typeID else {
                throw Refusal.invalid(
                    "type", "“\(kind.forward)” is no longer used. Choose another relation.")
            }
            let entered = try EnteredTie(
                startsOn: startsOn, endsOn: endsOn, note: note, what: StoredRelation.what)
            let other = old.other(than: member)
            let isForward = direction.map { $0 == .forward } ?? (old.from == member)
            let new = StoredRelation(
                id: id, typeID: kind.id, from: isForward ? member : other,
                to: isForward ? other : member, startsOn: entered.startsOn,
                endsOn: entered.endsOn, note: entered.note
            ).ordered(kind)
            guard new != old else { return TieChanged(id: id, version: person.version) }
            try RelationRules(in: context).check(new, kind)
            var change = PersonChange(of: person, by: "ChangeRelation", in: context)
            try change.relate(old, to: new)
            return TieChanged(id: id, version: try change.finish())
        }
    }

    /// It as the editor wants it, in the shape of what was seen.
    private func wanted(over now: TieSeen, _ old: StoredRelation) -> TieSeen {
        let isForward = direction.map { $0 == .forward } ?? now.what.hasSuffix(">")
        return TieSeen(
            TieSeen.relation(type ?? old.typeID, isForward ? .forward : .backward),
            startsOn: startsOn, endsOn: endsOn, note: note)
    }
}
