import Federation
import Feeds
import GRDB
import Sodium
import TestSupport
import Testing

@Suite struct `Checkpoints` {
    private let harbour: MemoryStore
    private let riverside: MemoryStore

    init() throws {
        harbour = try MemoryStore("Harbour")
        riverside = try MemoryStore("Riverside")
    }

    private func open(_ store: MemoryStore) throws {
        let opening = FeedOpening(
            certificate: store.feeds.author.certificate,
            profile: ChapterProfile(name: "Harbour", profile: "union-local"))
        try store.say(.feedOpened, opening.payload)
    }

    private func due(_ store: MemoryStore, after milliseconds: Int64 = 0) throws -> Bool {
        try store.database.write {
            try store.feeds.writeDueCheckpoint(at: .noon + milliseconds, in: $0)
        }
    }

    /// What is said at a place: a right checkpoint, or one about something else.
    private func said(_ events: [Event]) -> [UInt8] {
        var tree = MerkleTree()
        for event in events { tree.append(event.id.bytes) }
        return Checkpoint(tree).payload
    }

    private func voids(_ store: MemoryStore) throws -> [String: Int] {
        try store.read { try store.feeds.voidEvents(in: $0) }
    }

    private func checkpoints(_ store: MemoryStore) throws -> [UInt64] {
        try store.events().filter { $0.suffix.kind == .checkpoint }.map(\.header.seq)
    }

    @Test func `are written after 1,024 events, and not twice`() throws {
        try open(harbour)
        try harbour.chat(1022)
        #expect(try !due(harbour))
        try harbour.chat(1)
        #expect(try due(harbour))
        #expect(try !due(harbour))
        let events = try harbour.events()
        #expect(events.count == 1025)
        let checkpoint = try #require(events.last?.payload.flatMap { Checkpoint(payload: $0) })
        #expect(checkpoint.size == 1024)
        #expect(checkpoint.root == merkleRoot(events.dropLast().map(\.id.bytes)))
        try harbour.chat(1023)
        #expect(try !due(harbour))
        try harbour.chat(1)
        #expect(try due(harbour))
        #expect(try checkpoints(harbour) == [1025, 2050])
        #expect(try voids(harbour).isEmpty)
    }

    @Test func `are written thirty days after something was said`() throws {
        let month = Limits.checkpointTime
        try open(harbour)
        #expect(try !due(harbour, after: 2 * month))
        try harbour.chat(3)
        #expect(try !due(harbour, after: month - 1))
        #expect(try due(harbour, after: month))
        #expect(try !due(harbour, after: 3 * month))
        #expect(try checkpoints(harbour) == [5])
    }

    @Test func `do not answer what computers say to each other`() throws {
        try open(harbour)
        let head = WitnessedHead(feed: riverside.feed, seq: 1, id: .none)
        let heads = try #require(HeadsWitnessed([head]))
        try harbour.say(.headsWitnessed, heads.payload)
        #expect(try !due(harbour, after: 5 * Limits.checkpointTime))
    }

    @Test func `wait until the chapter may write, and never lie in the outbox`() async throws {
        let closed = try MemoryStore(harbour.feeds.author, gateIsOpen: false)
        try closed.chat(1024)
        #expect(try !due(closed))
        #expect(try closed.count("outbox") == 1024)
        try await closed.feeds.openGate()
        #expect(try await closed.feeds.writeDueCheckpoint(at: .noon))
        closed.feeds.closeGate()
        try closed.chat(1)
        #expect(try await !closed.feeds.writeDueCheckpoint(at: .noon))
        #expect(try checkpoints(closed) == [1025])
    }

    @Test func `are not written again by a chapter that starts again`() async throws {
        try harbour.chat(1024)
        #expect(try await harbour.feeds.writeDueCheckpoint(at: .noon))
        let again = Feeds(database: harbour.database, author: harbour.feeds.author)
        #expect(try await !again.writeDueCheckpoint(at: .noon))
        #expect(try checkpoints(harbour) == [1025])
    }

    @Test func `are the same for readers, and whatever is made anew`() throws {
        try open(harbour)
        for (index, count) in [1100, 30, 2100].enumerated() {
            try harbour.chat(count)
            #expect(try due(harbour, after: Int64(index) * Limits.checkpointTime))
        }
        try harbour.send(harbour.feed, key: harbour.key, to: riverside)
        #expect(try riverside.count("shared_checkpoint") == 3)
        let rows = try riverside.sharedRows()
        #expect(try rows == harbour.sharedRows())
        try riverside.database.write { try Feeds.rebuild(in: $0) }
        #expect(try riverside.sharedRows() == rows)
    }

