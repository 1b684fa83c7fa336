public import Federation
import Foundation
public import GRDB
import Sodium

/// One place where a member is signed in.
public struct SessionRow: Hashable, Sendable {
    /// What `EndOneSession` takes: sixteen hexadecimal digits that let nobody in.
    public let id: String
    /// How it began.
    public let way: SignInWay
    /// The kind of browser; nil when it is not known.
    public let browser: String?
    /// When it began.
    public let since: Timestamp
    /// The day on which it was used last, in UTC; nil when it never was.
    public let seen: Timestamp?
    /// Whether it is the one that asks.
    public let isThis: Bool
}

/// Where a member is signed in, for the member alone.
public struct SessionList: Sendable {
    /// The token of the session that asks.
    public var token: String?

    /// So many are listed.
    static let atMost = 100

    /// The list as one session sees it.
    public init(token: String?) { self.token = token }

    /// Reads the sessions that let somebody in now, this one first, then the newest.
    public func answer(in db: Database, for viewer: Viewer, at now: Timestamp) throws
        -> [SessionRow]
    {
        guard let member = viewer.memberID else { return [] }
        let own = token.flatMap { tokenHash($0) }.map { Data($0) } ?? Data()
        return try Row.fetchAll(
            db,
            sql: """
                SELECT lower(hex(substr(hash, 1, 8))) AS id, way, browser, created, seen,
                  hash = ? AS is_this
                FROM member_token WHERE member_id = ? AND revoked IS NULL AND expires > ?
                ORDER BY is_this DESC, created DESC LIMIT ?
                """, arguments: [own, member, now.milliseconds, Self.atMost]
        ).map { row in
            SessionRow(
                id: row["id"], way: SignInWay(rawValue: row["way"]) ?? .token,
                browser: row["browser"], since: Timestamp(milliseconds: row["created"]),
                seen: (row["seen"] as Int64?).map { Timestamp(milliseconds: $0) },
                isThis: row["is_this"])
        }
    }
}
