import Federation
import Foundation

/// A day as the number of days after 1970-01-01, so that a hundred thousand of them are compared
/// quickly.
struct DayNumber: Hashable, Comparable, Sendable {
    /// Days after 1970-01-01.
    let value: Int32

    /// Before all days.
    static let always = DayNumber(value: .min)
    /// After all days.
    static let never = DayNumber(value: .max)

    init(value: Int32) { self.value = value }

    /// The number of a day.
    init(_ day: CalendarDay) {
        // Counting years from March, so that the leap day is the last of its year.
        let year = day.month <= 2 ? day.year - 1 : day.year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear =
            (153 * (day.month > 2 ? day.month - 3 : day.month + 9) + 2) / 5 + day.day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        value = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// The day in UTC at a moment in milliseconds.
    init(milliseconds: Int64) {
        let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        value = Int32(clamping: rest < 0 ? whole - 1 : whole)
    }

    /// Reads `2026-05-01`; nil for anything else.
    ///
    /// It reads bytes, because a hundred thousand days are read for one page.
    init?(_ text: String?) {
        guard var text else { return nil }
        let day = text.withUTF8 { bytes -> CalendarDay? in
            guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
            func number(_ places: Range<Int>) -> Int? {
                var number = 0
                for place in places {
                    guard (48...57).contains(bytes[place]) else { return nil }
                    number = number * 10 + Int(bytes[place]) - 48
                }
                return number
            }
            guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10)
            else { return nil }
            return CalendarDay(year: year, month: month, day: day)
        }
        guard let day else { return nil }
        self.init(day)
    }

    /// The day in the calendar; nil beyond it.
    var calendar: CalendarDay? {
        CalendarDay(Timestamp(milliseconds: milliseconds))
    }

    /// The moment at which it begins in UTC, in milliseconds.
    var milliseconds: Int64 { Int64(value) * 86_400_000 }

    /// The moment at which it begins in a time zone, in milliseconds.
    func begins(in zone: TimeZone) -> Int64 { calendar?.begins(in: zone) ?? milliseconds }

    /// So many days later.
    func plus(days: Int) -> DayNumber { DayNumber(value: value + Int32(days)) }

    /// So many months later, on the last day of a month that is too short.
    func plus(months: Int) -> DayNumber {
        guard let day = calendar else { return self }
        let count = day.year * 12 + day.month - 1 + months
        for wanted in stride(from: day.day, through: 1, by: -1) {
            if let found = CalendarDay(year: count / 12, month: count % 12 + 1, day: wanted) {
                return DayNumber(found)
            }
        }
        return self
    }

    static func < (left: DayNumber, right: DayNumber) -> Bool { left.value < right.value }
}

extension DayNumber: CustomStringConvertible {
    /// `2026-05-01`.
    var description: String { calendar?.description ?? "" }
}
