import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Verifying a stored feed` {
    private let store: MemoryStore

    init() throws {
        store = try MemoryStore()
        try store.chat(1100)
    }

    private func findings(after sql: String = "SELECT 1", keyed: Bool = true) throws -> [String] {
        try store.database.write { try $0.execute(sql: sql) }
        let keys = keyed ? store.keys : nil
        return try store.read { db in
            let held = try #require(try HeldFeed.find(store.feed, in: db))
            return try held.verify(keys: keys, in: db).findings
        }
    }

    private var feed: String { "the feed of \(store.feed.chapter)" }

    @Test func `finds nothing in a good one`() throws {
        #expect(try findings().isEmpty)
    }

    @Test func `names an event whose body was changed`() throws {
        let found = try findings(after: "UPDATE event SET body = zeroblob(40) WHERE seq = 7")
        #expect(found == ["Event 7 of \(feed) was changed."])
    }

    @Test func `names an event whose id was changed, and what no longer follows it`() throws {
        let found = try findings(after: "UPDATE event SET id = zeroblob(32) WHERE seq = 7")
        #expect(found.contains("Event 7 of \(feed) was changed."))
        #expect(found.contains("Event 8 of \(feed) was changed."))
    }

    @Test(arguments: [1, 7, 1000, 1001])
    func `names an event that is missing`(seq: Int) throws {
        let found = try findings(after: "DELETE FROM event WHERE seq = \(seq)")
        #expect(found.contains("Events before \(seq + 1) of \(feed) are missing."))
    }

    @Test func `says when the end is missing`() throws {
        let found = try findings(after: "DELETE FROM event WHERE seq >= 1090")
        #expect(found.contains("The end of \(feed) is missing."))
    }

    @Test func `names an event whose signature is wrong`() throws {
        let found = try findings(
            after: """
                UPDATE event SET signature = (SELECT signature FROM event WHERE seq = 8)
                WHERE seq = 7
                """)
        #expect(found == ["The signature of event 7 of \(feed) is wrong."])
    }

    @Test func `says when the last event is not signed`() throws {
        let found = try findings(after: "UPDATE event SET signature = NULL WHERE seq = 1100")
        #expect(found == ["The last event of \(feed) is not signed."])
    }

    @Test func `says when the key is not known`() throws {
        #expect(try findings(keyed: false) == ["The key of \(feed) is not known."])
    }

    @Test func `names an event that cannot be read, and the rest is not trusted`() throws {
        let found = try findings(after: "UPDATE event SET suffix = x'FF' WHERE seq = 7")
        #expect(found.count == 1)
        #expect(found.first?.contains("event 7 of chapter \(store.feed.chapter)") == true)
    }
}
