import Federation
import Foundation

/// How moments are written, in the viewer's language.
extension Wording {
    /// How dates are written: English here is that of the day before the month and of 24 hours,
    /// which nobody misreads.
    var dateLocale: Locale {
        Locale(identifier: language == .english ? "en_GB" : language.rawValue)
    }

    /// A moment in a format, in a time zone; the chapter's for nil.
    func date(_ moment: Timestamp, _ style: Date.FormatStyle, in zone: TimeZone? = nil) -> String {
        var style = style.locale(dateLocale)
        style.timeZone = zone ?? self.zone
        return moment.date.formatted(style)
    }

    /// “Tuesday 24 November 2026 at 19:00 GMT”: whole, for a title or a page about one thing.
    func whole(_ moment: Timestamp, in zone: TimeZone? = nil) -> String {
        date(
            moment, .dateTime.weekday(.wide).day().month(.wide).year().hour().minute().timeZone(),
            in: zone)
    }

    /// “Tuesday 24 November 2026”.
    func wholeDay(_ moment: Timestamp, in zone: TimeZone? = nil) -> String {
        date(moment, .dateTime.weekday(.wide).day().month(.wide).year(), in: zone)
    }

    /// “24 November 2026”.
    func day(_ moment: Timestamp, in zone: TimeZone? = nil) -> String {
        date(moment, .dateTime.day().month(.wide).year(), in: zone)
    }

    /// “Tue 24 Nov”.
    func shortDay(_ moment: Timestamp, in zone: TimeZone? = nil) -> String {
        date(moment, .dateTime.weekday(.abbreviated).day().month(.abbreviated), in: zone)
    }

    /// “Tuesday”.
    func weekday(_ moment: Timestamp, in zone: TimeZone? = nil) -> String {
        date(moment, .dateTime.weekday(.wide), in: zone)
    }

    /// “November 2026”.
    func month(_ moment: Timestamp, in zone: TimeZone? = nil) -> String {
        date(moment, .dateTime.month(.wide).year(), in: zone)
    }

    /// “19:00”.
    func time(_ moment: Timestamp, in zone: TimeZone? = nil) -> String {
        date(moment, .dateTime.hour(.twoDigits(amPM: .omitted)).minute(.twoDigits), in: zone)
    }

    /// “19:00 to 21:00”, with the days where it ends on another one.
    func span(_ start: Timestamp, _ end: Timestamp, in zone: TimeZone? = nil) -> String {
        let from = time(start, in: zone)
        let to = time(end, in: zone)
        if start == end { return from }
        guard day(start, in: zone) != day(end, in: zone) else {
            return say("times", ["from": from, "to": to])
        }
        return say("times", ["from": from, "to": "\(shortDay(end, in: zone)), \(to)"])
    }

    /// “in 2 days”, “3 minutes ago”: put the whole date into the title beside it.
    func relative(_ moment: Timestamp, to now: Timestamp) -> String {
        let steps: [(unit: String, milliseconds: Int64)] = [
            ("year", 365 * 86_400_000), ("month", 30 * 86_400_000), ("week", 7 * 86_400_000),
            ("day", 86_400_000), ("hour", 3_600_000), ("minute", 60_000),
        ]
        let distance = moment - now
        for step in steps where abs(distance) >= step.milliseconds {
            let count = Int(abs(distance) / step.milliseconds)
            return say(
                distance > 0 ? "ahead" : "ago",
                ["span": self.count("span_\(step.unit)", count)])
        }
        return say("now")
    }
}

extension Timestamp {
    /// The moment for Foundation's formats.
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// The moment as a `datetime` attribute holds it, in UTC.
    var machineReadable: String { date.formatted(.iso8601) }
}
