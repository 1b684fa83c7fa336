import GRDB

/// Pairs of contacts who have something in common, found over the whole chapter.
///
/// Comparing everybody with everybody would take years; only who shares an e-mail address, a phone
/// number, a home, a name, or a day of birth with a word of the name is compared.
struct DuplicateBlocks {
    /// What contacts can have in common, one after the other.
    static let ways: [@Sendable (inout DuplicateBlocks, Database) throws -> Void] = [
        { try $0.shareKey("member_email", "key", in: $1) },
        { try $0.shareKey("member_phone", "key", in: $1) },
        { try $0.shareKey("address_part", "home_key", in: $1) },
        { try $0.shareBirthDate(in: $1) },
        { try $0.shareName(in: $1) },
    ]

    private let ranks: ContactRanks
    /// As they were found: who has several things in common is in it several times.
    private var pairs: [RankedPair] = []

    /// Nothing found yet.
    init(_ ranks: ContactRanks) { self.ranks = ranks }

    /// What was found, in rising order and each once.
    consuming func thinnedOut() -> [RankedPair] { pairs.thinnedOut() }

    /// Pairs that share a row's key in a table: an e-mail address, a phone number, a home.
    private mutating func shareKey(_ table: String, _ key: String, in db: Database) throws {
        let shared = """
            SELECT \(key) AS shared_key, count(*) AS people FROM \(table) WHERE \(key) <> ''
            GROUP BY \(key) HAVING count(*) BETWEEN 2 AND \(largestDuplicateBlock)
            """
        // Of a million contacts there may be millions of pairs: no room is taken that is not needed.
        pairs.reserveCapacity(
            try Int.fetchOne(
                db, sql: "SELECT coalesce(sum(people * (people - 1) / 2), 0) FROM (\(shared))")
                ?? 0)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                WITH shared AS MATERIALIZED (\(shared))
                SELECT a.member_id, b.member_id FROM shared
                CROSS JOIN \(table) a ON a.\(key) = shared_key
                CROSS JOIN \(table) b ON b.\(key) = shared_key AND b.member_id > a.member_id
                """)
        while let row = try rows.next() {
            if let pair = ranks.pair(row[0], row[1]) { pairs.append(pair) }
        }
    }

    /// Pairs with the same words in their names of whom too little is known to tell them apart.
    ///
    /// Of two who can be told apart the name alone says too little to show them.
    private mutating func shareName(in db: Database) throws {
        let known = try KnownOf(db, ranks)
        var entries: [Entry] = []
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
            entries.append(Entry(hash: hash, place: place, known: isPerson ? known[place] : 0))
        }
        eachRun(&entries, atMost: 200) { left, right in left.known & right.known == 0 }
    }

    /// Pairs with the same day of birth and the same first or last word of the name.
    private mutating func shareBirthDate(in db: Database) throws {
        var entries: [Entry] = []
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
            entries.append(Entry(hash: hash(first) ^ dayHash, place: place, known: 0))
            if words.count > 1 {
                entries.append(Entry(hash: hash(last) ^ dayHash, place: place, known: 0))
            }
        }
        eachRun(&entries, atMost: largestDuplicateBlock) { _, _ in true }
    }

    private struct Entry {
        let hash: UInt64
        let place: UInt32
        let known: UInt8
    }

    private mutating func eachRun(
        _ entries: inout [Entry], atMost limit: Int, _ fits: (Entry, Entry) -> Bool
    ) {
        entries.sort { $0.hash < $1.hash }
        func eachPair(_ take: (Entry, Entry) -> Void) {
            var start = 0
            while start < entries.count {
                var end = start + 1
                while end < entries.count, entries[end].hash == entries[start].hash { end += 1 }
                if (2...limit).contains(end - start) {
                    for left in start..<end {
                        for right in left + 1..<end
                        where entries[left].place != entries[right].place
                            && fits(entries[left], entries[right])
                        {
                            take(entries[left], entries[right])
                        }
                    }
                }
                start = end
            }
        }
        var count = 0
        eachPair { _, _ in count += 1 }
        pairs.reserveCapacity(count)
        eachPair { pairs.append(RankedPair($0.place, $1.place)) }
    }
}

extension [RankedPair] {
    /// These in rising order and each once.
    consuming func thinnedOut() -> [RankedPair] {
        sort()
        var kept = 0
        for index in indices where kept == 0 || self[kept - 1] != self[index] {
            self[kept] = self[index]
            kept += 1
        }
        removeLast(count - kept)
        return self
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
