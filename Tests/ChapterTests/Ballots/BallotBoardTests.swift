import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Ballots in lists` {
    @Test func `what runs, what is drafted and what is over stand apart`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let over = try await harbour.openBallot(BallotPlan(motion: "Over?"), papers: [], by: [])
        try await harbour.act(CloseBallot(over))
        let open = try await harbour.openBallot(BallotPlan(motion: "Open?"), papers: [], by: [])
        let draft = try await harbour.act(DraftBallot(BallotPlan(motion: "Draft?")))
        let dropped = try await harbour.act(DraftBallot(BallotPlan(motion: "Dropped?")))
        try await harbour.act(CancelBallot(dropped))
        let board = try await harbour.chapter.ballotBoard(as: .coordinator(alice))
        #expect(board.running.map(\.id) == [open])
        #expect(board.drafts.map(\.id) == [draft])
        #expect(board.past.map(\.id) == [over])
        #expect(board.next == nil)
        let member = try await harbour.chapter.ballotBoard(as: .plain(alice))
        #expect(member.drafts == [])
        #expect(member.running.map(\.standing) == [.mayVote])
        let visitor = try await harbour.chapter.ballotBoard(as: .visitor)
        #expect(visitor.running == [] && visitor.past == [])
    }

    @Test func `the past comes page by page, each ballot once`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let count = BallotBoard.pageSize * 2 + 1
        for number in 0..<count {
            let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "No. \(number)")))
            // Pairs are announced in one moment, so that the place in between is exact.
            try await harbour.act(OpenBallot(ballot), at: .noon + Int64(number / 2))
            try await harbour.act(CancelBallot(ballot), at: .noon + 10_000)
        }
        var seen: [ObjectID] = []
        var pages = 0
        var place: BallotBoard.Place?
        repeat {
            let board = try await harbour.chapter.ballotBoard(after: place, as: .plain(alice))
            seen += board.past.map(\.id)
            place = try board.next.map { try #require(BallotBoard.Place("\($0)")) }
            pages += 1
        } while place != nil
        #expect(pages == 3)
        #expect(Set(seen).count == count && seen.count == count)
        for text in ["", "1", "x-00", "1-2-3"] { #expect(BallotBoard.Place(text) == nil) }
    }

    @Test func `a member owes a vote until it is cast or over`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let chapter = harbour.chapter
        let first = try await harbour.openBallot(BallotPlan(motion: "A?"), papers: [], by: [])
        let second = try await harbour.openBallot(BallotPlan(motion: "B?"), papers: [], by: [])
        let late = try await harbour.person("Bob")
        #expect(try await chapter.votesOwed(by: .plain(alice), at: .noon) == 2)
        #expect(try await chapter.votesOwed(by: .plain(late), at: .noon) == 0)
        #expect(try await chapter.votesOwed(by: .operator, at: .noon) == 0)
        try await harbour.act(CastPaper(first, choice: 0), as: .plain(alice))
        #expect(try await chapter.votesOwed(by: .plain(alice), at: .noon) == 1)
        try await harbour.act(CloseBallot(second))
        #expect(try await chapter.votesOwed(by: .plain(alice), at: .noon) == 0)
    }

    @Test func `published papers are read in the order of their codes, page by page`() async throws
    {
        let harbour = try TestChapter.make()
        let members = try await harbour.members(PublishedPapers.pageSize + 5)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: members.map { _ in 1 }, by: members)
        let viewer = Viewer.plain(members[0])
        #expect(try await harbour.chapter.publishedPapers(of: ballot, as: viewer).papers == [])
        try await harbour.act(CloseBallot(ballot))
        let first = try await harbour.chapter.publishedPapers(of: ballot, as: viewer)
        let second = try await harbour.chapter.publishedPapers(
            of: ballot, after: first.next, as: viewer)
        let codes = (first.papers + second.papers).map(\.code)
        #expect(first.papers.count == PublishedPapers.pageSize)
        #expect(second.papers.count == 5 && second.next == nil)
        #expect(codes == codes.sorted() && Set(codes).count == members.count)
        let visitor = try await harbour.chapter.publishedPapers(of: ballot, as: .visitor)
        #expect(visitor.papers == [])
    }
}
