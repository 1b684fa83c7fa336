import GRDB

/// One period of one person's membership.
struct MembershipPeriod: Hashable, Sendable {
    /// The row; 0 for one that is not stored yet.
    var id: Int64 = 0
    /// The kind of membership.
    var type: Int64
    /// What the kind is called.
    var kind: String
    /// The first day.
    var startsOn: CalendarDay
    /// The last day as it was agreed; nil without an end.
    var runsUntil: CalendarDay?
    /// For how many days after that it still counts.
    var graceDays = 0
    /// Since when the person had been a member without a break before it began.
    var memberSince: CalendarDay?
    /// The first day on which it no longer counts, if it ended early.
    var endedOn: CalendarDay?
    /// Why it ended early.
    var whyEnded: String?
    /// To which other chapter the person moved when it ended early.
    var movedTo: String?
    /// Which certificate of another chapter says since when they had been a member.
    var vouchedBy: String?

    /// The last day on which it runs; before its first where it ended as it began.
    var lastDay: CalendarDay {
        min(runsUntil ?? .last, endedOn?.plus(days: -1) ?? .last)
    }

    /// The last day on which it counts, grace included.
    var countsUntil: CalendarDay {
        endedOn?.plus(days: -1) ?? runsUntil?.plus(days: graceDays) ?? .last
    }

    /// Whether it ended as it began, and so never counted.
    var isVoid: Bool { countsUntil < startsOn }

    /// Whether it counts on a day.
    func counts(on day: CalendarDay) -> Bool { startsOn <= day && day <= countsUntil }

    /// Whether it runs on a day that this one of the same person does too.
    func overlaps(_ other: MembershipPeriod) -> Bool {
        !isVoid && !other.isVoid && startsOn <= other.lastDay && other.startsOn <= lastDay
    }
}

extension MembershipPeriod {
    /// Reads the periods of one person, the earliest first.
    static func fetch(_ db: Database, of member: MemberID) throws -> [MembershipPeriod] {
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) \(source) WHERE p.member_id = ? ORDER BY p.starts_on, p.id")
        return try Row.fetchAll(statement, arguments: [member]).compactMap(MembershipPeriod.init)
    }

    /// Reads the periods of many people with one query.
    static func fetch(_ db: Database, of members: [MemberID]) throws -> [MemberID:
        [MembershipPeriod]]
    {
        let list = members.map(\.description).joined(separator: ",")
        var found: [MemberID: [MembershipPeriod]] = [:]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(columns), p.member_id \(source) WHERE p.member_id IN (\(list))
                ORDER BY p.member_id, p.starts_on, p.id
                """)
        for row in rows {
            if let period = MembershipPeriod(row) {
                found[row["member_id"], default: []].append(period)
            }
        }
        return found
    }

    private static let columns = """
        p.id, p.type_id, t.name, p.starts_on, p.runs_until, p.grace_days, p.member_since,
        p.ended_on, p.why_ended, p.moved_to, p.vouched_by
        """
    private static let source =
        "FROM membership_period p JOIN membership_type t ON t.id = p.type_id"

    private init?(_ row: Row) {
        func day(_ column: String) -> CalendarDay? {
            (row[column] as String?).flatMap { CalendarDay($0) }
        }
        guard let starts = day("starts_on") else { return nil }
        self.init(
            id: row["id"], type: row["type_id"], kind: row["name"], startsOn: starts,
            runsUntil: day("runs_until"), graceDays: row["grace_days"],
            memberSince: day("member_since"), endedOn: day("ended_on"), whyEnded: row["why_ended"],
            movedTo: row["moved_to"], vouchedBy: row["vouched_by"])
    }
}
