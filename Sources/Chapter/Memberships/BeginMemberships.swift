public import Federation
public import GRDB

/// Begins a membership of one kind for many people in one transaction.
///
/// Whoever has one already is passed over and counted, and so is everybody whom it would not make a
/// member: nobody's membership ends by beginning one for many. `UndoRenewals` takes all of it back.
public struct BeginMemberships: Act {
    /// On which day the memberships begin.
    public enum Start: Hashable, Sendable {
        /// On this day for all, as 2026-05-01; nil is today.
        case on(String?)
        /// On each one's day of joining; the period runs as if it had been renewed ever since.
        case joined
    }

    /// Why somebody was passed over.
    public enum PassedOver: String, CaseIterable, Hashable, Sendable {
        /// They have a membership that counts, or one on the same days.
        case has
        /// It is an organization or a household.
        case notPerson
        /// The day of joining says nothing of who is no member now.
        case notMember
        /// Their day of joining is not known, or is to come.
        case noDay
        /// The period would be over already.
        case over
    }

    /// What it did.
    public struct Begun: Hashable, Sendable {
        /// What `UndoRenewals` takes; nil where nothing changed.
        public let id: Int64?
        /// How many memberships began.
        public let begun: Int
        /// How many were passed over, and why.
        public let passedOver: [PassedOver: Int]
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Who is meant.
    public var people: LabelPeople.People
    /// The kind.
    public var type: Int64
    /// When.
    public var start: Start
    /// The reason, for the history.
    public var why: String?

    /// A membership of a kind for everybody who is meant.
    public init(_ people: LabelPeople.People, _ type: Int64, _ start: Start, why: String? = nil) {
        self.people = people
        self.type = type
        self.start = start
        self.why = why
    }

    /// Begins whatever can be begun.
    public func perform(in context: ActContext) throws -> Result<Begun, Refusal> {
        try refusing {
            let why = try checkedWhy(why).get()
            let today = try chapterDay(context.db, at: context.now)
            let plan = try plan(in: context.db, on: today)
            let first = try context.db.nextHistory()
            var (begun, passedOver) = (0, [PassedOver: Int]())
            let ids = try people.ids(in: context.db, for: context.viewer)
            try eachMembership(of: ids, in: context.db) { person, periods in
                switch plan.decision(for: person, periods) {
                case .failure(let reason): passedOver[reason.why, default: 0] += 1
                case .success(let period):
                    var change = MembershipChange(
                        of: person, periods, by: "BeginMemberships", why: why, on: today,
                        in: context)
                    try change.add(period)
                    _ = try change.finish()
                    begun += 1
                }
            }
            return Begun(
                id: try context.db.writeBulkChange(from: first, at: context.now), begun: begun,
                passedOver: passedOver)
        }
    }

    /// What it would do, for whoever may do it; nothing is written.
    public func preview(in db: Database, for viewer: Viewer, at now: Timestamp) throws -> Result<
        MembershipsPreview, Refusal
    > {
        guard viewer.may(Self.permission) else { return .failure(.notAllowed(Self.permission)) }
        return try refusing {
            let plan = try plan(in: db, on: try chapterDay(db, at: now))
            var preview = MembershipsPreview()
            try eachMembership(of: try people.ids(in: db, for: viewer), in: db) { person, periods in
                switch plan.decision(for: person, periods) {
                case .success: preview.people += 1
                case .failure(let reason): preview.leaveOut(person, reason.why.rawValue)
                }
            }
            return preview
        }
    }

    private func plan(in db: Database, on today: CalendarDay) throws -> BulkBeginning {
        let type = try usable(type, in: db)
        switch start {
        case .joined: return BulkBeginning(type: type, starts: nil, today: today)
        case .on(let day):
            let starts = try enteredDay(
                day, "startsOn", until: MembershipLimits.latest(from: today))
            return BulkBeginning(type: type, starts: starts ?? today, today: today)
        }
    }
}

/// Which period each of many people would get.
struct BulkBeginning {
    /// Why somebody gets none.
    struct Left: Error {
        let why: BeginMemberships.PassedOver
    }

    let type: MembershipType
    /// The first day for all; nil is each one's day of joining.
    let starts: CalendarDay?
    let today: CalendarDay

    /// The period of one person, or why there is none.
    func decision(for person: StoredPerson, _ periods: [MembershipPeriod]) -> Result<
        MembershipPeriod, Left
    > {
        func left(_ why: BeginMemberships.PassedOver) -> Result<MembershipPeriod, Left> {
            .failure(Left(why: why))
        }
        guard person.values[.kind] == "person" else { return left(.notPerson) }
        guard !periods.contains(where: { !$0.isVoid && $0.countsUntil >= today }) else {
            return left(.has)
        }
        if starts == nil, person.values[.status] != "member" { return left(.notMember) }
        guard let first = starts ?? person.joinedOn.flatMap({ $0 <= today ? $0 : nil }) else {
            return left(.noDay)
        }
        var period = MembershipPeriod(
            type: type.id, kind: type.plan.name, startsOn: first, runsUntil: last(from: first))
        period.graceDays = type.plan.graceDays
        period.memberSince = person.memberSince(before: first, periods)
        guard period.countsUntil >= today else { return left(.over) }
        return periods.contains { $0.overlaps(period) } ? left(.has) : .success(period)
    }

    /// The last day; from a day of joining on, of the term in which today is.
    private func last(from first: CalendarDay) -> CalendarDay? {
        guard var last = type.plan.term.last(from: first) else { return nil }
        guard starts == nil else { return last }
        while last < today {
            guard let next = type.plan.term.last(from: last.plus(days: 1), anchor: first.day)
            else { return nil }
            last = next
        }
        return last
    }
}
