import Chapter
import Federation
import Feeds
import GRDB
import Sodium
import TestSupport
import Testing

/// Another chapter's feed, projected into the chapter under test as if it had arrived.
struct OtherChapter {
    let id: ChapterID
    let receiver: Chapter

    init(_ name: String, heardBy receiver: TestChapter) {
        id = ChapterID(digest("rhizome/other chapter", Array(name.utf8)))
        self.receiver = receiver.chapter
    }

    /// Says something; gives why it is void, if it is.
    @discardableResult
    func say(_ kind: Kind, _ payload: [UInt8], at now: Timestamp = .noon) async throws
        -> VoidReason?
    {
        let nonce = randomBytes(16)
        return try await receiver.feeds.database.write { db in
            let event = StoredEvent(
                chapter: id, epoch: 1, seq: UInt64.random(in: 1...(1 << 60)),
                id: EventID(digest("rhizome/test event", nonce)),
                time: HybridTime(now: now, after: HybridTime(bits: 0)), kind: kind,
                payload: payload)
            let projections: [any Projection.Type] = [
                MeetingsProjection.self, GroupsProjection.self, BallotsProjection.self,
            ]
            for projection in projections where projection.kinds.contains(kind) {
                return try projection.project(event, into: db)
            }
            return nil
        }
    }

    /// The id of an object that this chapter makes with a nonce of equal bytes.
    func object(_ byte: UInt8) -> ObjectID {
        ObjectID(chapter: id, nonce: [UInt8](repeating: byte, count: 16))
    }
}

extension TestChapter {
    /// Puts somebody into the chapter's list.
    @discardableResult
    func person(_ name: String, status: String = "member") async throws -> MemberID {
        try await chapter.feeds.database.write { db in
            try db.execute(
                sql: "INSERT INTO member (name, folded_name, status) VALUES (?, lower(?), ?)",
                arguments: [name, name, status])
            return MemberID(db.lastInsertedRowID)
        }
    }

    /// One value of the database.
    func value<Value: DatabaseValueConvertible & Sendable>(
        _ type: Value.Type, _ sql: String, _ arguments: StatementArguments = []
    ) async throws -> Value? {
        try await chapter.read { try Value.fetchOne($0, sql: sql, arguments: arguments) }
    }
}

extension Viewer {
    /// A member without a role.
    static func plain(_ id: MemberID) -> Viewer { .member(id, []) }
    /// A member who coordinates.
    static func coordinator(_ id: MemberID) -> Viewer { .member(id, [.coordinator]) }
}
