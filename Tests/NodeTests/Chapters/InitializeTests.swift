import Foundation
import Node
import TestSupport
import Testing
import Web

@Suite struct `Making a chapter` {
    private func options(_ directory: DataDirectory, mail: String = "ana@harbour.example")
        -> InitOptions
    {
        InitOptions(
            directory: directory, name: "Harbour", profile: "tenants-union",
            coordinatorName: "Ana Luz", coordinatorMail: mail)
    }

    private func content(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

    private func write(_ text: String, to path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    @Test(arguments: [
        "keys/root.key", "keys/feed.key", "keys/feed-1.key", "rhizome.sqlite",
        "rhizome.sqlite-wal", "high-water", "ballots/a.sqlite",
    ])
    func `is refused where something of another chapter lies, and that stays`(rest: String)
        async throws
    {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        let path = directory.path + "/" + rest
        try write("the only copy", to: path)
        let error = await #expect(throws: DataDirectoryError.self) {
            _ = try await initialize(options(directory))
        }
        #expect(content(path) == Data("the only copy".utf8))
        #expect(!directory.holdsChapter)
        let sentence = error.map { "\($0)" } ?? ""
        #expect(sentence.contains(directory.path))
        #expect(sentence.contains(rest.split(separator: "/")[0]))
        #expect(sentence.contains("Nothing was changed"))
    }

    @Test func `begins anew where an attempt has not finished`() async throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        try write("half of a key", to: directory.path + "/unfinished/keys/root.key")
        try write("half of a database", to: directory.path + "/unfinished/rhizome.sqlite")
        _ = try await initialize(options(directory))
        #expect(directory.holdsChapter)
        #expect(content(directory.path + "/keys/root.key")?.count == 32)
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/unfinished"))
    }

    @Test func `that is refused leaves nothing in the way of the next attempt`() async throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        let long = String(repeating: "a", count: 3_000) + "@harbour.example"
        await #expect(throws: (any Error).self) {
            _ = try await initialize(options(directory, mail: long))
        }
        #expect(!directory.holdsChapter)
        _ = try await initialize(options(directory))
        #expect(directory.holdsChapter)
    }

    @Test func `leaves keys for their owner alone, and a database that opens`() async throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        _ = try await initialize(options(directory))
        for key in ["root.key", "feed.key", "transport.key"] {
            var entry = stat()
            #expect(stat(directory.keys + "/" + key, &entry) == 0)
            #expect(entry.st_mode & 0o777 == 0o600, "\(key)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            .filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.sorted()
        #expect(
            left == [
                "ballots", "high-water", "imports", "keys", "lock", "outbox", "rhizome.json",
                "rhizome.sqlite",
            ])
        let door = try await openDoor(directory)
        let status: StatusAnswer = try await door.ask(DoorRequest("GET", "status"))
        #expect(status.name == "Harbour")
        #expect(status.members == 1)
    }
}
