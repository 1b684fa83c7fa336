import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Sodium

/// What `rhizome feed renew` is told.
public struct RenewOptions: Sendable {
    /// Where the chapter lives.
    public var directory: DataDirectory
    /// The file with its root key.
    public var rootKey: String
    /// Whether to go on although the database may be older than what the chapter has shared.
    public var evenIfBehind: Bool

    /// Collects what is needed to begin anew.
    public init(directory: DataDirectory, rootKey: String, evenIfBehind: Bool = false) {
        self.directory = directory
        self.rootKey = rootKey
        self.evenIfBehind = evenIfBehind
    }
}

/// What `rhizome feed renew` has done.
public struct RenewReport: Codable, Hashable, Sendable {
    /// The chapter, sixty-four hexadecimal digits.
    public var chapterID: String
    /// The epoch that was begun.
    public var epoch: UInt32
    /// How many events of the epoch before count.
    public var kept: UInt64
    /// How many events that count no more were said again.
    public var saidAgain: Int
}

/// Begins a new epoch of the chapter's feed with a new key, under the root key.
///
/// It is the cure for a feed that has forked, and for a feed key that somebody else may have. The
/// node must not run. The new key is on the disk before the database names it, and the old one is
/// removed after, so an interrupted attempt changes nothing or can be made again.
/// Throws `CannotRenew` in words.
public func beginAnew(_ options: RenewOptions) async throws -> RenewReport {
    let directory = options.directory
    guard directory.holdsChapter else {
        throw DataDirectoryError.holdsNoChapter(path: directory.path)
    }
    let lock = try DataDirectoryLock(directory)
    defer { withExtendedLifetime(lock) {} }
    let root = try KeyFile.signingKey(at: options.rootKey)
    let opened = try OpenedChapter(directory)
    guard ChapterID(rootKey: root.publicKey.bytes) == opened.feeds.chapter else {
        throw CannotRenew("\(options.rootKey) is not the root key of this chapter.")
    }
    let earlier = opened.feeds.author.feed
    let (latest, held, fork) = try await opened.feeds.database.read { [feeds = opened.feeds] db in
        (
            try HeldFeed.all(in: db).filter { $0.name.chapter == earlier.chapter }
                .map(\.name.epoch).max() ?? 0,
            try HeldFeed.find(earlier, in: db)?.tip ?? .empty,
            try feeds.forks(in: db).first { $0.feed == earlier }?.cutting
        )
    }
    guard latest == earlier.epoch else {
        throw CannotRenew(
            "This chapter was begun anew elsewhere, in epoch \(latest), whose key is not here. Go "
                + "on with the copy that has it.")
    }
    // A feed that was cut before a fork is shorter than what was sent, and whole.
    let isBehind = fork.map { held.seq + 1 < $0.seq } ?? (opened.restored != nil)
    if isBehind, !options.evenIfBehind {
        throw CannotRenew(
            "This copy may be older than what the chapter has shared. Start the node and let "
                + "linked chapters give back what they hold, then stop it and do this again; or "
                + "say --even-if-behind, and what only they hold is lost.")
    }
    guard latest < Limits.lastEpoch else { throw CannotRenew("There is no epoch left.") }
    try directory.removeUnusedKeys(of: latest + 1)
    let author = try ChapterKeys.createFeedKey(of: latest + 1, under: root, in: directory)
    let renewed = try OpenedChapter(directory, author: author)
    let report = try await renewed.feeds.database.write { [feeds = renewed.feeds] db in
        guard let held = try HeldFeed.find(earlier, in: db) else {
            throw CannotRenew("This chapter has written nothing yet.")
        }
        let opening = FeedOpening(
            certificate: author.certificate, profile: try feeds.profile(in: db),
            closes: FeedCut(
                earlier.epoch, at: held.tip, for: author.certificate, rootKey: root))
        return RenewReport(
            chapterID: earlier.chapter.description, epoch: author.feed.epoch, kept: held.tip.seq,
            saidAgain: try feeds.begin(opening, at: systemClock(), in: db))
    }
    for number in directory.feedKeyNumbers(of: earlier.epoch) {
        try FileManager.default.removeItem(atPath: directory.feedKey(of: earlier.epoch, number))
    }
    return report
}

/// Why a chapter cannot begin anew.
struct CannotRenew: Error, CustomStringConvertible {
    let reason: String
    init(_ reason: String) { self.reason = reason }
    var description: String { "\(reason) Nothing was changed." }
}

extension DataDirectory {
    /// Takes away the key of an epoch that an interrupted attempt has made and never used.
    fileprivate func removeUnusedKeys(of epoch: UInt32) throws {
        for path in [feedKey(of: epoch), feedCertificate(of: epoch)]
        where FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
