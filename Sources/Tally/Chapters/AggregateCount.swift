/// How the votes of chapters added up.
public struct AggregateCount: Hashable, Sendable {
    /// What each option has: votes, weight, or shares of colleges.
    public private(set) var totals: [Fixed]
    /// In how many chapters each option has more votes than any other.
    public private(set) var chaptersLed: [Int]
    /// Chapters that sent nothing; the result is partial while there are any.
    public let absent: [Int]
    /// Whether enough chapters voted.
    public internal(set) var isQuorumReached = true
    /// Whether yes has more than half of the chapters, where the rule asks.
    public internal(set) var hasMajorityOfChapters: Bool?
    /// The options with most, several if they are equal; none if nobody voted.
    public private(set) var leading: [Int] = []

    /// Whether chapters are missing.
    public var isPartial: Bool { !absent.isEmpty }

    /// Whether a motion has passed: yes alone leads, and whatever else the rule asks for is there.
    public var isPassed: Bool {
        isQuorumReached && leading == [0] && hasMajorityOfChapters != false
    }

    init(_ chapters: [ChapterVotes], options: Int) {
        totals = [Fixed](repeating: Fixed(0), count: options)
        chaptersLed = [Int](repeating: 0, count: options)
        absent = chapters.indices.filter { chapters[$0].votes == nil }
        for option in chapters.compactMap(\.leading) { chaptersLed[option] += 1 }
    }

    /// One member, one vote.
    mutating func add(_ chapters: [ChapterVotes]) {
        var sums = [Int](repeating: 0, count: totals.count)
        for votes in chapters.compactMap(\.votes) {
            for (option, count) in votes.enumerated() { sums[option] += count }
        }
        totals = sums.map { Fixed($0) }
        lead(sums, none: 0)
    }

    /// Each chapter with its weight.
    mutating func add(_ chapters: [ChapterVotes], weights: [Int128], isSplit: Bool) {
        var sums = [Int128](repeating: 0, count: totals.count)
        for (chapter, weight) in zip(chapters, weights) {
            if isSplit {
                for (option, part) in Self.split(weight, chapter.votes ?? []).enumerated() {
                    sums[option] += part
                }
            } else if let option = chapter.leading {
                sums[option] += weight
            }
        }
        totals = sums.map { Fixed(units: $0, decimals: Aggregation.decimals) }
        lead(sums, none: 0)
    }

    /// Units in proportion to votes, the last ones to the largest remainders; units that equal
    /// remainders would have to share go to nobody.
    static func split(_ weight: Int128, _ votes: [Int]) -> [Int128] {
        let total = votes.reduce(0 as Int128) { $0 + Int128($1) }
        guard total > 0 else { return votes.map { _ in 0 } }
        var parts = votes.map { scaled(weight, by: Int128($0), over: total, .down) }
        // The remainder of a product is that of the product of remainders, which fits.
        let remainders = votes.map { (weight % total) * Int128($0) % total }
        var left = weight - parts.reduce(0, +)
        for equals in grouped(Array(votes.indices), by: { remainders[$0] }) {
            guard left >= Int128(equals.count) else { break }
            for option in equals { parts[option] += 1 }
            left -= Int128(equals.count)
        }
        return parts
    }

    /// Each chapter the same, compared as exact fractions and shown to five decimals.
    mutating func addEvenly(_ chapters: [ChapterVotes]) {
        let voting = chapters.compactMap(\.votes).map { votes in
            (votes: votes, all: votes.reduce(0, +))
        }.filter { $0.all > 0 }
        // Over one denominator, the product of all.
        let exact = totals.indices.map { option in
            var sum = Natural()
            for (index, chapter) in voting.enumerated() {
                var product = Natural(chapter.votes[option])
                for (other, factor) in voting.enumerated() where other != index {
                    product.multiply(by: factor.all)
                }
                sum.add(product)
            }
            return sum
        }
        let one = Fixed.scale(Aggregation.decimals)
        totals = totals.indices.map { option in
            let shares = voting.map { chapter in
                scaled(Int128(chapter.votes[option]), by: one, over: Int128(chapter.all), .down)
            }
            return Fixed(units: shares.reduce(0, +), decimals: Aggregation.decimals)
        }
        lead(exact, none: Natural())
    }

    private mutating func lead<Value: Comparable>(_ sums: [Value], none: Value) {
        guard let most = sums.max(), most > none else { return }
        leading = sums.indices.filter { sums[$0] == most }
    }
}
