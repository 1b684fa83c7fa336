public import Federation
public import GRDB

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
            let types = try MembershipType.byID(in: context.db)
            let first = try context.db.nextHistory()
            var (renewed, passedOver) = (0, [PassedOver: Int]())
            try eachMembership(of: ids, in: context.db) { person, periods in
                if let reason = PassedOver(periods, types, on: today) {
                    passedOver[reason, default: 0] += 1
                } else if let latest = periods.latest, let type = types[latest.type] {
                    var change = MembershipChange(
                        of: person, periods, by: "RenewMemberships", why: why, on: today,
                        in: context)
                    try change.add(try change.renewed(as: type))
                    _ = try change.finish()
                    renewed += 1
                }
            }
            return Renewed(
                id: try context.db.writeBulkChange(from: first, at: context.now),
                renewed: renewed, passedOver: passedOver)
        }
    }
}

extension RenewMemberships {
    /// What it would do, for whoever may do it; nothing is written.
    public func preview(in db: Database, for viewer: Viewer, at now: Timestamp) throws -> Result<
        MembershipsPreview, Refusal
    > {
        guard viewer.may(Self.permission) else { return .failure(.notAllowed(Self.permission)) }
        return try refusing {
            let today = try chapterDay(db, at: now)
            let types = try MembershipType.byID(in: db)
            let ids = try people.ids(in: db, for: viewer, on: today)
            var preview = MembershipsPreview()
            try eachMembership(of: ids, in: db) { person, periods in
                if let reason = PassedOver(periods, types, on: today) {
                    preview.leaveOut(person, reason.rawValue)
                } else {
                    preview.people += 1
                }
            }
            return preview
        }
    }
}

extension RenewMemberships.PassedOver {
    /// Why a renewal of many leaves a person with these periods alone; nil if it does not.
    fileprivate init?(
        _ periods: [MembershipPeriod], _ types: [Int64: MembershipType], on today: CalendarDay
    ) {
        guard let latest = periods.latest else {
            self = RenewMemberships.PassedOver.none
            return
        }
        if latest.lastDay == .last {
            self = .endless
        } else if latest.startsOn > today || periods.beginAgain(on: today) {
            self = .renewed
        } else if latest.endedOn != nil {
            self = .ended
        } else if types[latest.type]?.isRetired == true {
            self = .retired
        } else {
            return nil
        }
    }
}

extension [MembershipPeriod] {
    /// Whether one begins on a day after another had run out: somebody who had lapsed was renewed.
    ///
    /// Whoever joined or changed their kind that day has none before it that ran out.
    fileprivate func beginAgain(on day: CalendarDay) -> Bool {
        latest?.startsOn == day && contains { $0.endedOn == nil && $0.lastDay < day }
    }
}

extension MembershipType {
    /// All kinds by their numbers.
    fileprivate static func byID(in db: Database) throws -> [Int64: MembershipType] {
        var types: [Int64: MembershipType] = [:]
        for id in try Int64.fetchAll(db, sql: "SELECT id FROM membership_type") {
            types[id] = try find(id, in: db)
        }
        return types
    }
}

extension RenewMemberships.People {
    /// The same people.
    public init(_ people: LabelPeople.People) {
        switch people {
        case .these(let ids): self = .these(ids)
        case .all(let list): self = .all(list)
        }
    }

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
