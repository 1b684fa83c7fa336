public import Federation
import Foundation
public import GRDB

/// Works out anew what everybody was to the chapter on which days of whom something was written
/// since.
///
/// Every act ends with it, in its own transaction, so that whoever reads finds nobody stale.
func settleStatusSpans(_ db: Database, at now: Timestamp) throws {
    let zone = try chapterTimeZoneName(db) ?? TimeZone.current.identifier
    let last = try db.cachedStatement(sql: "SELECT time_zone FROM status_clock")
    if try String.fetchOne(last) != zone {
        try db.execute(
            sql: "INSERT OR REPLACE INTO status_clock (one, time_zone) VALUES (1, ?)",
            arguments: [zone])
        try db.execute(
            sql: "INSERT OR IGNORE INTO status_stale SELECT id FROM member WHERE kind = 'person'")
    }
    let stale = try db.cachedStatement(sql: "SELECT member_id FROM status_stale LIMIT 1")
    guard try Int64.fetchOne(stale) != nil else { return }
    try db.execute(
        sql: """
            DELETE FROM status_span WHERE member_id IN (SELECT member_id FROM status_stale)
            """)
    // A clock that was put back has left lines of days to come.
    let year: Int64 = 366 * 86_400_000
    try writeStatusSpans(
        db,
        DaysOfZone.kept(zone, until: Timestamp(milliseconds: (now.milliseconds / year + 3) * year)))
    try db.execute(sql: "DELETE FROM status_stale")
}

extension Chapter {
    /// Brings what follows from other rows in step with them: for what was written outside acts, by
    /// an earlier version of the program or with another time zone of the machine.
    public static func settle(_ db: Database, at now: Timestamp) throws {
        try settleStatusSpans(db, at: now)
    }
}

/// Writes the spans of everybody who is stale: one pass over people, over their history of
/// membership and over their periods.
private func writeStatusSpans(_ db: Database, _ days: DaysOfZone) throws {
    let people = try Row.fetchCursor(
        db,
        sql: """
            SELECT m.id, m.status, m.joined_on, m.ended_on
            FROM status_stale s CROSS JOIN member m ON m.id = s.member_id
            WHERE m.kind = 'person' ORDER BY s.member_id
            """)
    let insert = try db.makeStatement(
        sql: "INSERT INTO status_span VALUES (?, ?, ?, ?, ?, ?, ?)")
    var history = try HistoryOfMembership(db)
    var periods = try PeriodsOfEverybody(db)
    var written = WrittenMembership()
    while let person = try people.next() {
        let id: Int64 = person[0]
        let (joined, ended) = (DayNumber(person[2] as String?), DayNumber(person[3] as String?))
        written.clear()
        try history.read(id, days, into: &written)
        let entries = written.entries(now: ContactStatus(person[1] as String?) ?? .contact)
        let stretches =
            try periods.stretches(of: id, joined: joined)
            ?? written.stretches(entries, joined: joined, ended: ended)
        for span in StatusSpan.all(stretches, entries) {
            try insert.execute(arguments: [
                id, span.days.lowerBound.value, span.days.upperBound.value, span.status.rawValue,
                span.begins.rawValue, span.ends ? 1 : 0, entries[0].day.value,
            ])
        }
    }
}

/// The rows of history about membership, in the order of people.
private struct HistoryOfMembership {
    private let rows: RowCursor
    private var row: Row?

    init(_ db: Database) throws {
        rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT h.member_id, h.id, h.at, h.act, h.field, h.old, h.new
                FROM status_stale s
                CROSS JOIN history h INDEXED BY history_of_membership ON h.member_id = s.member_id
                WHERE (\(historyOfMembership)) ORDER BY s.member_id, h.id
                """)
        row = try rows.next()
    }

    /// Reads those of one person; each person is asked for once, in the order of ids.
    mutating func read(_ id: Int64, _ days: DaysOfZone, into written: inout WrittenMembership)
        throws
    {
        while let row, (row[0] as Int64) <= id {
            if (row[0] as Int64) == id {
                written.take(
                    id: row[1], day: days.day(at: row[2]), act: row[3], field: row[4],
                    old: row[5], new: row[6])
            }
            self.row = try rows.next()
        }
    }
}

/// The periods of membership, in the order of people.
private struct PeriodsOfEverybody {
    private let rows: RowCursor
    private var row: Row?

    init(_ db: Database) throws {
        rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT p.member_id, p.starts_on, p.member_since, \(PeriodSQL.countsUntil("p."))
                FROM status_stale s
                CROSS JOIN membership_period p ON p.member_id = s.member_id
                ORDER BY s.member_id
                """)
        row = try rows.next()
    }

    /// The stretches of days on which periods of a person count; nil for who has none.
    mutating func stretches(of id: Int64, joined: DayNumber?) throws -> [Range<DayNumber>]? {
        var found: [Range<DayNumber>]?
        while let row, (row[0] as Int64) <= id {
            if (row[0] as Int64) == id {
                let starts = DayNumber(row[1] as String?) ?? .always
                let since = DayNumber(row[2] as String?) ?? starts
                let until = DayNumber(row[3] as String?)?.plus(days: 1) ?? .never
                // Days before the first period count from the day of joining this chapter.
                let from = min(starts, max(since, joined ?? starts))
                found = found ?? []
                if starts < until { found?.append(from..<until) }
            }
            self.row = try rows.next()
        }
        return found.map(Self.joined)
    }

    /// Periods that overlap or touch are one stretch.
    private static func joined(_ periods: [Range<DayNumber>]) -> [Range<DayNumber>] {
        var stretches: [Range<DayNumber>] = []
        for next in periods.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = stretches.last, next.lowerBound <= last.upperBound {
                stretches[stretches.count - 1] =
                    last.lowerBound..<max(last.upperBound, next.upperBound)
            } else {
                stretches.append(next)
            }
        }
        return stretches
    }
}
