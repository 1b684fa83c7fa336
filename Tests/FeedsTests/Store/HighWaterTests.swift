import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import TestSupport
import Testing

@Suite struct `The high-water file` {
    private let own: TemporaryDirectory
    private var directory: URL { URL(fileURLWithPath: own.path) }
    private let feed = FeedName(chapter: ChapterID(digest("rhizome/test chapter")), epoch: 2)
    private var path: String { directory.appending(path: "high-water").path }
    private var database: String { directory.appending(path: "chapter.sqlite").path }

    init() throws {
        own = try TemporaryDirectory()
        try Data([1]).write(to: URL(fileURLWithPath: database))
    }

    private func tip(_ seq: UInt64, of history: String = "one") -> Tip {
        guard seq > 0 else { return .empty }
        return Tip(
            seq: seq, id: EventID(digest("rhizome/test", Array("\(history) \(seq)".utf8))),
            time: HybridTime(bits: seq))
    }

    private func file(machine: String = "bench", database: String? = nil) -> HighWater {
        HighWater(path: path, databasePath: database ?? self.database, machine: machine)
    }

    private func isRestored(_ verdict: HighWater.Verdict) -> Bool {
        if case .restored = verdict { true } else { false }
    }

    @Test func `is not there for a new chapter`() {
        #expect(file().verdict(on: .empty, of: feed) == .new)
    }

    @Test func `lets a database go on that is as far, or further after a crash`() {
        file().raise(to: tip(7), of: feed)
        #expect(file().failure == nil)
        #expect(file().verdict(on: tip(7), of: feed) == .current)
        #expect(file().verdict(on: tip(8), of: feed) == .current)
    }

    @Test func `knows a database that is behind`() {
        file().raise(to: tip(7), of: feed)
        #expect(isRestored(file().verdict(on: tip(6), of: feed)))
        #expect(isRestored(file().verdict(on: .empty, of: feed)))
    }

    @Test func `knows a database of an earlier epoch`() {
        file().raise(to: tip(1), of: feed)
        let earlier = FeedName(chapter: feed.chapter, epoch: 1)
        #expect(isRestored(file().verdict(on: tip(900), of: earlier)))
        let later = FeedName(chapter: feed.chapter, epoch: 3)
        #expect(file().verdict(on: tip(1), of: later) == .current)
    }

    @Test func `knows a database with another history`() {
        file().raise(to: tip(7), of: feed)
        #expect(isRestored(file().verdict(on: tip(7, of: "another"), of: feed)))
    }

    @Test func `knows another machine`() {
        file(machine: "old").raise(to: tip(7), of: feed)
        #expect(isRestored(file(machine: "new").verdict(on: tip(7), of: feed)))
    }

    @Test func `knows a copy of the database`() throws {
        file().raise(to: tip(7), of: feed)
        let copy = directory.appending(path: "copy.sqlite").path
        try FileManager.default.copyItem(atPath: database, toPath: copy)
        #expect(isRestored(file(database: copy).verdict(on: tip(7), of: feed)))
    }

    @Test func `counts as a restore when it is missing though events are there`() {
        #expect(isRestored(file().verdict(on: tip(1), of: feed)))
    }

    @Test(
        arguments: [
            [], Array("7".utf8), Array("a b c\nplace\n".utf8), [0xFF, 0xFE, 0x00, 0x80],
            Array("1 2 3 4\n".utf8),
        ] as [[UInt8]])
    func `counts as a restore when it is damaged, also for an empty database`(bytes: [UInt8])
        throws
    {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(isRestored(file().verdict(on: tip(7), of: feed)))
        #expect(isRestored(file().verdict(on: .empty, of: feed)))
    }

    @Test func `says why it could not be written`() {
        let nowhere = HighWater(
            path: directory.appending(path: "gone/high-water").path, databasePath: database,
            machine: "bench")
        nowhere.raise(to: tip(1), of: feed)
        #expect(nowhere.failure == "No such file or directory")
    }

    @Test func `is raised by every commit of own events`() throws {
        let highWater = file()
        let memory = try MemoryStore()
        let feeds = Feeds(
            database: memory.database, author: memory.feeds.author, highWater: highWater)
        try memory.database.write { db in
            try feeds.append(Kind(rawValue: 1000), [1], at: .noon, in: db)
            try feeds.append(Kind(rawValue: 1000), [2], at: .noon, in: db)
        }
        let tip = try #require(try memory.tip())
        #expect(highWater.verdict(on: tip, of: memory.feed) == .current)
        let behind = try #require(try memory.events().first?.tip)
        #expect(isRestored(highWater.verdict(on: behind, of: memory.feed)))
    }
}
