import Federation
import GRDB

/// Every person of the chapter with the days on which they were a member.
///
/// People stand in the order of their ids and are spoken of by their place in it. A million of
/// them take about 50 MB. Who is no longer in the database, because their import was undone or they
/// were merged into somebody, is on no day.
struct MembersThroughTime: Sendable {
    /// The people, in rising order.
    private(set) var ids: [Int64] = []
    /// The place of each id from the first on, -1 for none; empty where too many are missing.
    private var places: [Int32] = []
    /// Of so many ids one is in use, at least, where places are noted.
    private static let gapsAtMost: Int64 = 8
    /// Where the spans of each person end in `spans`.
    private var spanEnds: [Int32] = []
    private var spans: [Span] = []
    /// Since when something has been written of each person.
    private var recordedDays: [DayNumber] = []

    private struct Span {
        let days: Range<DayNumber>
        let status: ContactStatus
    }

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

    private func spans(_ position: Int) -> ArraySlice<Span> {
        spans[(position == 0 ? 0 : Int(spanEnds[position - 1]))..<Int(spanEnds[position])]
    }

    /// The stretches of days on which a person was a member, the earliest first.
    func stretches(_ position: Int) -> some BidirectionalCollection<Range<DayNumber>> {
        spans(position).lazy.filter { $0.status == .member }.map(\.days)
    }

    /// Whether a person was a member at the end of a day.
    func isMember(_ position: Int, on day: DayNumber) -> Bool {
        status(position, on: day) == .member
    }

    /// Since when something has been written of a person.
    func recorded(_ position: Int) -> DayNumber { recordedDays[position] }

    /// What a person was to the chapter at the end of a day; nil for somebody not yet known.
    func status(_ position: Int, on day: DayNumber) -> ContactStatus? {
        spans(position).first { $0.days.contains(day) }?.status
    }

    /// Who was a member at the end of a day, by place.
    func members(on day: DayNumber) -> [Bool] {
        (0..<count).map { isMember($0, on: day) }
    }
}

extension MembersThroughTime {
    /// Reads everybody, in one pass over `status_span`.
    static func fetch(_ db: Database) throws -> MembersThroughTime {
        var all = MembersThroughTime()
        all.reserve(try PeopleTotals(db).all)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT member_id, from_day, until_day, status, recorded_day FROM status_span
                ORDER BY member_id, from_day
                """)
        while let row = try rows.next() {
            let id: Int64 = row[0]
            if all.ids.last != id {
                all.ids.append(id)
                all.recordedDays.append(DayNumber(value: row[4]))
                all.spanEnds.append(Int32(all.spans.count))
            }
            all.spans.append(
                Span(
                    days: DayNumber(value: row[1])..<DayNumber(value: row[2]),
                    status: ContactStatus(rawValue: row[3]) ?? .contact))
            all.spanEnds[all.spanEnds.count - 1] += 1
        }
        all.notePlaces()
        return all
    }

    /// Makes room for so many people at once: growing bit by bit would take twice of it.
    private mutating func reserve(_ people: Int) {
        ids.reserveCapacity(people)
        recordedDays.reserveCapacity(people)
        spanEnds.reserveCapacity(people)
        spans.reserveCapacity(people)
    }
}
