public import Federation
import Feeds
public import Foundation
import GRDB

/// What every page says of the chapter and of whoever looks.
public struct ViewerFacts: Hashable, Sendable {
    /// The chapter's name.
    public let chapter: String
    /// How many members it has.
    public let members: Int
    /// The viewer's name; nil for a visitor.
    public let name: String?
    /// The language that the viewer chose, as they wrote it; nil for none.
    public let language: String?
    /// How many events the chapter's own feed has.
    public let ownSeq: UInt64
    /// How many things wait until the node may share them, as after a restore.
    public let waiting: Int
    /// Whether two copies of the chapter's node have written, so that nothing new is shared.
    public let isForked: Bool
    /// The chapter's accent colour, such as `#b01650`; nil for none.
    public let accent: String?
    /// The time zone in which the chapter's times are entered and written.
    public let timeZone: TimeZone

    fileprivate static func read(_ db: Database, for viewer: Viewer, of feeds: Feeds) throws
        -> ViewerFacts
    {
        let person = try viewer.memberID.flatMap { id in
            try Row.fetchOne(
                db, sql: "SELECT name, language FROM member WHERE id = ?", arguments: [id])
        }
        return ViewerFacts(
            chapter: try feeds.name(of: feeds.chapter, in: db),
            members: try PeopleTotals.members(in: db),
            name: person?["name"], language: person?["language"],
            ownSeq: try HeldFeed.find(feeds.author.feed, in: db)?.tip.seq ?? 0,
            waiting: try feeds.waiting(in: db),
            isForked: try feeds.forkedChapters(in: db).contains(feeds.chapter),
            accent: try accentColour(db),
            timeZone: try chapterTimeZone(db))
    }
}

/// Who looks, what every page says, and whether the session has to be noted.
public struct Arrival: Hashable, Sendable {
    /// Who a token stands for.
    public let viewer: Viewer
    /// What every page says.
    public let facts: ViewerFacts
    /// Whether this is the session's first use today, in UTC.
    public let isFirstToday: Bool
}

extension Chapter {
    /// Reads what every page says.
    public func facts(for viewer: Viewer) async throws -> ViewerFacts {
        try await read { [feeds] db in try ViewerFacts.read(db, for: viewer, of: feeds) }
    }

    /// Reads who a token stands for and what every page says, in one snapshot.
    ///
    /// Without a token, or with one that lets nobody in, it is `known` who looks.
    public func arrival(_ token: String?, known: Viewer = .visitor, at now: Timestamp) async throws
        -> Arrival
    {
        try await read { [feeds] db in
            let found = try token.map { try FindViewer(token: $0).answer(in: db, at: now) }
            let viewer = found.flatMap { $0 == .visitor ? nil : $0 } ?? known
            var isFirst = false
            if found != .visitor, let hash = token.flatMap({ tokenHash($0) }) {
                let seen = try Int64.fetchOne(
                    db, sql: "SELECT ifnull(seen, 0) FROM member_token WHERE hash = ?",
                    arguments: [Data(hash)])
                isFirst = seen.map { $0 < now.dayStart.milliseconds } ?? false
            }
            return Arrival(
                viewer: viewer, facts: try ViewerFacts.read(db, for: viewer, of: feeds),
                isFirstToday: isFirst)
        }
    }
}
