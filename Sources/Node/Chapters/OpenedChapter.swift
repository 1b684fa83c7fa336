import CLinux
import Chapter
import Federation
import Feeds
import Foundation
package import GRDB
import Sodium

/// A chapter opened from its data directory.
///
/// The caller holds the directory's lock.
package struct OpenedChapter {
    let chapter: Chapter
    /// Whether the database may be older than what the chapter has sent out, and why.
    let restored: String?

    var feeds: Feeds { chapter.feeds }

    /// Opens the database, migrates it and takes the feed key out of its file.
    init(_ directory: DataDirectory) throws {
        try SelfTest.run()
        let chapter = try ChapterKeys.chapter(in: directory)
        let database = try Self.open(directory.database)
        let epochs = try database.read { db in
            try HeldFeed.all(in: db).filter { $0.name.chapter == chapter }.map(\.name.epoch)
        }
        let author = try ChapterKeys.author(of: epochs + [0], in: directory) { certificate in
            let first = [certificate.feed: certificate.keys.first]
            return try database.read { try Feeds.keys(from: first, in: $0) }[certificate.feed]?
                .changes ?? []
        }
        try self.init(directory, database, author)
    }

    /// Opens the database for an author whose key was just made or read.
    ///
    /// The gate to the chapter's own feed is closed: the node opens it once it knows that it may
    /// write.
    init(_ directory: DataDirectory, author: FeedAuthor) throws {
        try self.init(directory, try Self.open(directory.database), author)
    }

    private init(
        _ directory: DataDirectory, _ database: DatabasePool, _ author: FeedAuthor
    ) throws {
        let highWater = HighWater(
            path: directory.highWater, databasePath: directory.database,
            machine: Self.machine(of: directory.database))
        let feeds = Feeds(
            database: database, author: author, highWater: highWater, gateIsOpen: false)
        chapter = Chapter(
            feeds: feeds,
            ballotBoxes: BallotBoxes(directory: URL(fileURLWithPath: directory.ballots)))
        let tip = try database.read { db in
            try HeldFeed.find(author.feed, in: db)?.tip ?? .empty
        }
        switch highWater.verdict(on: tip, of: author.feed) {
        case .new, .current: restored = nil
        case .restored(let reason): restored = reason
        }
    }

    /// A pool on the one database file, with full synchronisation on the writer.
    ///
    /// The pool sets NORMAL when it is made, with which a power cut would forget events that
    /// others already hold; so FULL is set afterwards, and checked.
    package static func open(_ path: String) throws -> DatabasePool {
        var configuration = GRDB.Configuration()
        configuration.maximumReaderCount = 4
        configuration.label = "chapter"
        let pool: DatabasePool
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch let error as DatabaseError where error.isDamage {
            throw DataDirectoryError.unreadable(
                path: path, reason: "It is damaged or no database. Put a copy back in its place.")
        }
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // What is deleted is overwritten, also what an author takes back. What an earlier
            // process has left in the write-ahead log goes into the database, and out of the log.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            _ = try? db.checkpoint(.truncate)
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw DataDirectoryError.unreadable(
                    path: path, reason: "The database does not write through to the disk.")
            }
        }
        var migrator = DatabaseMigrator()
        Feeds.registerMigrations(in: &migrator)
        Chapter.registerMigrations(in: &migrator)
        try migrator.migrate(pool)
        try pool.write { db in try Chapter.settle(db, at: systemClock()) }
        return pool
    }

    /// What tells this machine from others, its id, or its name where it has none; and when the
    /// database file was made.
    ///
    /// A copy that is put back in the place of a file that was removed often gets its inode.
    static func machine(of database: String) -> String {
        let id = try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)
        let words = id?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        let machine = words.first ?? ProcessInfo.processInfo.hostName
        let born = clinux_born(database)
        return born == 0 ? machine : "\(machine) \(born)"
    }
}

extension DatabaseError {
    /// Whether the file is not what SQLite has written.
    fileprivate var isDamage: Bool {
        resultCode == .SQLITE_NOTADB || resultCode == .SQLITE_CORRUPT
    }
}
