import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Sodium

/// What `rhizome return` is told.
public struct ReturnOptions: Sendable {
    /// Where the chapter will live again.
    public var directory: DataDirectory
    /// The file with its root key.
    public var rootKey: String
    /// The invitation of a chapter that was linked with it.
    public var invitation: String
    /// The name and the mail address of a coordinator to begin with.
    public var coordinatorName: String, coordinatorMail: String
    /// The IANA time zone in which the chapter meets and votes; nil to leave it open.
    public var timeZone: String?

    /// Collects what is needed to come back.
    public init(
        directory: DataDirectory, rootKey: String, invitation: String, coordinatorName: String,
        coordinatorMail: String, timeZone: String? = nil
    ) {
        self.directory = directory
        self.rootKey = rootKey
        self.invitation = invitation
        self.coordinatorName = coordinatorName
        self.coordinatorMail = coordinatorMail
        self.timeZone = timeZone
    }
}

/// What `rhizome return` has brought back.
public struct ReturnReport: Codable, Hashable, Sendable {
    /// Sixty-four hexadecimal digits.
    public var chapterID: String
    /// The chapter's name, as it had shared it.
    public var name: String
    /// The absolute path.
    public var dataDirectory: String
    /// The epoch that was begun.
    public var epoch: UInt32
    /// How many events of the epoch before came back.
    public var kept: UInt64
}

/// Brings a chapter back whose computer is lost, with its root key and the help of a linked chapter.
///
/// What it had shared comes from the linked chapters; what it had not is lost. The inviter's people
/// see who comes back and compare six words. Everything is made beside its place and moved there
/// when it is whole, so an attempt that was broken off can be made again. `talk` says how it goes.
/// Throws `CannotReturn` in words.
public func comeBack(_ options: ReturnOptions, talk: some ReturnTalk) async throws -> ReturnReport {
    let directory = options.directory
    guard !directory.holdsChapter else {
        throw DataDirectoryError.holdsChapter(path: directory.path)
    }
    try directory.refuseRemains()
    guard let invitation = Invitation(text: options.invitation) else {
        throw CannotReturn(
            "This is not a whole invitation. Copy all of the text, from rhizome-invitation: on.")
    }
    let root = try KeyFile.signingKey(at: options.rootKey)
    try directory.create()
    let lock = try DataDirectoryLock(directory)
    defer { withExtendedLifetime(lock) {} }
    // Which epoch is the next one, only the others know: the first knock asks.
    var epoch: UInt32 = 1
    for _ in 0..<attempts {
        let unfinished = try directory.beginUnfinished()
        let author = try ChapterKeys.createAgain(epoch, under: root, in: unfinished)
        let opened = try OpenedChapter(unfinished, author: author)
        switch try await ReturnVisit(opened, unfinished).fetch(by: invitation, talk) {
        case .otherEpoch(let next):
            epoch = next
        case .fetched:
            let report = try await opened.begin(author, under: root, options)
            try opened.feeds.database.close()
            try directory.takeFinished(unfinished)
            try Configuration(name: report.name, profile: report.profile).save(in: directory)
            return ReturnReport(
                chapterID: author.feed.chapter.description, name: report.name,
                dataDirectory: directory.path, epoch: epoch, kept: report.kept)
        }
    }
    throw CannotReturn("The inviting chapter asked for one epoch after the other.")
}

/// Once to ask for the epoch, once with it, once more if it was begun meanwhile.
private let attempts = 3

extension OpenedChapter {
    /// Begins the new epoch where what came back of the one before ends.
    fileprivate func begin(
        _ author: FeedAuthor, under root: borrowing SigningKey, _ options: ReturnOptions
    ) async throws -> (name: String, profile: String, kept: UInt64) {
        let (held, profile) = try await feeds.database.read { [feeds] db in
            (
                try HeldFeed.all(in: db)
                    .filter { $0.name.chapter == feeds.chapter && $0.tip.seq > 0 }
                    .max { $0.name.epoch < $1.name.epoch },
                try feeds.profile(in: db)
            )
        }
        guard let held else {
            throw CannotReturn("The inviting chapter has nothing of this chapter.")
        }
        let opening = FeedOpening(
            certificate: author.certificate, profile: profile,
            closes: FeedCut(
                held.name.epoch, at: held.tip, for: author.certificate, rootKey: root))
        let now = systemClock()
        _ = try await feeds.database.write { [feeds] db in
            try feeds.begin(opening, sayingAgain: false, at: now, in: db)
        }
        _ = try await chapter.addFirstCoordinator(
            InitOptions(
                directory: options.directory, name: profile.name, profile: profile.profile,
                coordinatorName: options.coordinatorName,
                coordinatorMail: options.coordinatorMail, timeZone: options.timeZone),
            at: now)
        return (profile.name, profile.profile, held.tip.seq)
    }
}

/// Why a chapter could not come back.
struct CannotReturn: Error, CustomStringConvertible {
    let reason: String
    init(_ reason: String) { self.reason = reason }
    var description: String { "\(reason) Nothing was made." }
}
