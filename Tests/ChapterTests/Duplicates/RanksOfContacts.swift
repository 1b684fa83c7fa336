import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Places of contacts` {
    @Test(arguments: 1...40) func `every number has its place, and a number in a gap has none`(
        seed: UInt64
    ) async throws {
        var random = TestSupport.SplitMix64(seed: seed)
        var numbers: Set<Int64> = []
        for _ in 0..<Int.random(in: 1...30, using: &random) {
            numbers.insert(Int64.random(in: 1...60, using: &random))
        }
        let sorted = numbers.sorted()
        try await TestChapter.make().chapter.feeds.database.write { db in
            try db.execute(sql: "DELETE FROM member")
            for number in sorted.reversed() {
                try db.execute(
                    sql: """
                        INSERT INTO member (id, name, folded_name, status)
                        VALUES (?, 'A', 'a', 'contact')
                        """,
                    arguments: [number])
            }
            let ranks = try ContactRanks(db)
            #expect(ranks.count == sorted.count)
            for number in Int64(0)...61 {
                let place = sorted.firstIndex(of: number).map { UInt32($0) }
                #expect(ranks.place(of: MemberID(number)) == place)
                if let place { #expect(ranks[place] == MemberID(number)) }
            }
            let (first, last) = (MemberID(sorted[0]), MemberID(sorted[sorted.count - 1]))
            let pair = try #require(ranks.pair(last, first))
            #expect(ranks[pair] == ContactPair(first, last))
            #expect(ranks.pair(first, MemberID(61)) == nil)
        }
    }

    @Test func `pairs come in the order of the first, then of the second`() {
        let pairs = [RankedPair(0, 5), RankedPair(2, 1), RankedPair(1, 9), RankedPair(3, 2)]
        #expect(pairs.map { [$0.first, $0.second] } == [[0, 5], [1, 2], [1, 9], [2, 3]])
        #expect(pairs.sorted() == pairs)
    }
}
