import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

extension TestChapter {
    /// Writes the first event of the chapter's feed, which proves its key to others.
    func openFeed() async throws {
        let opening = FeedOpening(
            certificate: chapter.feeds.author.certificate,
            profile: ChapterProfile(name: "Test", profile: "tenants-union"))
        try await chapter.feeds.database.write { [feeds = chapter.feeds] db in
            try feeds.append(.feedOpened, opening.payload, at: .noon, in: db)
        }
    }

    /// Hears everything that another chapter has said since it was last heard.
    func hear(_ other: TestChapter) async throws {
        let feed = other.chapter.feeds.author.feed
        let held = try await chapter.read { try HeldFeed.find(feed, in: $0)?.tip.seq ?? 0 }
        let events = try await other.chapter.read { db in
            try HeldFeed.find(feed, in: db)?.events(from: held + 1, limit: 10_000, in: db) ?? []
        }
        try await chapter.feeds.receive(events.map { VerifiedRun(written: $0) })
    }

    /// Members with these names.
    @discardableResult
    func members(_ count: Int) async throws -> [MemberID] {
        var members: [MemberID] = []
        for number in 0..<count { members.append(try await person("Member \(number)")) }
        return members
    }

    /// An open ballot with papers of the first members.
    func openBallot(_ plan: BallotPlan, papers: [Int], by members: [MemberID]) async throws
        -> ObjectID
    {
        let ballot = try await act(DraftBallot(plan))
        try await act(OpenBallot(ballot))
        for (choice, member) in zip(papers, members) {
            try await act(CastPaper(ballot, choice: choice), as: .plain(member))
        }
        return ballot
    }

    /// Runs SQL against the chapter's database behind the program's back.
    func tamper(_ sql: String, _ arguments: StatementArguments = []) async throws {
        try await chapter.feeds.database.write { db in
            try db.execute(sql: sql, arguments: arguments)
            #expect(db.changesCount > 0, "the tampering must change something")
        }
    }
}
