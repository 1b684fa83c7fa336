import Federation
import GRDB

/// Every person of the chapter with the days on which they were a member, read from rows.
///
/// People stand in the order of their ids and are spoken of by their place in it. A million of
/// them take about 40 MB. Who is no longer in the database, because their import was undone or they
/// were merged into somebody, is on no day.
struct MembersThroughTime: Sendable {
    /// The people, in rising order.
    private(set) var ids: [Int64] = []
    /// The place of each id from the first on, -1 for none; empty where too many are missing.
    private var places: [Int32] = []
    /// Of so many ids one is in use, at least, where places are noted.
    private static let gapsAtMost: Int64 = 8
    /// Where the stretches of each person end in `stretches`.
    private var stretchEnds: [Int32] = []
    private var stretches: [Range<DayNumber>] = []
    /// Where the statuses of each person end in `statuses`.
    private var statusEnds: [Int32] = []
    private var statuses: [(day: DayNumber, status: ContactStatus)] = []

    /// How many people there are.
    var count: Int { ids.count }

    /// The place of a person; nil for who is none or not there.
    func position(of id: Int64) -> Int? {
        guard let first = ids.first, let last = ids.last, (first...last).contains(id) else {
            return nil
        }
        if !places.isEmpty {
            let place = Int(places[Int(id - first)])
            return place < 0 ? nil : place
        }
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return ids[low] == id ? low : nil
    }

    /// Notes the place of every id, unless so many are missing that it would be a waste of room.
    private mutating func notePlaces() {
        guard let first = ids.first, let last = ids.last,
            last - first < Int64(ids.count) * Self.gapsAtMost
        else { return }
        places = Array(repeating: -1, count: Int(last - first) + 1)
        for (place, id) in ids.enumerated() { places[Int(id - first)] = Int32(place) }
    }

    /// The stretches of days on which a person was a member.
    func stretches(_ position: Int) -> ArraySlice<Range<DayNumber>> {
        stretches[(position == 0 ? 0 : Int(stretchEnds[position - 1]))..<Int(stretchEnds[position])]
    }

    /// Whether a person was a member at the end of a day.
    func isMember(_ position: Int, on day: DayNumber) -> Bool {
        stretches(position).contains { $0.lowerBound <= day && day < $0.upperBound }
    }

    /// Since when something has been written of a person.
    func recorded(_ position: Int) -> DayNumber {
        statuses[position == 0 ? 0 : Int(statusEnds[position - 1])].day
    }

    /// What a person was to the chapter at the end of a day; nil for somebody not yet known.
    ///
    /// A member whose membership had not begun was a contact, one whose membership was over former.
    func status(_ position: Int, on day: DayNumber) -> ContactStatus? {
        if isMember(position, on: day) { return .member }
        let first = position == 0 ? 0 : Int(statusEnds[position - 1])
        let written = statuses[first..<Int(statusEnds[position])].last { $0.day <= day }?.status
        guard written == .member else { return written }
        return stretches(position).contains { $0.upperBound <= day } ? .former : .contact
    }

    /// Who was a member at the end of a day, by place.
    func members(on day: DayNumber) -> [Bool] {
        (0..<count).map { isMember($0, on: day) }
    }

    private mutating func add(
        _ id: Int64, _ stretches: [Range<DayNumber>], _ statuses: [WrittenMembership.Entry]
    ) {
        ids.append(id)
        self.stretches += stretches
        stretchEnds.append(Int32(self.stretches.count))
        for entry in statuses { self.statuses.append((entry.day, entry.status)) }
        statusEnds.append(Int32(self.statuses.count))
    }
}

extension MembersThroughTime {
    /// Reads everybody: one pass over people, over their history of status and over periods.
    static func fetch(_ db: Database, at now: Timestamp) throws -> MembersThroughTime {
        let days = try chapterDays(db, until: now)
        var all = MembersThroughTime()
        let people = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, status, joined_on, ended_on FROM member WHERE kind = 'person' ORDER BY id
                """)
        var history = try HistoryOfMembership(db)
        var periods = try PeriodsOfEverybody(db)
        var written = WrittenMembership()
        while let person = try people.next() {
            let id: Int64 = person[0]
            let (joined, ended) = (DayNumber(person[2] as String?), DayNumber(person[3] as String?))
            written.clear()
            try history.read(id, days, into: &written)
            let entries = written.entries(now: ContactStatus(person[1] as String?) ?? .contact)
            let periods = try periods.stretches(of: id, joined: joined)
            all.add(
                id, periods ?? written.stretches(entries, joined: joined, ended: ended), entries)
        }
        all.notePlaces()
        return all
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
                SELECT member_id, id, at, act, field, old, new
                FROM history INDEXED BY history_of_membership
                WHERE (\(historyOfMembership)) AND member_id NOT NULL ORDER BY member_id, id
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
                FROM membership_period p
                ORDER BY p.member_id
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
