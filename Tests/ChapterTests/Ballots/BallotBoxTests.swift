import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

@Suite struct `Ballot boxes on disk` {
    private let own: TemporaryDirectory
    private var directory: URL { URL(fileURLWithPath: own.path + "/boxes") }

    init() throws { own = try TemporaryDirectory() }

    private func harbour() throws -> TestChapter {
        let plain = try TestChapter.make()
        return TestChapter(
            chapter: Chapter(
                feeds: plain.chapter.feeds, ballotBoxes: BallotBoxes(directory: directory)))
    }

    private func file(of ballot: ObjectID) -> String {
        directory.appendingPathComponent("\(ballot).ballot").path
    }

    @Test func `a ballot has one file that only its owner can read`() async throws {
        let harbour = try harbour()
        let people = try await harbour.members(12)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0, 1], by: people)
        let mode = try FileManager.default.attributesOfItem(atPath: file(of: ballot))
        #expect(mode[.posixPermissions] as? Int == 0o600)
        #expect(try await harbour.act(CloseBallot(ballot)).counts == [1, 1, 0])
        let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(left == ["\(ballot).ballot"])
        let after = try FileManager.default.attributesOfItem(atPath: file(of: ballot))
        #expect(after[.posixPermissions] as? Int == 0o600)
    }

    @Test func `nothing in the file connects a mark with a paper`() async throws {
        let harbour = try harbour()
        let people = try await harbour.members(12)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0, 1, 2], by: people)
        try await harbour.act(CloseBallot(ballot))
        let box = try DatabaseQueue(path: file(of: ballot))
        let columns = try await box.read { db in
            try ["roll", "paper"].map { table in
                try db.columns(in: table).map(\.name)
            }
        }
        #expect(
            columns == [
                ["number", "member_id", "name", "salt", "class", "mark"], ["tracker", "choice"],
            ])
        let withoutRowID = try await box.read { db in
            try Bool.fetchOne(db, sql: "SELECT wr FROM pragma_table_list WHERE name = 'paper'")
        }
        #expect(withoutRowID == true)
    }

    @Test func `closing again after a crash in the middle gives the same result`() async throws {
        let harbour = try harbour()
        let people = try await harbour.members(12)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0, 0, 1], by: people)
        // The end of the ballot cannot be written: the box is sealed, the database is as before.
        try await harbour.tamperSchema(
            """
            CREATE TRIGGER full BEFORE UPDATE ON ballot BEGIN SELECT RAISE(ABORT, 'disk full'); END
            """)
        await #expect(throws: DatabaseError.self) {
            try await harbour.chapter.perform(CloseBallot(ballot), as: .operator, at: .noon)
        }
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM shared_paper") == 0)
        let late = try await harbour.refusal(
            of: CastPaper(ballot, choice: 1), as: .plain(people[8]))
        #expect(late?.sentence.contains("being counted") == true)
        try await harbour.tamperSchema("DROP TRIGGER full")
        let result = try await harbour.act(CloseBallot(ballot))
        #expect(result.counts == [2, 1, 0])
        #expect(result.marks == 3)
    }

    @Test func `opening again after a crash in the middle freezes the roll anew`() async throws {
        let harbour = try harbour()
        try await harbour.members(2)
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Strike?")))
        try await harbour.tamperSchema(
            """
            CREATE TRIGGER full BEFORE UPDATE ON ballot BEGIN SELECT RAISE(ABORT, 'disk full'); END
            """)
        await #expect(throws: DatabaseError.self) {
            try await harbour.chapter.perform(OpenBallot(ballot), as: .operator, at: .noon)
        }
        try await harbour.tamperSchema("DROP TRIGGER full")
        let late = try await harbour.person("Late")
        #expect(try await harbour.act(OpenBallot(ballot)) == 3)
        try await harbour.act(CastPaper(ballot, choice: 0), as: .plain(late))
    }

    @Test func `a cancelled ballot leaves no file`() async throws {
        let harbour = try harbour()
        let people = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0], by: people)
        try await harbour.act(CancelBallot(ballot))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == [])
    }

    @Test func `a missing box is a fault that names the file`() async throws {
        let harbour = try harbour()
        let people = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0], by: people)
        try FileManager.default.removeItem(atPath: file(of: ballot))
        let fault = await #expect(throws: (any Error).self) {
            try await harbour.chapter.perform(CloseBallot(ballot), as: .operator, at: .noon)
        }
        #expect("\(try #require(fault))".contains(file(of: ballot)))
        #expect(try await harbour.value(String.self, "SELECT state FROM ballot") == "open")
    }
}

extension TestChapter {
    /// Changes the schema behind the program's back.
    func tamperSchema(_ sql: String) async throws {
        try await chapter.feeds.database.write { try $0.execute(sql: sql) }
    }
}
