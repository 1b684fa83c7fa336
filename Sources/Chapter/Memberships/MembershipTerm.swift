/// How long a period of a kind of membership runs.
public enum MembershipTerm: Hashable, Sendable {
    /// So many months from the day it begins.
    case rolling(months: Int)
    /// Until the chapter's membership year ends; who joins on the rollover day or later is a
    /// member until the end of the next one.
    case fixed(yearStarts: MonthDay, rollover: MonthDay?)
    /// Without an end.
    case open

    /// The last day of a period that begins on a day; nil for one without an end.
    ///
    /// `anchor` is the day of the month on which the first of a row of rolling periods began:
    /// whoever joins on the 31st pays on the last day of short months and on the 31st of long ones.
    func last(from start: CalendarDay, anchor: Int? = nil) -> CalendarDay? {
        switch self {
        case .open: return nil
        case .rolling(let months):
            return start.plus(months: months, onDay: anchor ?? start.day).plus(days: -1)
        case .fixed(let yearStarts, let rollover):
            var next = yearStarts.first(from: start.plus(days: 1))
            if let rollover, start >= rollover.first(from: yearStarts.latest(until: start)) {
                next = yearStarts.first(from: next.plus(days: 1))
            }
            return next.plus(days: -1)
        }
    }
}
