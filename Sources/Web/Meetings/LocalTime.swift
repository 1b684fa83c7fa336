import Federation
import Foundation

/// A day and a time of day as people write them, and the moment that they are somewhere.
enum LocalTime {
    /// What a written day and time are in a zone.
    enum Reading: Equatable {
        case moment(Timestamp)
        /// The clocks are put forward over this time, so it is on no clock.
        case skipped
        /// It is no day, or no time of day.
        case unreadable
    }

    /// Reads `2026-11-24` and `19:00` in a zone.
    ///
    /// A time that the clocks show twice, in autumn, is the first of the two.
    static func read(_ day: String, _ time: String, in zone: TimeZone) -> Reading {
        let shape = /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?/
        let text = "\(day)T\(time)"
        guard text.wholeMatch(of: shape) != nil, let (plain, _) = CivilTime.parse(text + "Z")
        else { return .unreadable }
        // The offset of the day before and of the day after: one of them is the right one.
        let offsets = [-86_400_000, 86_400_000].map { around in
            Int64(zone.secondsFromGMT(for: (plain + around).date)) * 1000
        }
        for offset in offsets {
            let moment = plain + -offset
            if Int64(zone.secondsFromGMT(for: moment.date)) * 1000 == offset {
                return .moment(moment)
            }
        }
        return .skipped
    }

    /// `2026-11-24`, the day on the calendar there.
    static func day(_ moment: Timestamp, in zone: TimeZone) -> String {
        String(text(moment, in: zone).prefix(10))
    }

    /// `19:00`, the time on the wall there.
    static func time(_ moment: Timestamp, in zone: TimeZone) -> String {
        String(text(moment, in: zone).dropFirst(11).prefix(5))
    }

    /// Minutes east of Greenwich there at that moment.
    static func offset(_ moment: Timestamp, in zone: TimeZone) -> Int {
        zone.secondsFromGMT(for: moment.date) / 60
    }

    private static func text(_ moment: Timestamp, in zone: TimeZone) -> String {
        CivilTime.text(moment, offset: offset(moment, in: zone))
    }
}
