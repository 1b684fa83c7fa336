public import Federation
import Foundation
public import GRDB
import Sodium

/// What is remembered of a linked chapter's node between two contacts.
public struct Contact: Hashable, Sendable {
    /// When it was last heard.
    public var heard: Timestamp
    /// How many events of this chapter's own feed it then held.
    public var theyHave: UInt64
    /// How many events of its own feed it then had.
    public var theyWrote: UInt64

    /// What was last heard of a node.
    public init(heard: Timestamp, theyHave: UInt64, theyWrote: UInt64) {
        self.heard = heard
        self.theyHave = theyHave
        self.theyWrote = theyWrote
    }
}

extension Feeds {
    /// What is remembered of every chapter's node.
    ///
    /// It is for people to look at; nothing is decided by it.
    public func contacts(in db: Database) throws -> [ChapterID: Contact] {
        var contacts: [ChapterID: Contact] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM chapter_contact") {
            guard let chapter = Bytes32(row["chapter"] as Data) else { continue }
            contacts[ChapterID(chapter)] = Contact(
                heard: Timestamp(milliseconds: row["heard"]),
                theyHave: UInt64(clamping: row["they_have"] as Int64),
                theyWrote: UInt64(clamping: row["they_wrote"] as Int64))
        }
        return contacts
    }

    /// Remembers what was heard of chapters' nodes, in place of what was remembered before.
    public func keep(_ contacts: [ChapterID: Contact], in db: Database) throws {
        for (chapter, contact) in contacts {
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO chapter_contact (chapter, heard, they_have, they_wrote)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [
                    chapter.data, contact.heard.milliseconds, Int64(clamping: contact.theyHave),
                    Int64(clamping: contact.theyWrote),
                ])
        }
    }
}
