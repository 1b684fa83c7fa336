/// A month of the calendar.
public struct YearMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The year.
    public let year: Int
    /// The month from 1.
    public let month: Int

    init(_ day: DayNumber) {
        let calendar = day.calendar
        year = calendar?.year ?? 1970
        month = calendar?.month ?? 1
    }

    /// Reads `2026-04`; nil for anything else.
    public init?(_ text: String) {
        guard let first = CalendarDay(text + "-01") else { return nil }
        year = first.year
        month = first.month
    }

    /// `2026-04`.
    public var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

    /// The first day.
    var first: DayNumber { firstDay(year: year, month: month) }
    /// The last day.
    var last: DayNumber { first.plus(months: 1).plus(days: -1) }
    /// The last day, as 2026-04-30.
    public var lastDay: String { last.description }

    /// So many months later.
    func plus(_ months: Int) -> YearMonth { YearMonth(first.plus(months: months)) }

    /// Earlier before later.
    public static func < (left: YearMonth, right: YearMonth) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}

/// Three months of the calendar.
public struct Quarter: Hashable, Sendable, CustomStringConvertible {
    /// The year.
    public let year: Int
    /// 1 to 4.
    public let number: Int

    init(_ day: DayNumber) {
        let month = YearMonth(day)
        year = month.year
        number = (month.month - 1) / 3 + 1
    }

    /// Reads `2026-Q2`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-Q", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 1,
            let year = Int(parts[0]), let number = Int(parts[1]), (1...4).contains(number),
            CalendarDay(year: year, month: 1, day: 1) != nil
        else { return nil }
        self.year = year
        self.number = number
    }

    /// `2026-Q2`.
    public var description: String { "\(year)-Q\(number)" }

    /// The first day.
    var first: DayNumber { firstDay(year: year, month: number * 3 - 2) }
    /// The last day.
    var last: DayNumber { first.plus(months: 3).plus(days: -1) }

    /// So many quarters later.
    func plus(_ quarters: Int) -> Quarter { Quarter(first.plus(months: quarters * 3)) }
}

private func firstDay(year: Int, month: Int) -> DayNumber {
    CalendarDay(year: year, month: month, day: 1).map { DayNumber($0) } ?? .always
}
