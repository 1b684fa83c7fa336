import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `What history says of somebody's own searches` {
    /// Alice, who keeps the search, Eve, who coordinates too, and Bob, who is on it.
    private struct Office {
        let harbour: TestChapter
        let alice: Viewer
        let eve: Viewer
        let bob: MemberID

        init() async throws {
            harbour = try TestChapter.make()
            alice = try await harbour.viewer(.alice, roles: [.coordinator])
            eve = try await harbour.viewer(.eve, roles: [.coordinator])
            bob = try await harbour.add(.bob)
        }

        func list(_ name: String, isShared: Bool) async throws -> Int64 {
            let id = try await harbour.act(
                SaveSearch(name, .byHand, isShared: isShared), as: alice)
            try await harbour.act(PlaceInSearch(id, .putIn, .these([bob])), as: alice)
            return id
        }

        /// The sentences about lists that a viewer reads of Bob, on his history and his timeline.
        func read(_ viewer: Viewer) async throws -> [String] {
            let bob = bob
            return try await harbour.chapter.read { db in
                let history = try MemberHistory(bob).answer(in: db, for: viewer).get()
                let timeline = try PersonTimeline(bob, limit: 100).answer(in: db, for: viewer)
                    .get().entries
                let told = timeline.flatMap { entry -> [HistoryEntry] in
                    if case .changes(let lines) = entry.kind { lines } else { [] }
                }
                func said(_ lines: [HistoryEntry]) -> [String] {
                    lines.filter { $0.field == PlacingText.field }.map(\.sentence)
                }
                #expect(said(history).sorted() == said(told).sorted())
                return said(history)
            }
        }
    }

    @Test func `the name is its owner's alone, and so is the line`() async throws {
        let office = try await Office()
        let id = try await office.list("Hopeless cases", isShared: false)
        #expect(
            try await office.read(office.alice)
                == ["Alice Moreno set the saved search to “Hopeless cases (put in)”."])
        #expect(try await office.read(office.eve).isEmpty)
        #expect(try await office.read(.operator).isEmpty)
        let kept = try await office.harbour.chapter.read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM history WHERE coalesce(old, new) LIKE '%Hopeless%'")
        }
        #expect(kept == 0)
        // Once it is shared everybody who sees people may read what became of it.
        try await office.harbour.act(
            ChangeSearch(id, version: 1, name: "Calls", .byHand, isShared: true), as: office.alice)
        #expect(
            try await office.read(office.eve)
                == ["Alice Moreno set the saved search to “Calls (put in)”."])
    }

    @Test func `members read of no list on which they were put`() async throws {
        let office = try await Office()
        _ = try await office.list("Choir", isShared: true)
        _ = try await office.list("Hopeless cases", isShared: false)
        #expect(try await office.read(office.eve).count == 1)
        #expect(try await office.read(.member(office.bob, [])).isEmpty)
    }

    @Test func `an older line with the name is read by who wrote it, or where it was shared`()
        async throws
    {
        let office = try await Office()
        _ = try await office.list("Choir", isShared: true)
        let alice = office.alice.actor
        try await office.harbour.chapter.feeds.database.write { db in
            for text in ["Choir (taken out)", "2024 Hopeless (put in)"] {
                try db.execute(
                    sql: """
                        INSERT INTO history (at, actor, act, member_id, field, new)
                        VALUES (?, ?, 'PlaceInSearch', ?, 'saved search', ?)
                        """,
                    arguments: [Timestamp.noon.milliseconds, alice, office.bob, text])
            }
        }
        #expect(try await office.read(office.alice).count == 3)
        let others = try await office.read(office.eve)
        #expect(others.count == 2)
        #expect(!others.joined().contains("Hopeless"))
    }

    @Test func `an archive takes along what is shared, under its new number`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/a.zip"
        let office = try await Office()
        _ = try await office.list("Hopeless cases", isShared: false)
        _ = try await office.list("Choir", isShared: true)
        _ = try await office.harbour.chapter.writeArchive(to: path, as: .operator, at: .noon).get()
        let file = try ArchiveFile(.file(path: path))
        for entry in file.manifest.files {
            let text = String(
                decoding: try file.whole(entry.name, atMost: 1 << 24), as: UTF8.self)
            #expect(!text.contains("Hopeless"), "\(entry.name)")
        }
        let other = try TestChapter.make(named: "Hillside")
        try await other.act(ReadArchive(.file(path: path)))
        let lines = try await other.chapter.read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM history WHERE field = ?", arguments: [PlacingText.field])
            return try HistoryEntry.entries(rows, in: db, for: .operator)
        }
        #expect(lines.map(\.new) == ["Choir (put in)"])
    }
}
