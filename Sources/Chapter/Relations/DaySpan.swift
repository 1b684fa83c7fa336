import Federation
import Foundation
import GRDB

/// From when to when something holds; either end may be unknown or still open.
struct DaySpan: Hashable {
    let start: CalendarDay?
    let end: CalendarDay?

    /// Days as they were entered; the end is never before the start.
    ///
    /// `what` begins the sentence that refuses it, such as “A relation”.
    init(startsOn: String?, endsOn: String?, what: String) throws {
        start = try enteredDay(startsOn, "startsOn")
        end = try enteredDay(endsOn, "endsOn")
        if let start, let end, end < start {
            throw Refusal.invalid("endsOn", "\(what) cannot end before it begins.")
        }
    }

    /// Days as a table has them.
    init(stored start: String?, _ end: String?) {
        self.start = start.flatMap { CalendarDay($0) }
        self.end = end.flatMap { CalendarDay($0) }
    }

    /// Whether the two hold on one day, so that only one of them may be.
    ///
    /// What has no beginning counts from today, or from its end where that is earlier: who says
    /// nothing means now. On the day of a handover there is nothing wrong with two.
    func overlaps(_ other: DaySpan, today: CalendarDay) -> Bool {
        let (from, otherFrom) = (beginning(today), other.beginning(today))
        let endsAfter = end.map { otherFrom < $0 } ?? true
        let otherEndsAfter = other.end.map { from < $0 } ?? true
        return endsAfter && otherEndsAfter
    }

    private func beginning(_ today: CalendarDay) -> CalendarDay {
        start ?? end.map { min($0, today) } ?? today
    }

    /// Whether it is over.
    func isOver(on today: CalendarDay) -> Bool { end.map { $0 <= today } ?? false }
}

extension DaySpan {
    /// The day in the chapter's time zone.
    static func today(in db: Database, at now: Timestamp) throws -> CalendarDay {
        let zone = try chapterTimeZone(db)
        let moment = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
        let offset = Int64(zone.secondsFromGMT(for: moment)) * 1000
        guard let day = CalendarDay(now + offset) else { throw NoSuchDay(now: now) }
        return day
    }
}

/// The clock shows a year in which nobody lives.
private struct NoSuchDay: Error, CustomStringConvertible {
    let now: Timestamp
    var description: String { "The clock is at \(now), which is no day of a calendar." }
}

/// SQL for whether a relation, a position or another tie holds on a day: on its last day it is over.
///
/// `day` is an expression or the place of an argument, `table` the name of the row's table.
func holdsSQL(on day: String, of table: String? = nil) -> String {
    let row = table.map { $0 + "." } ?? ""
    return "(\(row)starts_on IS NULL OR \(row)starts_on <= \(day)) "
        + "AND (\(row)ends_on IS NULL OR \(row)ends_on > \(day))"
}
