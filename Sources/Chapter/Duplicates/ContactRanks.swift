import GRDB

/// The places of all contacts in the order of their numbers, from 0.
///
/// Places take half the room of numbers, and lists of them have no gaps, whatever numbers there are.
struct ContactRanks: Sendable {
    private let numbers: [Int64]

    /// Of everybody who is there now; who comes later has no place.
    init(_ db: Database) throws {
        var numbers: [Int64] = []
        numbers.reserveCapacity(try PeopleTotals(db).all)
        let rows = try Int64.fetchCursor(db, sql: "SELECT id FROM member ORDER BY id")
        while let number = try rows.next() { numbers.append(number) }
        self.numbers = numbers
    }

    /// How many there are.
    var count: Int { numbers.count }

    /// The place of a contact; nil for whoever came later.
    func place(of id: MemberID) -> UInt32? {
        guard let first = numbers.first, let last = numbers.last, id.number >= first,
            id.number <= last
        else { return nil }
        // Each number that is missing below puts a contact one place lower.
        let offset = Int(id.number - first)
        let missing = Int(last - first) + 1 - numbers.count
        var low = max(0, offset - missing)
        var high = min(offset, numbers.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < id.number { low = middle + 1 } else { high = middle }
        }
        return numbers[low] == id.number ? UInt32(low) : nil
    }

    /// The contact at a place.
    subscript(place: UInt32) -> MemberID { MemberID(numbers[Int(place)]) }

    /// The two of a pair.
    subscript(pair: RankedPair) -> ContactPair { ContactPair(self[pair.first], self[pair.second]) }

    /// A pair by places; nil where one of the two came later.
    func pair(_ one: MemberID, _ other: MemberID) -> RankedPair? {
        guard let one = place(of: one), let other = place(of: other) else { return nil }
        return RankedPair(one, other)
    }
}

/// Two contacts by their places in ``ContactRanks``, the lower first: of a million contacts there are
/// millions of pairs.
struct RankedPair: Hashable, Comparable, Sendable {
    private let places: UInt64

    init(_ one: UInt32, _ other: UInt32) {
        places = UInt64(min(one, other)) << 32 | UInt64(max(one, other))
    }

    var first: UInt32 { UInt32(truncatingIfNeeded: places >> 32) }
    var second: UInt32 { UInt32(truncatingIfNeeded: places) }

    static func < (left: RankedPair, right: RankedPair) -> Bool { left.places < right.places }
}
