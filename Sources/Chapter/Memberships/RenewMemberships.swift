import GRDB

/// Renews the memberships of many people in one transaction, each for one more period of its kind.
///
/// Who cannot be renewed is passed over and counted. `UndoRenewals` takes all of it back at once.
public struct RenewMemberships: Act {
    /// Who is meant.
    public enum People: Sendable {
        /// These.
        case these([MemberID])
        /// Everybody in a list; its page and limit do not matter.
        case all(MemberList)
        /// Everybody whose membership runs out soon, or has lately.
        case due(DueMemberships.Part)
    }

    /// Why somebody was passed over.
    public enum PassedOver: String, CaseIterable, Hashable, Sendable {
        /// They have no membership that is kept in periods.
        case none
        /// Their next period is there already.
        case renewed
        /// Their membership has no end.
        case endless
        /// Their kind of membership is retired.
        case retired
        /// They ended it themselves, or it was ended.
        case ended
    }

    /// What it did.
    public struct Renewed: Hashable, Sendable {
        /// What `UndoRenewals` takes; nil where nothing changed.
        public let id: Int64?
        /// How many memberships were renewed.
        public let renewed: Int
        /// How many were passed over, and why.
        public let passedOver: [PassedOver: Int]
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Who is meant.
    public var people: People
    /// The reason, for the history.
    public var why: String?

    /// So many people are read at once.
    private static let stride = 500

    /// One more period for everybody who is meant.
    public init(_ people: People, why: String? = nil) {
        self.people = people
        self.why = why
    }

    /// Renews whatever can be renewed.
    public func perform(in context: ActContext) throws -> Result<Renewed, Refusal> {
        try refusing {
            let why = try checkedWhy(why).get()
            let today = try chapterDay(context.db, at: context.now)
            let ids = try people.ids(in: context.db, for: context.viewer, on: today)
            guard !ids.isEmpty else { throw Refusal.invalid("people", "Nobody is chosen.") }
            var types: [Int64: MembershipType] = [:]
            let kinds = try Int64.fetchAll(context.db, sql: "SELECT id FROM membership_type")
            for id in kinds { types[id] = try MembershipType.find(id, in: context.db) }
            let first = try context.db.nextHistory()
            var (renewed, passedOver) = (0, [PassedOver: Int]())
            for start in Swift.stride(from: 0, to: ids.count, by: Self.stride) {
                let some = Array(ids[start..<min(start + Self.stride, ids.count)])
                let periods = try MembershipPeriod.fetch(context.db, of: some)
                for person in try StoredPerson.fetch(context.db, some) {
                    var change = MembershipChange(
                        of: person, periods[person.id] ?? [], by: "RenewMemberships", why: why,
                        on: today, in: context)
                    if let reason = change.isPassedOver(types) {
                        passedOver[reason, default: 0] += 1
                    } else if let latest = change.latest, let type = types[latest.type] {
                        try change.add(try change.renewed(as: type))
                        _ = try change.finish()
                        renewed += 1
                    }
                }
            }
            return Renewed(
                id: try context.db.writeBulkChange(from: first, at: context.now),
                renewed: renewed, passedOver: passedOver)
        }
    }
}

extension MembershipChange {
    /// Why a renewal of many leaves this person alone; nil if it does not.
    fileprivate func isPassedOver(_ types: [Int64: MembershipType])
        -> RenewMemberships.PassedOver?
    {
        guard let latest else { return RenewMemberships.PassedOver.none }
        if latest.lastDay == .last { return .endless }
        if latest.startsOn > today { return .renewed }
        if latest.endedOn != nil { return .ended }
        return types[latest.type]?.isRetired == true ? .retired : nil
    }
}

extension RenewMemberships.People {
    /// Who is meant.
    fileprivate func ids(in db: Database, for viewer: Viewer, on today: CalendarDay) throws
        -> [MemberID]
    {
        switch self {
        case .these(let ids): return try LabelPeople.People.these(ids).ids(in: db, for: viewer)
        case .all(let list): return try LabelPeople.People.all(list).ids(in: db, for: viewer)
        case .due(let part):
            return try part.ids(in: db, on: today)
        }
    }
}
