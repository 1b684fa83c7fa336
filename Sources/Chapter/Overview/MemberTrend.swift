import GRDB

/// How many members a chapter had, month by month.
public struct MemberTrend: Hashable, Sendable {
    /// One month, by the calendar in UTC.
    public struct Month: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The month from 1.
        public let month: Int
        /// How many became members in it.
        public let joined: Int
        /// How many memberships ended in it.
        public let left: Int
        /// How many members there were at its end; for the last month, now.
        public let members: Int
    }

    /// The earliest first; the last is the present one.
    public let months: [Month]

    /// Counts the last `count` months.
    ///
    /// A membership begins on its date of joining, or, where no list says it, on the day that the
    /// person was added. It ends on its date of ending; former members without one are left out.
    static func fetch(_ db: Database, months count: Int, until today: CalendarDay) throws
        -> MemberTrend
    {
        let begun =
            "coalesce(joined_on, (SELECT date(min(at) / 1000, 'unixepoch') "
            + "FROM history WHERE member_id = member.id))"
        let joined = try perMonth(
            db,
            """
            SELECT substr(\(begun), 1, 7) AS month, count(*) FROM member
            WHERE status = 'member' OR (status = 'former' AND ended_on IS NOT NULL)
            GROUP BY month
            """)
        let left = try perMonth(
            db,
            """
            SELECT substr(ended_on, 1, 7) AS month, count(*) FROM member
            WHERE status = 'former' AND ended_on IS NOT NULL GROUP BY month
            """)
        var names: [(year: Int, month: Int, name: String)] = []
        for back in (0..<count).reversed() {
            let number = today.year * 12 + today.month - 1 - back
            let (year, month) = (number / 12, number % 12 + 1)
            names.append((year, month, "\(year)-\(month < 10 ? "0" : "")\(month)"))
        }
        let first = names.first?.name ?? ""
        var members = 0
        for (month, people) in joined where month < first { members += people }
        for (month, people) in left where month < first { members -= people }
        return MemberTrend(
            months: names.map { entry in
                members += joined[entry.name, default: 0] - left[entry.name, default: 0]
                return Month(
                    year: entry.year, month: entry.month, joined: joined[entry.name, default: 0],
                    left: left[entry.name, default: 0], members: max(0, members))
            })
    }

    private static func perMonth(_ db: Database, _ sql: String) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for row in try Row.fetchAll(db, sql: sql) {
            // Somebody without any date was a member before all months.
            counts[row[0] ?? "", default: 0] += row[1]
        }
        return counts
    }
}
