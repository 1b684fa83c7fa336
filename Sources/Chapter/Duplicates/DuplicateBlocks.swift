import GRDB

/// Pairs of contacts who have something in common, found over the whole chapter, some at a time.
///
/// Comparing everybody with everybody would take years; only who shares an e-mail address, a phone
/// number, a home, a name, or a day of birth with a word of the name is compared. Of a million
/// contacts there may be millions of pairs: no more than some are in memory.
protocol DuplicateBlocks: Sendable {
    /// The next pairs, in rising order and each once; nil where there are no more.
    ///
    /// A pair that has several things in common may come several times.
    mutating func next(_ ranks: ContactRanks, in db: Database) throws -> [RankedPair]?
}

/// Pairs that share a row's key in a table: an e-mail address, a phone number, a home.
struct BlocksByKey: DuplicateBlocks {
    private let table: String
    private let key: String
    /// The last key that was looked at; nil where there are no more.
    private var last: String? = ""

    /// So many keys that several have are looked at a time.
    private static let step = 5000

    init(_ table: String, _ key: String) {
        self.table = table
        self.key = key
    }

    mutating func next(_ ranks: ContactRanks, in db: Database) throws -> [RankedPair]? {
        guard let after = last else { return nil }
        let keys = try String.fetchAll(
            db,
            sql: """
                SELECT \(key) FROM \(table) WHERE \(key) > ? GROUP BY \(key)
                HAVING count(*) BETWEEN 2 AND \(largestDuplicateBlock) ORDER BY \(key) LIMIT ?
                """, arguments: [after, Self.step])
        last = keys.count < Self.step ? nil : keys.last
        let of = try db.makeStatement(
            sql: "SELECT member_id FROM \(table) WHERE \(key) = ? ORDER BY member_id")
        var pairs: [RankedPair] = []
        for key in keys {
            let places = try MemberID.fetchAll(of, arguments: [key]).compactMap(ranks.place)
            for (index, one) in places.enumerated() {
                for other in places[(index + 1)...] where other != one {
                    pairs.append(RankedPair(one, other))
                }
            }
        }
        pairs.thinOut()
        return pairs
    }
}

/// Pairs of whom something has the same hash.
private struct Runs: Sendable {
    struct Entry {
        let hash: UInt64
        let place: UInt32
        /// What tells apart those who have the same bit.
        var known: UInt8 = 0
    }

    private let entries: [Entry]
    private let most: Int
    private var start = 0

    /// So many pairs are enough at a time.
    private static let step = 500_000

    /// Entries, of which those that more than some share say nothing.
    init(_ entries: consuming [Entry], atMost most: Int) {
        entries.sort { $0.hash < $1.hash }
        self.entries = entries
        self.most = most
    }

    /// The next pairs of whom nothing is known that tells them apart; nil where there are no more.
    mutating func next() -> [RankedPair]? {
        guard start < entries.count else { return nil }
        var pairs: [RankedPair] = []
        while start < entries.count, pairs.count < Self.step {
            var end = start + 1
            while end < entries.count, entries[end].hash == entries[start].hash { end += 1 }
            if (2...most).contains(end - start) {
                for left in start..<end {
                    for right in left + 1..<end
                    where entries[left].place != entries[right].place
                        && entries[left].known & entries[right].known == 0
                    {
                        pairs.append(RankedPair(entries[left].place, entries[right].place))
                    }
                }
            }
            start = end
        }
        pairs.thinOut()
        return pairs
    }
}

/// Pairs that share something of a row of `member`, by its hash.
struct BlocksByHash: DuplicateBlocks {
    private let read: @Sendable (ContactRanks, Database) throws -> Runs
    private var runs: Runs?

    private init(_ read: @escaping @Sendable (ContactRanks, Database) throws -> Runs) {
        self.read = read
    }

    mutating func next(_ ranks: ContactRanks, in db: Database) throws -> [RankedPair]? {
        if runs == nil { runs = try read(ranks, db) }
        return runs?.next()
    }

    /// Pairs with the same words in their names of whom too little is known to tell them apart.
    ///
    /// Of two who can be told apart the name alone says too little to show them.
    static let names = BlocksByHash { ranks, db in
        let known = try KnownOf(db, ranks)
        var entries: [Runs.Entry] = []
        entries.reserveCapacity(ranks.count)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, folded_name, kind FROM member WHERE kind <> 'household'")
        while let row = try rows.next() {
            let (name, kind): (String, String) = (row[1], row[2])
            let isPerson = kind == "person"
            guard !isPerson || name.utf8.contains(32), let place = ranks.place(of: row[0]) else {
                continue
            }
            let hash = wordsHash(name) &+ (isPerson ? 0 : 1)
            entries.append(
                Runs.Entry(hash: hash, place: place, known: isPerson ? known[place] : 0))
        }
        return Runs(entries, atMost: 200)
    }

    /// Pairs with the same day of birth and the same first or last word of the name.
    static let births = BlocksByHash { ranks, db in
        var entries: [Runs.Entry] = []
        entries.reserveCapacity(
            2 * (try Int.fetchOne(db, sql: "SELECT count(birth_date) FROM member") ?? 0))
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, folded_name, birth_date FROM member WHERE birth_date IS NOT NULL")
        while let row = try rows.next() {
            let (name, day): (String, String) = (row[1], row[2])
            let words = name.utf8.split(separator: 32)
            guard let first = words.first, let last = words.last,
                let place = ranks.place(of: row[0])
            else { continue }
            let dayHash = hash(day.utf8)
            entries.append(Runs.Entry(hash: hash(first) ^ dayHash, place: place))
            if words.count > 1 {
                entries.append(Runs.Entry(hash: hash(last) ^ dayHash, place: place))
            }
        }
        return Runs(entries, atMost: largestDuplicateBlock)
    }
}

extension [RankedPair] {
    /// Puts them into rising order, each once.
    mutating func thinOut() {
        sort()
        var kept = 0
        for index in indices where kept == 0 || self[kept - 1] != self[index] {
            self[kept] = self[index]
            kept += 1
        }
        removeLast(count - kept)
    }
}

/// For everybody one bit for each kind of thing that tells people apart and that is known of them.
private struct KnownOf {
    private var bits: [UInt8]

    init(_ db: Database, _ ranks: ContactRanks) throws {
        bits = [UInt8](repeating: 0, count: ranks.count)
        let sources = [
            "SELECT DISTINCT member_id FROM member_email",
            "SELECT DISTINCT member_id FROM member_phone",
            "SELECT DISTINCT member_id FROM address_part WHERE home_key <> ''",
            "SELECT id FROM member WHERE birth_date IS NOT NULL",
        ]
        for (kind, sql) in sources.enumerated() {
            let ids = try MemberID.fetchCursor(db, sql: sql)
            while let id = try ids.next() {
                if let place = ranks.place(of: id) { bits[Int(place)] |= 1 << UInt8(kind) }
            }
        }
    }

    subscript(_ place: UInt32) -> UInt8 { bits[Int(place)] }
}

/// A hash of bytes (FNV-1a): it only brings together what is compared afterwards.
private func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

/// The same for the same words in any order.
private func wordsHash(_ name: String) -> UInt64 {
    name.utf8.split(separator: 32).reduce(0) { $0 &+ hash($1) }
}
