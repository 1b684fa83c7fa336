import Federation
import Foundation
import GRDB

/// Days of the chapter and moments.
extension SearchSQL {
    /// A day counted from today, as 2026-05-01; days that no calendar has are the last that it has.
    func today(_ days: Int) -> String {
        let offset = Int64(zone.secondsFromGMT(for: date(now))) * 1000
        let moment = now + offset + Int64(days) * 86_400_000
        return CalendarDay(moment)?.description ?? (days < 0 ? "1800-01-01" : "2999-12-31")
    }

    /// So many times 24 hours ago.
    func ago(_ days: Int) -> Timestamp { now + Int64(-days) * 86_400_000 }

    /// The moment at which a day of the chapter begins; nil for a text that is no day.
    func beginning(of day: String, plus days: Int = 0) -> Timestamp? {
        guard let day = CalendarDay(day) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = DateComponents(year: day.year, month: day.month, day: day.day + days)
        return calendar.date(from: parts).map {
            Timestamp(milliseconds: Int64(($0.timeIntervalSince1970 * 1000).rounded()))
        }
    }

    private func date(_ moment: Timestamp) -> Date {
        Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
    }

    /// The first row of history that is as new as this: history is written in the order of time,
    /// so halving finds it.
    func firstHistory(since: Timestamp) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: "SELECT id, at FROM history WHERE id >= ? ORDER BY id LIMIT 1")
        var low: Int64 = 1
        var high = try db.nextHistory()
        while low < high {
            let middle = low + (high - low) / 2
            guard let row = try Row.fetchOne(statement, arguments: [middle]) else { return low }
            let at: Int64 = row[1]
            if at >= since.milliseconds { high = middle } else { low = (row[0] as Int64) + 1 }
        }
        return low
    }
}
