import Tally
import Testing

@Suite struct `Votes of many chapters` {
    private static let five = [(900, 300), (40, 60), (30, 50), (20, 45), (80, 20)]

    private func chapters(_ votes: [(Int, Int)], roll: Int = 2_000) throws -> [ChapterVotes] {
        try votes.enumerated().map { index, vote in
            try #require(ChapterVotes("\(index)", rollSize: roll, votes: [vote.0, vote.1]))
        }
    }

    @Test func `the sum passes and the chapters do not`() throws {
        let five = try chapters(Self.five)
        let sum = try Aggregation(.sum).count(five, options: 2)
        #expect(sum.totals == [Fixed(1070), Fixed(475)])
        #expect(sum.isPassed)
        let double = try Aggregation(.double).count(five, options: 2)
        #expect(double.chaptersLed == [2, 3])
        #expect(double.hasMajorityOfChapters == false)
        #expect(!double.isPassed)
    }

    @Test func `a chapter with a tie is not for, and one that is missing may count`() throws {
        let tied = try chapters([(9, 1), (5, 5)])
        #expect(try Aggregation(.double).count(tied, options: 2).isPassed == false)
        let missing =
            try chapters([(9, 1), (9, 1), (1, 2)])
            + [#require(ChapterVotes("away", rollSize: 9, votes: nil))]
        let counted = try Aggregation(.double).count(missing, options: 2)
        #expect(counted.isPartial)
        #expect(!counted.isPassed)
        #expect(try Aggregation(.double, countsAbsent: false).count(missing, options: 2).isPassed)
    }

    @Test func `weights as a block or split in proportion`() throws {
        let small = try [
            #require(ChapterVotes("a", rollSize: 100, votes: [51, 49])),
            #require(ChapterVotes("b", rollSize: 25, votes: [0, 25])),
            #require(ChapterVotes("c", rollSize: 9, votes: [2, 1])),
        ]
        func count(_ weight: Aggregation.Weight, _ isSplit: Bool) throws -> [String] {
            try Aggregation(.weights(weight, isSplit: isSplit)).count(small, options: 2).totals.map(
                \.description)
        }
        #expect(try count(.one, false) == ["2.00000", "1.00000"])
        #expect(try count(.size, false) == ["109.00000", "25.00000"])
        #expect(try count(.squareRoot, false) == ["13.00000", "5.00000"])
        #expect(try count(.seats([4, 2, 1]), false) == ["5.00000", "2.00000"])
        #expect(try count(.one, true) == ["1.17667", "1.82333"])
        #expect(try count(.size, true) == ["57.00000", "77.00000"])
        let roots = try #require(ChapterVotes("d", rollSize: 2, votes: [1, 0]))
        #expect(
            try Aggregation(.weights(.squareRoot, isSplit: false)).count([roots], options: 2)
                .totals[0].description == "1.41421")
        #expect(throws: CountError.wrongParameter("seats")) { try count(.seats([1]), false) }
    }

    @Test func `what equal remainders would have to share goes to nobody`() throws {
        let three = try #require(ChapterVotes("a", rollSize: 9, votes: [2, 2, 2]))
        let count = try Aggregation(.weights(.one, isSplit: true)).count([three], options: 3)
        #expect(count.totals.map(\.description) == ["0.33333", "0.33333", "0.33333"])
    }

    @Test func `halves: each college weighs the same, exactly`() throws {
        let colleges = try [
            #require(ChapterVotes("unions", rollSize: 4_000_000, votes: [1_999_999, 2_000_001])),
            #require(ChapterVotes("members", rollSize: 300, votes: [151, 149])),
        ]
        let count = try Aggregation(.halves).count(colleges, options: 2)
        #expect(count.isPassed)
        #expect(count.totals.map(\.description) == ["1.00332", "0.99666"])
        // 1/3 + 2/3 against 2/3 + 1/3 is even, though no decimals say so.
        let even = try chapters([(1, 2), (2, 1)])
        #expect(try Aggregation(.halves).count(even, options: 2).leading == [0, 1])
        // A difference of one vote among 2^61 on one side.
        let big = 1 << 61
        let close = try [
            #require(ChapterVotes("a", rollSize: .max / 2, votes: [big, big - 1])),
            #require(ChapterVotes("b", rollSize: .max / 2, votes: [1, 1])),
        ]
        #expect(try Aggregation(.halves).count(close, options: 2).leading == [0])
    }

    @Test func `a quorum of chapters`() throws {
        let half = try #require(Quorum(1, of: 2))
        let few = try chapters([(900, 300), (40, 60)], roll: 2_000)
        let rule = Aggregation(.sum, quorum: .init(chapters: 2, turnout: half))
        let count = try rule.count(few, options: 2)
        #expect(!count.isQuorumReached)
        #expect(!count.isPassed)
        let one = Aggregation(.sum, quorum: .init(chapters: 1, turnout: half))
        #expect(try one.count(few, options: 2).isPassed)
    }

    @Test func `what does not add up is refused`() throws {
        #expect(ChapterVotes("a", rollSize: 5, votes: [3, 3]) == nil)
        #expect(ChapterVotes("a", rollSize: 5, votes: [-1, 3]) == nil)
        #expect(ChapterVotes("a", rollSize: .max, votes: [.max, 1]) == nil)
        let three = try #require(ChapterVotes("a", rollSize: 5, votes: [1, 1, 1]))
        #expect(throws: CountError.wrongParameter("chapters")) {
            try Aggregation(.sum).count([three], options: 2)
        }
        let huge = try #require(ChapterVotes("a", rollSize: .max, votes: [1, 0]))
        #expect(throws: CountError.wrongParameter("chapters")) {
            try Aggregation(.sum).count([huge, huge], options: 2)
        }
    }
}
