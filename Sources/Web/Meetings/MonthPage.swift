import Chapter
import Federation
import Foundation

/// A month with its meetings, which is a list on phones.
struct MonthPage: Page {
    /// A meeting on its day.
    struct Entry: Sendable {
        let address: String
        let time: String
        let title: String
        /// Whose it is, where it is another chapter's.
        let chapter: String?
        let isCancelled: Bool
    }

    /// A day of the grid.
    struct Day: Sendable {
        let number: String
        let weekday: String
        let isOff: Bool
        let isToday: Bool
        let entries: [Entry]
        let hasEntries: Bool
    }

    /// A row of the grid.
    struct Week: Sendable {
        let days: [Day]
    }

    static let template = "meetings-month"
    let frame: Frame
    let t: Wording
    let intro: String
    let mayPlan: Bool
    let takesPart: Bool
    let filters: [MeetingListPage.Filter]
    let views: [MeetingListPage.Filter]
    let month: String
    let before: String
    let after: String
    let weekdays: [String]
    let weeks: [Week]
    /// Said where the month has no meeting.
    let nothing: String?
}

/// A month of the calendar, by its year and number.
struct CalendarMonth: Equatable, Sendable {
    let year: Int
    let month: Int

    /// A month that exists, within the years in which meetings can be; nil for anything else.
    init?(year: Int, month: Int) {
        guard (1970...2199).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    /// Reads `2026-11`.
    init?(_ text: String) {
        let parts = text.split(separator: "-").map(String.init)
        guard parts.map(\.count) == [4, 2], let year = Int(parts[0]), let month = Int(parts[1])
        else { return nil }
        self.init(year: year, month: month)
    }

    /// `2026-11`.
    var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

    /// The month so many months later; nil outside the years.
    func moved(by count: Int) -> CalendarMonth? {
        let months = year * 12 + month - 1 + count
        return CalendarMonth(year: months / 12, month: months % 12 + 1)
    }

    /// Its first day at midnight, read as if it were UTC.
    var first: Timestamp {
        CivilTime.parse("\(text)-01T00:00Z")?.moment ?? Timestamp(milliseconds: 0)
    }

    /// The Monday on which its grid begins, at midnight as if in UTC.
    var gridStart: Timestamp {
        let day = first.milliseconds / 86_400_000
        // 1970-01-01 was a Thursday.
        return first + -((day + 3) % 7) * 86_400_000
    }

    /// How many weeks its grid has.
    var weeks: Int {
        let end = moved(by: 1)?.first ?? first + 31 * 86_400_000
        return Int((end - gridStart + 7 * 86_400_000 - 1) / (7 * 86_400_000))
    }
}
