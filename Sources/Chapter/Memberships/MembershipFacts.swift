public import Federation
public import GRDB

/// How a person's membership stands today, for the person and for who may see people.
public struct MembershipFacts: Hashable, Sendable {
    /// One period.
    public struct Period: Hashable, Sendable {
        /// What `CorrectPeriod` takes.
        public let id: Int64
        /// The kind of membership.
        public let kind: String
        /// The first day, as 2026-05-01.
        public let startsOn: String
        /// The last day as it was agreed; nil without an end.
        public let runsUntil: String?
        /// The last day on which it runs; nil without an end.
        public let lastDay: String?
        /// The last day on which it counts; nil without an end.
        public let countsUntil: String?
        /// Since when the person had been a member without a break before it.
        public let memberSince: String?
        /// The first day on which it no longer counts, if it ended early.
        public let endedOn: String?
        /// Why it ended early.
        public let whyEnded: String?
        /// To which other chapter the person moved then.
        public let movedTo: String?
        /// Which certificate of another chapter says since when they had been a member.
        public let vouchedBy: String?
        /// How it stands today.
        public let state: MembershipState
    }

    /// Whether it is a person; nobody else can be a member.
    public let isPerson: Bool
    /// Whether they are a member today.
    public let isMember: Bool
    /// How the membership stands; nil where no periods are kept.
    public let state: MembershipState?
    /// The kind of membership that they have, or had last.
    public let kind: String?
    /// The kind's number.
    public let type: Int64?
    /// Since when they are a member without a break; nil for nobody's member.
    public let since: String?
    /// For how many days they have been a member in all; nil where nobody knows.
    public let days: Int?
    /// The last day until which it runs, renewals included; nil without an end or periods.
    public let runsUntil: String?
    /// The last day until which it counts; nil without an end or periods.
    public let countsUntil: String?
    /// The periods, the latest first.
    public let periods: [Period]
    /// Whether they are in good standing, and why or why not.
    public let standing: GoodStanding
    /// When a renewal today would begin; nil where there is nothing to renew.
    public let renewsOn: String?
    /// Today, as 2026-05-01, where the chapter is.
    public let today: String

    /// Reads it for a viewer who may see it.
    public static func read(
        _ member: MemberID, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<MembershipFacts, Refusal> {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let today = try chapterDay(db, at: now)
        let begun = begunSQL(try chapterDays(db, for: today))
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT kind, joined_on, ended_on, status, \(begun) AS begun FROM member
                WHERE id = ?
                """, arguments: [member])
        guard let row, let standing = try GoodStanding.read([member], on: today, in: db)[member]
        else { return .failure(.notFound("person")) }
        let periods = try MembershipPeriod.fetch(db, of: member)
        return .success(MembershipFacts(row, periods, standing, on: today))
    }

    private init(
        _ row: Row, _ periods: [MembershipPeriod], _ standing: GoodStanding, on today: CalendarDay
    ) {
        isPerson = row["kind"] == "person"
        self.standing = standing
        self.today = today.description
        let time = MembershipTime(periods)
        state = time.state(on: today)
        let latest =
            periods.last { $0.counts(on: today) }
            ?? periods.max { $0.countsUntil < $1.countsUntil }
        kind = latest?.kind
        type = latest?.type
        isMember = standing.lines.first?.isMet ?? false
        let end = periods.filter { !$0.isVoid }.max { $0.countsUntil < $1.countsUntil }
        runsUntil = end?.lastDay.shown
        countsUntil = end?.countsUntil.shown
        if periods.isEmpty {
            let begun = (row["begun"] as String?).flatMap { CalendarDay($0) }
            let ended = (row["ended_on"] as String?).flatMap { CalendarDay($0) }
            since = isMember ? begun?.description : nil
            let status: String = row["status"]
            let last = status == "member" ? today : status == "former" ? ended : nil
            days = begun.flatMap { begun in last.map { max(0, $0 - begun + 1) } }
        } else {
            since = time.since(today)?.description
            days = time.days(until: today)
        }
        self.periods = periods.reversed().map { MembershipFacts.Period($0, on: today) }
        renewsOn = type.flatMap {
            MembershipRenewal(of: periods, to: $0, on: today)?.startsOn.description
        }
    }
}

extension CalendarDay {
    /// The day as text; nil for what has no end.
    fileprivate var shown: String? { self == .last ? nil : description }
}

extension MembershipFacts.Period {
    fileprivate init(_ period: MembershipPeriod, on today: CalendarDay) {
        id = period.id
        kind = period.kind
        startsOn = period.startsOn.description
        runsUntil = period.runsUntil?.description
        lastDay = period.lastDay.shown
        countsUntil = period.countsUntil.shown
        memberSince = period.memberSince?.description
        endedOn = period.endedOn?.description
        whyEnded = period.whyEnded
        movedTo = period.movedTo
        vouchedBy = period.vouchedBy
        state = MembershipTime([period]).state(on: today) ?? .notYet
    }
}
