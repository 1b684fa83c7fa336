import Federation
import GRDB

/// The chapter's day at a moment, in the time zone that the chapter has chosen.
func chapterDay(_ db: Database, at moment: Timestamp) throws -> CalendarDay {
    guard let day = CalendarDay(moment, in: try chapterTimeZone(db)) else {
        throw Refusal.invalid("now", "This is no moment of a calendar.")
    }
    return day
}

/// The days of the chapter's calendar up to a moment.
func chapterDays(_ db: Database, until last: Timestamp) throws -> DaysOfZone {
    DaysOfZone(try chapterTimeZone(db), until: last)
}

/// A day that somebody entered for a membership; nil where nothing was entered.
///
/// Whoever types 2062 for 2026 is told so.
func enteredDay(_ text: String?, _ field: String, until latest: CalendarDay) throws -> CalendarDay?
{
    guard let day = try enteredDay(text, field) else { return nil }
    guard day <= latest, day.year >= MembershipLimits.earliestYear else {
        throw Refusal.invalid(field, "\(day) is too far away. Look at the year again.")
    }
    return day
}

/// What days of memberships can be.
enum MembershipLimits {
    /// How many years ahead a period may begin: later ones are typing errors.
    static let yearsAhead = 10
    /// Nobody who is alive joined before.
    static let earliestYear = 1900
    /// How many periods one person may have: monthly ones of 25 years.
    static let periods = 300

    /// So many Unicode scalars fit into what a period says of another chapter.
    static let nameScalars = 300

    /// The latest day on which something of a membership may be.
    static func latest(from today: CalendarDay) -> CalendarDay {
        today.plus(months: 12 * yearsAhead)
    }
}
