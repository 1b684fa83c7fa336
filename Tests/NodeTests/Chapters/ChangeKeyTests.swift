import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import TestSupport
import Testing
import Web

@testable import Node

/// What an attempt to change the key leaves behind, wherever it is interrupted.
@Suite struct `Changing the key of a chapter` {
    private let parent: TemporaryDirectory
    private let directory: DataDirectory

    init() async throws {
        parent = try TemporaryDirectory()
        directory = DataDirectory(parent.path + "/harbour")
        _ = try await initialize(
            InitOptions(
                directory: directory, name: "Harbour", profile: "tenants-union",
                coordinatorName: "Ana Luz", coordinatorMail: "ana@harbour.example"))
    }

    private var keys: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: directory.keys)
                .filter { $0.hasPrefix("feed") && $0.hasSuffix(".key") }.sorted()
        }
    }

    private func change() async throws -> KeyChangeAnswer {
        let (_, node) = try await openOffline(directory)
        return try await node.changeFeedKey().get()
    }

    /// Opens the chapter, lets it say something, and checks everything again.
    private func writes(_ text: String) async throws -> [String] {
        let (chapter, node) = try await openOffline(directory)
        try await chapter.feeds.database.write { db in
            try chapter.feeds.append(
                Kind(rawValue: 1000), Array(text.utf8), at: systemClock(), in: db)
        }
        return try await node.verifyFeeds().findings
    }

    private func copy(_ file: String, to other: String) throws {
        try FileManager.default.copyItem(
            atPath: directory.keys + "/" + file, toPath: directory.keys + "/" + other)
    }

    @Test func `leaves one key, the new one, that nobody else may read`() async throws {
        let answer = try await change()
        #expect(answer.epoch == 0)
        #expect(answer.left == 7)
        #expect(try keys == ["feed.1.key"])
        let path = directory.keys + "/feed.1.key"
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try await writes("after").isEmpty)
        #expect(try await change().left == 6)
        #expect(try keys == ["feed.2.key"])
        #expect(try await writes("and after that").isEmpty)
    }

    @Test func `goes on with the old key where it was interrupted before the event`() async throws {
        let author = try OpenedChapter(directory).feeds.author
        let next = try SigningKey()
        let change = author.withKey {
            KeyChange(to: next, at: 9, in: author.feed, signedBy: $0)
        }
        let certificate = try #require(author.certificate.followed(by: change))
        // The certificate alone, then the key as well; then the attempt is made again.
        try Data(certificate.bytes).write(
            to: URL(fileURLWithPath: directory.feedCertificate(of: 0, 1)))
        #expect(try await writes("with a certificate").isEmpty)
        try ChapterKeys.keep(next, certificate, in: directory)
        #expect(try keys == ["feed.1.key", "feed.key"])
        #expect(try await writes("with both keys").isEmpty)
        #expect(try OpenedChapter(directory).feeds.author.certificate.keys.changes.isEmpty)
        _ = try await self.change()
        #expect(try keys == ["feed.1.key"])
        #expect(try OpenedChapter(directory).feeds.author.certificate.feedKey != next.publicKey)
        #expect(try await writes("after all").isEmpty)
    }

    @Test func `goes on with the new key where it was interrupted after the event`() async throws {
        try copy("feed.key", to: "kept")
        _ = try await change()
        try copy("kept", to: "feed.key")
        #expect(try keys == ["feed.1.key", "feed.key"])
        #expect(try await writes("after").isEmpty)
        #expect(try keys == ["feed.1.key"], "the old one is removed at last")
    }

    @Test func `keeps nothing of a change that could not be committed`() async throws {
        let opened = try OpenedChapter(directory)
        try await opened.feeds.openGate()
        struct Interrupted: Error {}
        await #expect(throws: Interrupted.self) {
            try await opened.feeds.database.write { [feeds = opened.feeds, directory] db in
                _ = try feeds.changeKey(at: systemClock(), in: db) { certificate, key in
                    try ChapterKeys.keep(key, certificate, in: directory)
                }
                throw Interrupted()
            }
        }
        #expect(try keys == ["feed.1.key", "feed.key"])
        #expect(try await writes("as before").isEmpty)
        #expect(try await change().seq > 0)
        #expect(try keys == ["feed.1.key"])
    }

    @Test func `does not open with a key that was given up`() async throws {
        try copy("feed.key", to: "kept")
        _ = try await change()
        try FileManager.default.removeItem(atPath: directory.keys + "/feed.1.key")
        try copy("kept", to: "feed.key")
        let error = #expect(throws: DataDirectoryError.self) { try OpenedChapter(directory) }
        #expect(error.map { "\($0)" }?.contains("feed.1.key") == true)
    }

    @Test func `takes the newest key where only the database is older`() async throws {
        let opened = try OpenedChapter(directory)
        let backup = parent.path + "/backup.sqlite"
        try await opened.feeds.database.vacuum(into: backup)
        _ = try await change()
        let newest = try OpenedChapter(directory).feeds.author.certificate
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: directory.database + suffix)
        }
        try FileManager.default.copyItem(atPath: backup, toPath: directory.database)
        let restored = try OpenedChapter(directory)
        #expect(restored.restored != nil)
        #expect(restored.feeds.author.certificate == newest)
        #expect(try keys == ["feed.1.key"])
    }

    @Test func `is undone by beginning anew`() async throws {
        _ = try await change()
        let report = try await beginAnew(
            RenewOptions(directory: directory, rootKey: directory.rootKey))
        #expect(report.epoch == 1)
        #expect(try keys == ["feed-1.key"])
        #expect(try await change().left == 7)
        #expect(try keys == ["feed-1.1.key"])
        #expect(try await writes("in the new epoch").isEmpty)
    }
}
