import GRDB

/// What a contact is to others for a time: a relation or a position.
protocol StoredTie {
    /// What begins a sentence about its days: “A relation”.
    static var what: String { get }
    /// Says that it has ended already.
    static var hasEnded: Refusal { get }

    /// The first day, if it is known.
    var startsOn: String? { get }
    /// The last day; nil while it goes on.
    var endsOn: String? { get set }

    /// Finds one of a contact; what is not there, or not the contact's, is refused.
    static func find(_ id: Int64, of member: MemberID, in db: Database) throws -> Self
    /// Writes it over the one that is there, or removes that; both ends have it in their history.
    static func put(_ new: Self?, over old: Self, in change: inout PersonChange) throws
}

extension StoredTie {
    /// When it holds.
    var span: DaySpan { DaySpan(stored: startsOn, endsOn) }

    /// Ends one; nil is today.
    static func end(
        _ id: Int64, of member: MemberID, on day: String?, by act: String, in context: ActContext
    ) throws -> TieChanged {
        let person = try context.contactToChange(member)
        let old = try find(id, of: member, in: context.db)
        let today = try DaySpan.today(in: context.db, at: context.now)
        guard !old.span.isOver(on: today) else { throw hasEnded }
        // What begins later never was; it is ended on the day of its beginning.
        let last = [today.description, old.startsOn].compactMap { $0 }.max()
        let entered = try EnteredTie(
            startsOn: old.startsOn, endsOn: day ?? last, note: nil, what: what)
        var new = old
        new.endsOn = entered.endsOn ?? today.description
        var change = PersonChange(of: person, by: act, in: context)
        try put(new, over: old, in: &change)
        return TieChanged(id: id, version: try change.finish())
    }

    /// Removes one that was a mistake.
    static func remove(
        _ id: Int64, of member: MemberID, by act: String, in context: ActContext
    ) throws -> TieChanged {
        let person = try context.contactToChange(member)
        let old = try find(id, of: member, in: context.db)
        var change = PersonChange(of: person, by: act, in: context)
        try put(nil, over: old, in: &change)
        return TieChanged(id: id, version: try change.finish())
    }
}

extension StoredRelation: StoredTie {
    static let what = "A relation"
    static let hasEnded = Refusal(.conflict, "This relation has ended already.")

    static func put(
        _ new: StoredRelation?, over old: StoredRelation, in change: inout PersonChange
    ) throws {
        try change.relate(old, to: new)
    }
}

extension StoredPosition: StoredTie {
    static let what = "A position"
    static let hasEnded = Refusal(.conflict, "This position has ended already.")

    static func put(
        _ new: StoredPosition?, over old: StoredPosition, in change: inout PersonChange
    ) throws {
        try change.hold(old, to: new)
    }
}
