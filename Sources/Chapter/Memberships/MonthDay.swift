/// A day of every year, such as 1 January: where membership years begin.
///
/// 29 February is none, since most years have no such day.
public struct MonthDay: Hashable, Sendable, CustomStringConvertible {
    /// The month from 1.
    public let month: Int
    /// The day of the month from 1.
    public let day: Int

    /// A day that every year has; nil for any other.
    public init?(month: Int, day: Int) {
        // 2001 is a common year.
        guard CalendarDay(year: 2001, month: month, day: day) != nil else { return nil }
        self.month = month
        self.day = day
    }

    /// Reads `07-01` and nothing else.
    public init?(_ text: String) {
        guard let day = CalendarDay("2001-" + text) else { return nil }
        self.init(month: day.month, day: day.day)
    }

    /// `07-01`.
    public var description: String {
        "\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// The first such day on or after a day.
    func first(from day: CalendarDay) -> CalendarDay {
        for year in [day.year, day.year + 1] {
            if let found = CalendarDay(year: year, month: month, day: self.day), found >= day {
                return found
            }
        }
        return .last
    }

    /// The latest such day until a day.
    func latest(until day: CalendarDay) -> CalendarDay {
        for year in [day.year, day.year - 1] {
            if let found = CalendarDay(year: year, month: month, day: self.day), found <= day {
                return found
            }
        }
        return day
    }
}
