import Federation
import Foundation
import Synchronization

/// The days of a time zone at moments of the past, many at a time.
///
/// Asking the time zone itself for each of a million rows takes seconds, and SQL knows none. Its
/// offset changes twice a year, so a few numbers say it all.
struct DaysOfZone: Sendable {
    /// The moments at which the offset changed, in milliseconds, the earliest first.
    private var changes: [Int64] = []
    /// The offset before the first of them, and after each, in milliseconds.
    private var offsets: [Int64]

    /// No chapter wrote anything down before 2020; the offset of its first day holds earlier too.
    private static let earliest: Int64 = 1_577_836_800_000
    /// So many changes are known at most: 200 years of two a year.
    private static let changesAtMost = 400

    /// The days up to a moment; later ones have its offset.
    init(_ zone: TimeZone, until last: Timestamp) {
        func date(_ moment: Int64) -> Date {
            Date(timeIntervalSince1970: Double(moment) / 1000)
        }
        func offset(_ moment: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: date(moment))) * 1000
        }
        offsets = [offset(Self.earliest)]
        var moment = Self.earliest
        while changes.count < Self.changesAtMost,
            let next = zone.nextDaylightSavingTimeTransition(after: date(moment)),
            next <= date(last.milliseconds)
        {
            moment = Int64((next.timeIntervalSince1970 * 1000).rounded())
            changes.append(moment)
            offsets.append(offset(moment))
        }
    }

    private static let all = Mutex<[String: DaysOfZone]>([:])

    /// The days of a zone by its name, worked out once for each end: asking when clocks change takes
    /// longer than most acts.
    static func kept(_ name: String, until last: Timestamp) -> DaysOfZone {
        let key = "\(name) \(last.milliseconds)"
        return all.withLock { all in
            if let days = all[key] { return days }
            let days = DaysOfZone(TimeZone(identifier: name) ?? .current, until: last)
            all[key] = days
            return days
        }
    }

    /// The day at a moment in milliseconds.
    func day(at moment: Int64) -> DayNumber {
        // Most moments are late ones.
        var index = changes.count
        while index > 0, moment < changes[index - 1] { index -= 1 }
        return DayNumber(milliseconds: moment + offsets[index])
    }

    /// The SQL expression of the day, as 2026-05-01, at the moment in a column.
    func sql(_ column: String) -> String {
        guard let last = offsets.last, !changes.isEmpty else {
            return "date((\(column) + \(offsets[0])) / 1000, 'unixepoch')"
        }
        let cases = zip(changes, offsets).map { "WHEN \(column) < \($0) THEN \($1)" }
        return "date((\(column) + CASE \(cases.joined(separator: " ")) ELSE \(last) END) / 1000, "
            + "'unixepoch')"
    }
}
