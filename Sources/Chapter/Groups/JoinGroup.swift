public import Federation
import Feeds
import GRDB

/// Joins a group, of whatever chapter, under a handle of the member's choice.
///
/// The linked chapters see the handle and its chapter, never the member. Different groups share
/// nothing, though the times of joining can be compared.
public struct JoinGroup: Act {
    /// Every member's.
    public static let permission = Permission.takePart

    /// The group.
    public var group: ObjectID
    /// What the member is called in this group.
    public var handle: String

    /// Joins as this.
    public init(_ group: ObjectID, as handle: String) {
        self.group = group
        self.handle = handle
    }

    /// Gives the id of the handle; joining twice under the same name changes nothing.
    public func perform(in context: ActContext) throws -> Result<ObjectID, Refusal> {
        try refusing {
            let member = try context.actingMember
            try context.checkFeedIsOpen()
            try checkPerson(member, in: context.db)
            try checkGroup(group, in: context.db)
            let name = handle.entered
            if let present = try GroupHandleRow.find(of: member, in: group, context.db) {
                guard Array(present.name.utf8) == Array(name.utf8) else {
                    throw Refusal(
                        .conflict,
                        "You are in this group already, as “\(present.name)”. Leave it first to "
                            + "come back under another name.")
                }
                return present.handle
            }
            try Self.check(name, in: group, of: context.feeds.chapter, context.db)
            let (id, nonce) = context.feeds.newObject()
            let joined = GroupJoined(
                group: group, nonce: nonce, name: name,
                steward: try takeStewardship(member, context.db))
            try context.feeds.append(
                .groupJoined, joined.payload(), at: context.now, in: context.db)
            try context.db.execute(
                sql: "INSERT INTO group_handle (member_id, group_id, handle) VALUES (?, ?, ?)",
                arguments: [member, group, id])
            return id
        }
    }

    /// Checks that a name is one line, and that nobody else of this chapter has it.
    ///
    /// The same name from another chapter is shown with its chapter.
    static func check(_ name: String, in group: ObjectID, of chapter: ChapterID, _ db: Database)
        throws
    {
        do {
            try GroupJoined(
                group: group, nonce: ObjectID(chapter: chapter, nonce: []).bytes, name: name,
                steward: false
            ).check()
        } catch {
            throw Refusal.invalid(
                "handle", "A handle is one line of 1 to \(GroupJoined.nameBytes) bytes.")
        }
        let names = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM shared_handle
                WHERE group_id = ? AND chapter = ? AND left_at IS NULL
                """,
            arguments: [group, chapter])
        let key = foldedName(name)
        guard !names.contains(where: { foldedName($0) == key }) else {
            throw Refusal(
                .conflict,
                "Somebody of this chapter is called “\(name)” in this group. Choose another name.",
                field: "handle")
        }
    }

    /// Whether the member founded the group and joins for the first time.
    private func takeStewardship(_ member: MemberID, _ db: Database) throws -> Bool {
        try db.execute(
            sql: "DELETE FROM group_founder WHERE group_id = ? AND member_id = ?",
            arguments: [group, member])
        return db.changesCount > 0
    }
}

extension Chapter {
    /// Why nobody can join a group under this name now; nil when somebody can.
    ///
    /// It is for showing a name before it is taken: joining checks again.
    public func refusal(of handle: String, in group: ObjectID) async throws -> Refusal? {
        try await read { [feeds] db in
            do {
                try JoinGroup.check(handle.entered, in: group, of: feeds.chapter, db)
                return nil
            } catch let refusal as Refusal {
                return refusal
            }
        }
    }
}
