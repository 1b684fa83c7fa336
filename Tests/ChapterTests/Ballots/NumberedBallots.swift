import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import Tally
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Ballots whose papers have numbers` {
    private static let numbered = BallotMethod.allCases.filter { $0.paperKind != .choice }
    private static let names = ["Ana", "Bilal", "Chen", "Dolores", "Emeka"]

    /// A ballot of Harbour in which these papers were cast.
    private func cast(_ plan: BallotPlan, _ papers: [[UInt8]], in harbour: TestChapter) async throws
        -> ObjectID
    {
        let people = try await harbour.members(papers.count)
        let ballot = try await harbour.act(DraftBallot(plan))
        try await harbour.act(OpenBallot(ballot))
        for (numbers, member) in zip(papers, people) {
            try await harbour.act(CastPaper(ballot, .numbers(numbers)), as: .plain(member))
        }
        return ballot
    }

    @Test func `a committee is elected in proportion, and every chapter comes to the same`()
        async throws
    {
        let harbour = try TestChapter.make(named: "Harbour")
        let riverside = try TestChapter.make(named: "Riverside")
        try await harbour.openFeed()
        // Seven rank Ana before Bilal, four Chen before Dolores: one seat each.
        let papers: [[UInt8]] =
            Array(repeating: [1, 2, 0, 0], count: 7) + Array(repeating: [0, 0, 1, 2], count: 4)
        let plan = BallotPlan(
            election: "Who speaks for us?", of: Array(Self.names.prefix(4)), by: .scottishSTV,
            seats: 2)
        let ballot = try await cast(plan, papers, in: harbour)
        let closed = try await harbour.act(CloseBallot(ballot))
        #expect(closed.leading == [0, 2])
        #expect(closed.outcome == .chosen)
        #expect(closed.counts == [7, 0, 4, 0])
        let log = try await harbour.chapter.countLog(of: ballot, as: .operator).get()
        #expect(log.winners == [0, 2])
        #expect(log.stages.first?.quota?.description == "4.00000")

        try await riverside.hear(harbour)
        #expect(try await riverside.act(RecountBallots()) == [ballot])
        try await harbour.hear(riverside)
        let seen = try #require(try await harbour.chapter.ballot(ballot, as: .operator))
        #expect(seen.recounts.map(\.agrees) == [true])
        #expect(seen.seats == 2)
        for chapter in [harbour, riverside] {
            let found = try await chapter.chapter.verifyBallot(ballot, as: .operator).get()
            #expect(found.findings == [])
            let file = try await chapter.chapter.exportBallot(ballot, as: .operator).get()
            let read = try BallotFile.read(try file.json()).get()
            #expect(read.verification().findings == [])
            #expect(read.papers.allSatisfy { $0.choice == nil && $0.numbers?.count == 4 })
        }
    }

    @Test(arguments: numbered) func `each method counts random papers as Tally does`(
        method: BallotMethod
    ) async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = TestSupport.SplitMix64(seed: seed)
        let harbour = try TestChapter.make()
        let count = Self.names.count
        let papers = (0..<13).map { _ -> [UInt8] in
            switch method.paperKind {
            case .choice, .approvals:
                (0..<count).map { _ in UInt8.random(in: 0...1, using: &random) }
            case .points: (0..<count).map { _ in UInt8.random(in: 0...5, using: &random) }
            case .ranks:
                (0..<count).map { _ in UInt8.random(in: 0...UInt8(count), using: &random) }
            case .strictRanks:
                (1...UInt8(count)).shuffled(using: &random).map { $0 > 3 ? 0 : $0 }
            }
        }
        let plan = BallotPlan(
            election: "Who?", of: Self.names, by: method, seats: method == .irv ? 1 : 2)
        let ballot = try await cast(plan, papers, in: harbour)
        let closed = try await harbour.act(CloseBallot(ballot))
        let drawn = try #require(closed.lots)

        // Counted once more, with papers in another order and by nothing of the chapter's.
        let slate = try Slate(Self.names)
        let lots = Lots(
            seed: BallotLots.seed(
                secret: drawn.secret, papersRoot: closed.papersRoot, of: ballot),
            question: Array("Who?".utf8), candidates: Self.names.map { Array($0.utf8) },
            sha256: { sha256($0).bytes })
        var profile: Profile
        if [.approvals, .points].contains(method.paperKind) {
            var scored = try ScoredPapers(slate, highest: method.paperKind == .approvals ? 1 : 5)
            for paper in papers.reversed() { try scored.add(all: paper.map { Int($0) }) }
            profile = .scored(scored)
        } else {
            var ranked = RankedPapers(slate)
            for paper in papers.reversed() {
                let groups = (1...UInt8(count)).map { rank in
                    paper.indices.filter { paper[$0] == rank }
                }
                try ranked.add(groups: groups)
            }
            profile = .ranked(ranked)
        }
        let counting = try #require(CountingMethod(rawValue: method.rawValue))
        let log = try counting.count(profile, seats: plan.seats, lots: lots)
        #expect(closed.leading == log.winners, "seed \(seed)")
        #expect(drawn.countHash == (try BallotCount.hash(of: log)), "seed \(seed)")
        let found = try await harbour.chapter.verifyBallot(ballot, as: .operator).get()
        #expect(found.findings == [], "seed \(seed)")
    }

    @Test func `what does not fit a paper is refused, and nothing is kept`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(3)
        func open(_ method: BallotMethod) async throws -> ObjectID {
            let plan = BallotPlan(election: "Who?", of: ["Ana", "Bilal", "Chen"], by: method)
            let ballot = try await harbour.act(DraftBallot(plan))
            try await harbour.act(OpenBallot(ballot))
            return ballot
        }
        let irv = try await open(.irv)
        let wrong: [(BallotMethod, BallotPaper.Content)] = [
            (.irv, .choice(0)), (.irv, .numbers([1, 2])), (.irv, .numbers([1, 1, 0])),
            (.irv, .numbers([4, 0, 0])), (.approval, .numbers([2, 0, 0])),
            (.star, .numbers([6, 0, 0])),
            (.schulze, .numbers([0, 0, 4])),
        ]
        for (method, content) in wrong {
            let ballot = method == .irv ? irv : try await open(method)
            let refusal = try await harbour.refusal(
                of: CastPaper(ballot, content), as: .plain(people[0]))
            #expect(refusal?.code == .invalid, "\(method) \(content)")
            let record = try await harbour.chapter.ballot(ballot, as: .plain(people[0]))
            #expect(record?.turnout == 0)
        }
        let motion = try await harbour.act(DraftBallot(BallotPlan(motion: "Strike?")))
        try await harbour.act(OpenBallot(motion))
        let refusal = try await harbour.refusal(
            of: CastPaper(motion, .numbers([1, 0, 0])), as: .plain(people[0]))
        #expect(refusal?.field == "choice")
        // The same form twice counts once; another one does not.
        let paper = CastPaper(irv, .numbers([2, 1, 0]))
        let first = try await harbour.act(paper, as: .plain(people[1]))
        #expect(try await harbour.act(paper, as: .plain(people[1])) == first)
        let again = CastPaper(irv, .numbers([1, 2, 0]))
        #expect(try await harbour.refusal(of: again, as: .plain(people[1]))?.code == .conflict)
        #expect(try await harbour.act(CloseBallot(irv)).papers == 1)
    }

    @Test(arguments: [
        BallotPlan(election: "Who?", of: ["A", "B"], by: .irv, seats: 2),
        BallotPlan(election: "Who?", of: ["A", "B"], by: .scottishSTV, seats: 3),
        BallotPlan(election: "Who?", of: ["A", "B"], by: .scottishSTV, seats: 0),
        BallotPlan(election: "Who?", of: ["A", "B"], by: .star, highestScore: 101),
        BallotPlan(election: "Who?", of: ["A", "B"], by: .schulze, highestScore: 5),
        BallotPlan(election: "Who?", of: ["A"], by: .approval),
    ]) func `rules that make no sense are refused`(plan: BallotPlan) async throws {
        let harbour = try TestChapter.make()
        #expect(try await harbour.refusal(of: DraftBallot(plan))?.code == .invalid)
    }

    @Test func `blank papers are turnout, and without any other nobody is chosen`() async throws {
        let harbour = try TestChapter.make()
        let plan = BallotPlan(
            election: "Who?", of: ["Ana", "Bilal"], by: .approval, quorum: BallotQuorum(1, of: 2))
        let ballot = try await cast(plan, [[0, 0], [0, 0]], in: harbour)
        let closed = try await harbour.act(CloseBallot(ballot))
        #expect(closed.papers == 2 && closed.invalid == 0)
        #expect(closed.counts == [0, 0])
    }

    @Test func `too few papers choose nobody`() async throws {
        let harbour = try TestChapter.make()
        _ = try await harbour.members(9)
        let plan = BallotPlan(
            election: "Who?", of: ["Ana", "Bilal"], by: .irv, quorum: BallotQuorum(1, of: 2))
        let ballot = try await cast(plan, [[1, 2]], in: harbour)
        let closed = try await harbour.act(CloseBallot(ballot))
        #expect(closed.outcome == .quorumMissed && closed.leading.isEmpty)
    }

    @Test func `a host that draws lots with another secret, or hides the count, is named`() throws {
        let chapter = ChapterID(randomBytes32())
        let nonce = [UInt8](repeating: 1, count: 16)
        let id = ObjectID(chapter: chapter, nonce: nonce)
        let secret = [UInt8](repeating: 7, count: 32)
        let manifest = BallotAnnounced(
            nonce: nonce, question: "Who?", options: ["Ana", "Bilal"], method: .irv,
            threshold: .most, quorum: nil, electorate: .members, rollSize: 4,
            rollRoot: randomBytes32(),
            lotCommitment: BallotLots.commitment(to: secret, of: chapter, for: id))
        // One for each: only the lots can tell.
        let papers = [[UInt8]]([[1, 2], [2, 1]]).enumerated().map { number, numbers in
            BallotPaper(tracker: [UInt8](repeating: UInt8(number), count: 16), .numbers(numbers))
        }
        let closed = try #require(
            BallotCount(announced: manifest, ballot: id, chapter: chapter, papers: papers).closing(
                manifestHash: BallotAnnounced.hash(payload: manifest.payload()), marks: 2,
                lotSecret: secret))
        func findings(_ change: (inout BallotClosed) -> Void) throws -> [String] {
            var said = closed
            change(&said)
            let found = BallotFindings(
                ballot: id, chapter: chapter, manifest: manifest.payload(),
                closing: said.payload(), papers: papers
            ).all()
            let published = PublishedBallot(
                ballot: id, chapter: chapter, announcements: 1, manifest: manifest.payload(),
                closing: said.payload(), papers: papers)
            #expect((published.ownCount == said) == found.isEmpty, "\(found)")
            return found
        }
        #expect(try findings { _ in } == [])
        #expect(try !findings { $0.leading = [1 - $0.leading[0]] }.isEmpty)
        #expect(
            try findings { $0.lots?.secret[0] = 8 }.contains(
                "The lots were not drawn with what was fixed before voting began."))
        #expect(
            try findings { $0.lots = nil }.contains(
                "The result does not say how lots were drawn."))
        #expect(
            try findings { $0.lots?.countHash = randomBytes32() } == [
                "The count went another way than the result says, stage by stage."
            ])
    }
}
