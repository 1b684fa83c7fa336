import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

extension TestChapter {
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
