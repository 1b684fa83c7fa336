import Federation
import Feeds
import Foundation
import GRDB
import Node
import Sodium

/// A temporary directory with database files, removed at the end.
final class Workspace {
    private let directory: URL
    private var number = 0

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "rhizome-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// A path that nothing has used yet.
    func path(_ name: String) -> String {
        number += 1
        return directory.appending(path: "\(number)-\(name)").path
    }

    /// A new database file, opened as a node opens its own: WAL, synchronous FULL.
    func database(copying original: String? = nil) throws -> DatabasePool {
        let path = path("chapter.sqlite")
        if let original { try FileManager.default.copyItem(atPath: original, toPath: path) }
        return try OpenedChapter.open(path)
    }

    /// Closes a database and removes its file, so that the disk is not filled round by round.
    func remove(_ database: DatabasePool) throws {
        let path = database.path
        try database.close()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}

/// A chapter's keys, new each time.
func newAuthor() throws -> FeedAuthor {
    let root = try SigningKey()
    let feed = try SigningKey()
    let certificate = FeedCertificate(rootKey: root, feedKey: feed.publicKey, epoch: 0)
    return FeedAuthor(certificate: certificate, key: feed)
}
