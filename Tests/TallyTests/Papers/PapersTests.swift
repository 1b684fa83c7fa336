import Tally
import Testing

@Suite struct `Papers` {
    private func papers() throws -> RankedPapers { RankedPapers(try Slate(["A", "B", "C"])) }

    @Test func `equal papers are gathered, whatever the order inside a rank`() throws {
        var papers = try papers()
        try papers.add(groups: [[1, 0], [2]], count: 2)
        try papers.add(groups: [[0, 1], [2]])
        try papers.add([0, 1, 2])
        try papers.add(groups: [[], [0, 1], [], [2]])
        #expect(papers.different == 2)
        #expect(papers.total == 5)
        #expect(papers[0].groups == [[0, 1], [2]])
        #expect(papers[0].count == 4)
        #expect(papers[1].groups == [[0], [1], [2]])
    }

    @Test func `many different papers are found again`() throws {
        var random = Seeded(7)
        var papers = RankedPapers(try Slate((0..<8).map { "\($0)" }))
        var expected: [[Int]: Int] = [:]
        for _ in 0..<5_000 {
            let length = Int.random(in: 0...4, using: &random)
            let ranking = Array((0..<8).shuffled(using: &random).prefix(length))
            try papers.add(ranking)
            expected[ranking, default: 0] += 1
        }
        #expect(papers.different == expected.count)
        for paper in 0..<papers.different {
            let (groups, count) = papers[paper]
            #expect(expected[groups.flatMap(\.self)] == count)
        }
    }

    @Test func `what cannot be counted is refused and changes nothing`() throws {
        var papers = try papers()
        try papers.add([0], count: 5)
        #expect(throws: PaperError.unknownCandidate(3)) { try papers.add([1, 3]) }
        #expect(throws: PaperError.unknownCandidate(-1)) { try papers.add([-1]) }
        #expect(throws: PaperError.candidateTwice(1)) { try papers.add(groups: [[1], [2, 1]]) }
        #expect(throws: PaperError.wrongCount(0)) { try papers.add([0], count: 0) }
        #expect(throws: PaperError.wrongCount(.min)) { try papers.add([0], count: .min) }
        #expect(throws: PaperError.tooManyPapers) { try papers.add([1], count: .max) }
        #expect(throws: PaperError.tooManyPapers) { try papers.addInvalid(count: .max - 4) }
        #expect(papers.total == 5)
        #expect(papers.different == 1)
        try papers.add([1, 2])
        #expect(papers[1].groups == [[1], [2]])
    }

    @Test func `a slate has different names and at most a thousand`() throws {
        #expect(throws: PaperError.noCandidates) { try Slate([]) }
        #expect(throws: PaperError.sameName("A")) { try Slate(["A", "B", "A"]) }
        // The same letter, composed or not, is the same name.
        #expect(throws: PaperError.self) { try Slate(["Zo\u{EB}", "Zoe\u{308}"]) }
        #expect(throws: PaperError.tooManyCandidates(1_001)) {
            try Slate((0...1_000).map { "\($0)" })
        }
        #expect(throws: PaperError.unknownCandidate(2)) { try Slate(["A", "B"], withdrawn: [2]) }
        #expect(try Slate(["A", "B"], withdrawn: [0]).standing == [1])
    }

    @Test func `scores keep to their limits`() throws {
        let slate = try Slate(["A", "B"])
        #expect(throws: PaperError.wrongHighestScore(0)) { try ScoredPapers(slate, highest: 0) }
        var papers = try ScoredPapers(slate, highest: 5)
        #expect(throws: PaperError.wrongScore(6)) { try papers.add(all: [6, 0]) }
        #expect(throws: PaperError.wrongScore(-1)) { try papers.add(all: [0, -1]) }
        #expect(throws: PaperError.unknownCandidate(2)) { try papers.add(all: [1, 1, 1]) }
        #expect(throws: PaperError.candidateTwice(0)) {
            try papers.add([(candidate: 0, score: 1), (candidate: 0, score: 2)])
        }
        #expect(papers.total == 0)
    }

    @Test func `papers of a motion are not negative and can be added up`() throws {
        #expect(throws: PaperError.wrongCount(-1)) { try MotionPapers(yes: 1, no: -1) }
        #expect(throws: PaperError.tooManyPapers) { try MotionPapers(yes: .max, no: 1) }
    }

    @Test func `lots are an order of all candidates`() throws {
        #expect(Lots([0, 0]) == nil)
        #expect(Lots([0, 2]) == nil)
        #expect(Lots([-1, 0]) == nil)
        let lots = try #require(Lots([2, 0, 1]))
        #expect(lots.place == [1, 2, 0])
        let papers = try Written.ranked(["1 A", "1 B"])
        #expect(throws: CountError.wrongLots) { try Schulze().count(papers, lots: lots) }
    }

    @Test func `lots of a seed are the order of digests`() {
        // In place of a hash: the last byte of what is hashed, turned over.
        let lots = Lots(
            seed: [1, 2], question: [3], candidates: [[10], [30], [20], [20]]
        ) { bytes in
            #expect(bytes.starts(with: Array("rhizome.tie.lot.v1".utf8) + [1, 2, 3]))
            return [0, 255 - (bytes.last ?? 0)]
        }
        #expect(lots.order == [1, 2, 3, 0])
    }
}
