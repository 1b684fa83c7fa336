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
    try directory.create()
    let lock = try DataDirectoryLock(directory)
    defer { withExtendedLifetime(lock) {} }
    let made = try await makeChapter(options)
    return InitReport(chapterID: made.chapter.description, dataDirectory: directory.path)
}

/// Makes a chapter in a directory that exists and whose lock the caller holds.
///
/// A refusal of the first coordinator is thrown.
func makeChapter(_ options: InitOptions) async throws -> (
    chapter: ChapterID, coordinator: MemberID
) {
    let directory = options.directory
    guard ChapterProfile.isName(options.name) else { throw BadName(what: "chapter's name") }
    guard options.profile.utf8.count <= 40, ChapterProfile.isName(options.profile) else {
        throw BadName(what: "profile")
    }
    try SelfTest.run()
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
    let coordinator = try await opened.chapter.addFirstCoordinator(options, at: now)
    try Configuration(name: options.name, profile: options.profile).save(in: directory)
    return (author.feed.chapter, coordinator)
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
    fileprivate func addFirstCoordinator(_ options: InitOptions, at now: Timestamp) async throws
        -> MemberID
    {
        var person = AddMember(name: options.coordinatorName, email: options.coordinatorMail)
        person.values[.language] = options.coordinatorLanguage
        let added = try await perform(person, as: .operator, at: now).get()
        for role in [Role.coordinator, .federationAdmin] {
            _ = try await perform(GiveRole(added.memberID, role), as: .operator, at: now).get()
        }
        return added.memberID
    }
}

extension DataDirectory {
    /// Takes away what an attempt that never finished has left.
    fileprivate func removeUnfinished() throws {
        let manager = FileManager.default
        for path in [rootKey, feedKey(of: 0), transportKey, feedCertificate(of: 0), highWater]
            + ["", "-wal", "-shm"].map({ database + $0 })
        where manager.fileExists(atPath: path) {
            try manager.removeItem(atPath: path)
        }
    }
}
