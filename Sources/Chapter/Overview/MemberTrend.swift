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
        let counts = try StatusDays(until: days.day, in: db)
        return MemberTrend(
            months: days.months(count).map { month in
                let change = counts.changes(in: month, until: days.day)
                return Month(
                    year: month.year, month: month.month, joined: change.joined + change.returned,
                    left: change.left,
                    members: counts.totals(on: min(month.last, days.day)).members)
            })
    }
}
