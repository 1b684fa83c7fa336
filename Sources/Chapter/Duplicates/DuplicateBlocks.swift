/// Pairs of contacts who have something in common, found over the whole chapter, some at a time.
///
/// Comparing everybody with everybody would take years; only who shares an e-mail address, a phone
/// number, a home, a name, or a day of birth with a word of the name is compared. Of a million
/// contacts there may be millions of pairs: no more than some are in memory.
protocol DuplicateBlocks {
    /// The next pairs, in rising order and each once; nil where there are no more.
    ///
    /// A pair that has several things in common may come several times.
    mutating func next(of contacts: ComparedContacts) -> [RankedPair]?
}

/// So many pairs are enough at a time.
private let pairsAtOnce = 500_000

/// Pairs who have an e-mail address, a phone number or a home in common.
struct BlocksByKey: DuplicateBlocks {
    private let shared: KeyPath<ComparedContacts, SharedKeys>
    private var key = 0

    init(_ shared: KeyPath<ComparedContacts, SharedKeys>) { self.shared = shared }

    mutating func next(of contacts: ComparedContacts) -> [RankedPair]? {
        let shared = contacts[keyPath: shared]
        guard key < shared.count else { return nil }
        var pairs: [RankedPair] = []
        while key < shared.count, pairs.count < pairsAtOnce {
            let owners = shared.owners(of: key)
            key += 1
            guard owners.count <= largestDuplicateBlock else { continue }
            for (index, one) in owners.enumerated() {
                for other in owners.dropFirst(index + 1) { pairs.append(RankedPair(one, other)) }
            }
        }
        pairs.thinOut()
        return pairs
    }
}

/// Pairs of whom something has the same hash.
struct BlocksByHash: DuplicateBlocks {
    /// A hash of 32 bits before a place of 32.
    private let entries: [UInt64]
    /// What more share says nothing.
    private let most: Int
    /// Whether only those are pairs of whom nothing is known that tells them apart.
    private let isOfUnknown: Bool
    private var start = 0

    private init(_ entries: consuming [UInt64], atMost most: Int, ofUnknown: Bool) {
        entries.sort()
        self.entries = entries
        self.most = most
        isOfUnknown = ofUnknown
    }

    mutating func next(of contacts: ComparedContacts) -> [RankedPair]? {
        guard start < entries.count else { return nil }
        var pairs: [RankedPair] = []
        while start < entries.count, pairs.count < pairsAtOnce {
            var end = start + 1
            while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
            if (2...most).contains(end - start) { pair(start..<end, of: contacts, into: &pairs) }
            start = end
        }
        pairs.thinOut()
        return pairs
    }

    private func pair(
        _ run: Range<Int>, of contacts: ComparedContacts, into pairs: inout [RankedPair]
    ) {
        for left in run {
            let one = UInt32(truncatingIfNeeded: entries[left])
            let isTold = isOfUnknown && contacts.kind(one) == .person
            let known = isTold ? contacts.known[Int(one)] : 0
            for right in left + 1..<run.upperBound {
                let other = UInt32(truncatingIfNeeded: entries[right])
                if one != other, known & contacts.known[Int(other)] == 0 {
                    pairs.append(RankedPair(one, other))
                }
            }
        }
    }

    /// Pairs with the same words in their names of whom too little is known to tell them apart.
    ///
    /// Of two who can be told apart the name alone says too little to show them.
    static func names(of contacts: ComparedContacts) -> BlocksByHash {
        var entries: [UInt64] = []
        entries.reserveCapacity(contacts.ranks.count)
        for place in 0..<UInt32(contacts.ranks.count) {
            let (name, kind) = (contacts.name(place), contacts.kind(place))
            let isPerson = kind == .person
            guard kind != .household, !isPerson || name.contains(32) else { continue }
            let words = name.split(separator: 32).reduce(0) { $0 &+ hash($1) }
            entries.append(entry(words &+ (isPerson ? 0 : 1), place))
        }
        return BlocksByHash(entries, atMost: 200, ofUnknown: true)
    }

    /// Pairs with the same day of birth and the same first or last word of the name.
    static func births(of contacts: ComparedContacts) -> BlocksByHash {
        var entries: [UInt64] = []
        let places = 0..<UInt32(contacts.ranks.count)
        entries.reserveCapacity(2 * places.count { contacts.birth($0) > 0 })
        for place in places where contacts.birth(place) > 0 {
            let words = contacts.name(place).split(separator: 32)
            guard let first = words.first, let last = words.last else { continue }
            let day = UInt64(contacts.birth(place)) &* 0x9e37_79b9_7f4a_7c15
            entries.append(entry(hash(first) ^ day, place))
            if words.count > 1 { entries.append(entry(hash(last) ^ day, place)) }
        }
        return BlocksByHash(entries, atMost: largestDuplicateBlock, ofUnknown: false)
    }

    private static func entry(_ hash: UInt64, _ place: UInt32) -> UInt64 {
        (hash ^ hash << 32) & ~0xffff_ffff | UInt64(place)
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

/// A hash of bytes (FNV-1a): it only brings together what is compared afterwards.
private func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
