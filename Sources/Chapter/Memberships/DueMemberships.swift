public import Federation
public import GRDB

/// Whose membership runs out soon, or has run out lately, the earliest first.
public struct DueMemberships: Sendable {
    /// Which of the two.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        /// It runs out within `days`.
        case soon
        /// It ran out within the last `days`, whether it still counts or not.
        case lately
    }

    /// Somebody whose membership is due.
    public struct Person: Hashable, Sendable {
        /// Who.
        public let memberID: MemberID
        /// Their name.
        public let name: String
        /// The kind of membership.
        public let kind: String
        /// The last day on which it runs, as 2026-05-01.
        public let lastDay: String
        /// The last day on which it counts.
        public let countsUntil: String
        /// Whether they are a member today.
        public let isMember: Bool
    }

    /// A part of them.
    public struct Page: Hashable, Sendable {
        /// Who.
        public let people: [Person]
        /// How many there are in all.
        public let count: Int
    }

    /// “Soon” and “lately” are so many days.
    public static let days = 30
    /// The largest page, so that no request holds everything in memory.
    public static let largestPage = 1000

    /// Which of the two.
    public var part: Part
    /// The size of a page.
    public var limit: Int

    /// Those whose membership is due.
    public init(_ part: Part, limit: Int = 100) {
        self.part = part
        self.limit = limit
    }

    /// Reads them for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer, at now: Timestamp) throws -> Result<
        Page, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let today = try chapterDay(db, at: now)
        let arguments = part.arguments(on: today)
        let count =
            try Int.fetchOne(db, sql: "SELECT count(*) \(Part.source)", arguments: arguments) ?? 0
        let people = try part.people(
            in: db, on: today, atMost: min(max(1, limit), Self.largestPage))
        return .success(Page(people: people, count: count))
    }
}

extension DueMemberships.Part {
    /// Periods that end in the days, were not ended early, and are their person's last.
    fileprivate static let source = """
        FROM membership_period p JOIN member m ON m.id = p.member_id
        WHERE \(PeriodSQL.lastDay("p.")) BETWEEN :first AND :last AND p.ended_on IS NULL AND NOT EXISTS (
          SELECT 1 FROM membership_period q WHERE q.member_id = p.member_id
            AND (\(PeriodSQL.countsUntil("q.")), q.id)
            > (\(PeriodSQL.countsUntil("p.")), p.id))
        """

    fileprivate func arguments(on today: CalendarDay) -> StatementArguments {
        let days = DueMemberships.days
        return switch self {
        case .soon: ["first": today.description, "last": today.plus(days: days).description]
        case .lately:
            [
                "first": today.plus(days: -days).description,
                "last": today.plus(days: -1).description,
            ]
        }
    }

    /// Those in this part with what is due, as many as are asked for; -1 is all.
    fileprivate func people(
        in db: Database, on today: CalendarDay, atMost limit: Int
    ) throws -> [DueMemberships.Person] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT p.member_id, m.name, m.status,
                  (SELECT name FROM membership_type WHERE id = p.type_id) AS kind,
                  \(PeriodSQL.lastDay("p.")) AS last_day,
                  \(PeriodSQL.countsUntil("p.")) AS counts_until
                \(Self.source) ORDER BY last_day, m.folded_name, m.id LIMIT :limit
                """, arguments: arguments(on: today) + ["limit": limit]
        ).map { row in
            DueMemberships.Person(
                memberID: row["member_id"], name: row["name"], kind: row["kind"],
                lastDay: row["last_day"], countsUntil: row["counts_until"],
                isMember: row["status"] == "member")
        }
    }

    /// All of them with what is due.
    func everybody(in db: Database, on today: CalendarDay) throws -> [DueMemberships.Person] {
        try people(in: db, on: today, atMost: -1)
    }

    /// Everybody in this part.
    func ids(in db: Database, on today: CalendarDay) throws -> [MemberID] {
        try MemberID.fetchAll(
            db, sql: "SELECT p.member_id \(Self.source) ORDER BY p.member_id",
            arguments: arguments(on: today))
    }
}