    @Test func `with a wrong root or size are void, and change nothing else`() throws {
        try open(harbour)
        try harbour.chat(4)
        let right = said(try harbour.events())
        try harbour.say(.checkpoint, said(try harbour.events().dropLast()))
        try harbour.say(.checkpoint, right)
        let reversed = Array(try harbour.events().reversed())
        try harbour.say(.checkpoint, said(reversed))
        try harbour.say(.checkpoint, [1, 2, 3])
        #expect(try voids(harbour) == ["wrong root": 3, "malformed payload": 1])
        #expect(try harbour.count("shared_checkpoint") == 0)
        // The next one is right again.
        try harbour.chat(2)
        try harbour.say(.checkpoint, said(try harbour.events()))
        #expect(try harbour.count("shared_checkpoint") == 1)
        try harbour.send(harbour.feed, key: harbour.key, to: riverside)
        #expect(try riverside.sharedRows() == harbour.sharedRows())
    }

    @Test func `count events whose bodies were taken back`() throws {
        try open(harbour)
        try harbour.say(.meetingScheduled, Meetings.event(1))
        try harbour.chat(5)
        let events = try harbour.events()
        let taken = try harbour.database.write {
            try harbour.feeds.takeBack(events[1...3].map(\.id), at: .noon, in: $0)
        }
        #expect(taken == 3)
        #expect(try due(harbour, after: Limits.checkpointTime))
        try harbour.send(harbour.feed, key: harbour.key, to: riverside)
        #expect(try riverside.count("shared_checkpoint") == 1)
        #expect(try riverside.sharedRows() == harbour.sharedRows())
    }

    @Test func `beyond a cut go with what is put aside, and begin anew before it`() async throws {
        try open(harbour)
        try harbour.chat(10)
        #expect(try due(harbour, after: Limits.checkpointTime))
        let before = try harbour.sharedRows()
        try harbour.chat(10)
        #expect(try due(harbour, after: 2 * Limits.checkpointTime))
        _ = try await harbour.feeds.close(harbour.feed, after: 15)
        #expect(try harbour.sharedRows() == before)
        try harbour.say(.checkpoint, said(try harbour.events()))
        #expect(try harbour.count("shared_checkpoint") == 2)
        _ = try await harbour.feeds.close(harbour.feed, after: 9)
        #expect(try harbour.count("shared_edge") == 0)
    }

    @Test func `are not said again in a new epoch, which has its own`() throws {
        let first = try MemoryStore(.fixed(7))
        try first.chat(8)
        let cut = try #require(try first.tip())
        try first.chat(3)
        #expect(try due(first, after: Limits.checkpointTime))
        let author = FeedAuthor.fixed(7, epoch: 1)
        let later = Feeds(database: first.database, author: author)
        let again = try first.database.write { db in
            try later.begin(
                try FeedAuthor.opening(7, epoch: 1, at: cut), at: .noon, in: db)
        }
        #expect(again == 3)
        let kinds = try first.events(author.feed).map(\.suffix.kind)
        #expect(kinds.first == .feedOpened && !kinds.contains(.checkpoint))
        let month = Timestamp.noon + Limits.checkpointTime
        #expect(try first.database.write { try later.writeDueCheckpoint(at: month, in: $0) })
        #expect(
            try first.events(author.feed).last?.payload.flatMap { Checkpoint(payload: $0) }?.size
                == 4)
    }

    @Test func `that came before this program knew of them count once it does`() throws {
        try open(harbour)
        try harbour.chat(9)
        #expect(try due(harbour, after: Limits.checkpointTime))
        try harbour.say(.checkpoint, said([]))
        try harbour.say(.checkpoint, said(Array(try harbour.events().prefix(3))))
        let rows = try harbour.sharedRows()
        try harbour.execute(
            """
            DROP TABLE shared_checkpoint; DROP TABLE shared_edge; DELETE FROM void_event;
            DELETE FROM grdb_migrations WHERE identifier = 'checkpoints-0001'
            """)
        var migrator = DatabaseMigrator()
        Feeds.registerMigrations(in: &migrator)
        try migrator.migrate(harbour.database)
        #expect(try harbour.sharedRows() == rows)
        #expect(try harbour.count("shared_checkpoint") == 1)
    }
}
