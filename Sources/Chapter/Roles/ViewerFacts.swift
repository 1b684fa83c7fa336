public import Federation
import Feeds
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
}

extension Chapter {
    /// Reads what every page says.
    public func facts(for viewer: Viewer) async throws -> ViewerFacts {
        try await read { [feeds] db in
            let person = try viewer.memberID.flatMap { id in
                try Row.fetchOne(
                    db, sql: "SELECT name, language FROM member WHERE id = ?", arguments: [id])
            }
            return ViewerFacts(
                chapter: try feeds.name(of: feeds.chapter, in: db),
                members: try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM member WHERE status = 'member'") ?? 0,
                name: person?["name"], language: person?["language"],
                ownSeq: try HeldFeed.find(feeds.author.feed, in: db)?.tip.seq ?? 0)
        }
    }

    /// Who a token stands for, as `FindViewer` finds it.
    public func viewer(_ token: String, at now: Timestamp) async throws -> Viewer {
        try await read { try FindViewer(token: token).answer(in: $0, at: now) }
    }
}
