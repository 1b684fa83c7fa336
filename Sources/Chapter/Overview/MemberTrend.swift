import Federation
import GRDB

/// How many members a chapter had, month by month: the same months as those of the dashboard.
public struct MemberTrend: Hashable, Sendable {
    /// One month, by the chapter's calendar.
    public struct Month: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The month from 1.
        public let month: Int
        /// How many became members in it, for the first time or again.
        public let joined: Int
        /// How many were no longer members.
        public let left: Int
        /// How many members there were at its end; for the last month, now.
        public let members: Int
    }

    /// The earliest first; the last is the present one.
    public let months: [Month]

    /// Counts the last `count` months.
    static func fetch(_ db: Database, months count: Int, at now: Timestamp) throws -> MemberTrend {
        let days = try DashboardDays(nil, at: now, in: db)
        let people = try MembersThroughTime.fetch(db, at: now)
        let months = days.months(count)
        let changes = people.changes(in: months, until: days.day)
        return MemberTrend(
            months: zip(months, changes).map { month, change in
                let end = min(month.last, days.day)
                return Month(
                    year: month.year, month: month.month, joined: change.joined + change.returned,
                    left: change.left,
                    members: (0..<people.count).count { people.isMember($0, on: end) })
            })
    }
}
