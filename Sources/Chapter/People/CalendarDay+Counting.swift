import Federation
import Foundation

extension CalendarDay {
    /// The last day that the calendar has; what has no end ends here.
    static let last = CalendarDay(endOf: 2999)

    private init(endOf year: Int) {
        self.year = year
        month = 12
        day = 31
    }

    /// How many days it is after 1970-01-01.
    var number: Int {
        // Counting years from March, so that the leap day is the last of its year.
        let counted = month <= 2 ? year - 1 : year
        let era = counted / 400
        let yearOfEra = counted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// So many days later, or earlier; beyond the calendar it is the calendar's last day.
    func plus(days: Int) -> CalendarDay {
        let moment = Timestamp(milliseconds: Int64(number + days) * 86_400_000)
        return CalendarDay(moment) ?? .last
    }

    /// So many months later or earlier, on a day of the month; its own for nil.
    ///
    /// A month that is too short has it on its last day.
    func plus(months: Int, onDay wanted: Int? = nil) -> CalendarDay {
        let count = year * 12 + month - 1 + months
        for day in stride(from: wanted ?? day, through: 1, by: -1) {
            if let found = CalendarDay(year: count / 12, month: count % 12 + 1, day: day) {
                return found
            }
        }
        return .last
    }

    /// How many days it is after another.
    static func - (later: CalendarDay, earlier: CalendarDay) -> Int {
        later.number - earlier.number
    }

    /// The day in a time zone at a moment.
    init?(_ moment: Timestamp, in zone: TimeZone) {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
        self.init(moment + Int64(zone.secondsFromGMT(for: date)) * 1000)
    }

    /// The moment at which the day begins in a time zone, in milliseconds.
    func begins(in zone: TimeZone) -> Int64 {
        let midnight = Int64(number) * 86_400
        func offset(at seconds: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
        }
        // The second time the offset is that of the midnight itself.
        let guess = midnight - offset(at: midnight)
        return (midnight - offset(at: guess)) * 1000
    }
}
