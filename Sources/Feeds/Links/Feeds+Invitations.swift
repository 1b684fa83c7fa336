public import Federation
import Foundation
public import GRDB
public import Sodium

/// An invitation that this node still honours.
public struct OpenInvitation: Hashable, Sendable {
    /// The public half of the one-time transport key.
    public let guestKey: Bytes32
    /// When it ends.
    public let expires: Timestamp
    /// Whether the guest is confirmed without anybody comparing the words.
    public let autoConfirm: Bool

    /// An invitation just made.
    public init(guestKey: Bytes32, expires: Timestamp, autoConfirm: Bool) {
        self.guestKey = guestKey
        self.expires = expires
        self.autoConfirm = autoConfirm
    }
}

extension Feeds {
    /// Remembers an invitation until it is used or ends.
    public func keep(_ invitation: OpenInvitation, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO invitation (guest_key, expires, auto_confirm) VALUES (?, ?, ?)",
            arguments: [
                invitation.guestKey.data, invitation.expires.milliseconds,
                invitation.autoConfirm,
            ])
    }

    /// The invitations that have not ended, the ended ones forgotten.
    public func openInvitations(at now: Timestamp, in db: Database) throws -> [OpenInvitation] {
        try db.execute(
            sql: "DELETE FROM invitation WHERE expires <= ?", arguments: [now.milliseconds])
        return try Row.fetchAll(db, sql: "SELECT * FROM invitation ORDER BY guest_key")
            .compactMap { row in
                Bytes32(row["guest_key"] as Data).map {
                    OpenInvitation(
                        guestKey: $0, expires: Timestamp(milliseconds: row["expires"]),
                        autoConfirm: row["auto_confirm"])
                }
            }
    }

    /// Forgets an invitation that was used.
    public func spend(_ guestKey: Bytes32, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM invitation WHERE guest_key = ?", arguments: [guestKey.data])
    }

    /// Forgets all invitations that were not used.
    public func forgetInvitations(in db: Database) throws {
        try db.execute(sql: "DELETE FROM invitation")
    }

    /// Blocks a chapter: nothing is exchanged with it directly, and its items are hidden here.
    public func block(_ chapter: ChapterID, at now: Timestamp, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO blocked_chapter (chapter, since) VALUES (?, ?)",
            arguments: [chapter.data, now.milliseconds])
    }

    /// Takes a block back; what the chapter shared is shown again.
    public func unblock(_ chapter: ChapterID, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM blocked_chapter WHERE chapter = ?", arguments: [chapter.data])
    }

    /// The chapters that are blocked here.
    public func blocked(in db: Database) throws -> Set<ChapterID> {
        Set(
            try Data.fetchAll(db, sql: "SELECT chapter FROM blocked_chapter")
                .compactMap { Bytes32($0).map { ChapterID($0) } })
    }
}
