import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Sodium

/// Makes a chapter in a directory: keys, database, first event, first coordinator.
///
/// It is made in a directory of its own inside, and moved to its place when it is whole; what an
/// interrupted attempt left there is taken away by the next one. Keys or a database that lie in
/// the directory itself are never touched: they may be all that is left of a chapter.
public func initialize(_ options: InitOptions) async throws -> InitReport {
    let directory = options.directory
    guard !directory.holdsChapter else {
        throw DataDirectoryError.holdsChapter(path: directory.path)
    }
    try directory.refuseRemains()
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
    try directory.refuseRemains()
    let unfinished = try directory.beginUnfinished()
    let author = try ChapterKeys.create(in: unfinished)
    let opened = try OpenedChapter(unfinished, author: author)
    try await opened.feeds.openGate()
    let now = systemClock()
    try await opened.feeds.database.write { db in
        let opening = FeedOpening(
            certificate: author.certificate,
            profile: ChapterProfile(name: options.name, profile: options.profile))
        try opened.feeds.append(.feedOpened, opening.payload, at: now, in: db)
    }
    let coordinator = try await opened.chapter.addFirstCoordinator(options, at: now)
    try opened.feeds.database.close()
    try directory.takeFinished(unfinished)
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
    func addFirstCoordinator(_ options: InitOptions, at now: Timestamp) async throws
        -> MemberID
    {
        var person = AddMember(name: options.coordinatorName, email: options.coordinatorMail)
        person.values[.language] = options.coordinatorLanguage
        let added = try await perform(person, as: .operator, at: now).get()
        for role in [Role.coordinator, .federationAdmin] {
            _ = try await perform(GiveRole(added.memberID, role), as: .operator, at: now).get()
        }
        if let zone = options.timeZone {
            _ = try await perform(SetTimeZone(zone), as: .operator, at: now).get()
        }
        return added.memberID
    }
}
