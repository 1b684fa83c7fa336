import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Sodium

/// Makes a chapter in a directory: keys, database, first event, first coordinator.
///
/// The configuration is written last: a directory without it holds no chapter, and what an
/// interrupted attempt left there is taken away by the next one.
public func initialize(_ options: InitOptions) async throws -> InitReport {
    let directory = options.directory
    guard !directory.holdsChapter else {
        throw DataDirectoryError.holdsChapter(path: directory.path)
    }
    guard ChapterProfile.isName(options.name) else { throw BadName(what: "chapter's name") }
    guard options.profile.utf8.count <= 40, ChapterProfile.isName(options.profile) else {
        throw BadName(what: "profile")
    }
    try SelfTest.run()
    try directory.create()
    let lock = try DataDirectoryLock(directory)
    defer { withExtendedLifetime(lock) {} }
    try directory.removeUnfinished()
    let author = try ChapterKeys.create(in: directory)
    let opened = try OpenedChapter(directory, author: author)
    try await opened.feeds.openGate()
    let now = systemClock()
    try await opened.feeds.database.write { db in
        let opening = FeedOpening(
            certificate: author.certificate,
            profile: ChapterProfile(name: options.name, profile: options.profile))
        try opened.feeds.append(.feedOpened, opening.payload, at: now, in: db)
    }
    try await opened.chapter.addFirstCoordinator(options, at: now)
    try Configuration(name: options.name, profile: options.profile).save(in: directory)
    return InitReport(
        chapterID: author.feed.chapter.description, dataDirectory: directory.path)
}

/// A name that cannot be used.
struct BadName: Error, CustomStringConvertible {
    let what: String
    var description: String {
        "The \(what) must have 1 to 200 bytes and no control characters. Nothing was made."
    }
}

extension Chapter {
    /// Adds the person who makes the chapter and gives them both roles.
    fileprivate func addFirstCoordinator(_ options: InitOptions, at now: Timestamp) async throws {
        let added = try await perform(
            AddMember(name: options.coordinatorName, email: options.coordinatorMail),
            as: .operator, at: now
        ).get()
        for role in [Role.coordinator, .federationAdmin] {
            _ = try await perform(GiveRole(added.memberID, role), as: .operator, at: now).get()
        }
    }
}

extension DataDirectory {
    /// Takes away what an attempt that never finished has left.
    fileprivate func removeUnfinished() throws {
        let manager = FileManager.default
        for path in [rootKey, feedKey, transportKey, feedCertificate, highWater]
            + ["", "-wal", "-shm"].map({ database + $0 })
        where manager.fileExists(atPath: path) {
            try manager.removeItem(atPath: path)
        }
    }
}
