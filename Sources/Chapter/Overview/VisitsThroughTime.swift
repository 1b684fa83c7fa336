import Federation
import GRDB

/// Who came to a meeting of the chapter in the `ChapterOverview.lately` days up to each of some days.
struct VisitsThroughTime {
    private let days: [DayNumber]
    /// By the place of people, a bit for each of the days.
    private var came: [UInt32]

    /// Reads the visits before days that follow each other, at most 32.
    ///
    /// A meeting is on the day that it was where it was held. One that was cancelled or has not
    /// begun is none.
    init(
        before days: [DayNumber], of people: MembersThroughTime, at now: Timestamp,
        in db: Database
    ) throws {
        self.days = days
        precondition(days.count <= UInt32.bitWidth, "a day has no bit")
        came = Array(repeating: 0, count: people.count)
        guard let first = days.first, let last = days.last else { return }
        let span = ChapterOverview.lately
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT (starts_at + utc_offset * 60000) AS here, member_id
                FROM meeting CROSS JOIN attendance ON meeting_id = meeting.id
                WHERE starts_at >= ? AND starts_at < ? AND starts_at <= ? AND cancelled = 0
                  AND member_id IS NOT NULL
                """,
            arguments: [
                first.plus(days: -span - 1).milliseconds, last.plus(days: 2).milliseconds,
                now.milliseconds,
            ])
        while let row = try rows.next() {
            let day = DayNumber(milliseconds: row[0])
            guard day <= last, let position = people.position(of: row[1]) else { continue }
            for index in days.indices.reversed() {
                if days[index] < day { break }
                if days[index] < day.plus(days: span) { came[position] |= 1 << index }
            }
        }
    }

    /// The members of one of the days who had come.
    func members(at index: Int, of people: MembersThroughTime) -> [Int] {
        came.indices.filter { position in
            came[position] & 1 << index != 0 && people.isMember(position, on: days[index])
        }
    }
}

/// How many meetings there were in each month, and how many heads they had.
struct MeetingsByMonth {
    private(set) var meetings: [Int]
    private(set) var heads: [Int]

    /// Counts months that follow each other, up to a day.
    init(
        _ months: [YearMonth], until day: DayNumber, at now: Timestamp, in db: Database
    ) throws {
        meetings = months.map { _ in 0 }
        heads = meetings
        let starts = months.map(\.first)
        guard let first = starts.first else { return }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT (starts_at + utc_offset * 60000) AS here, coalesce(head_count,
                  (SELECT count(*) FROM attendance WHERE meeting_id = meeting.id)) AS heads
                FROM meeting
                WHERE starts_at >= ? AND starts_at < ? AND starts_at <= ? AND cancelled = 0
                """,
            arguments: [
                first.plus(days: -1).milliseconds, day.plus(days: 2).milliseconds,
                now.milliseconds,
            ])
        while let row = try rows.next() {
            let here = DayNumber(milliseconds: row[0])
            guard here <= day, let month = starts.lastIndex(where: { $0 <= here }) else { continue }
            meetings[month] += 1
            heads[month] += row[1]
        }
    }
}
