public import Federation
import Feeds
import GRDB

/// Takes back what the member has said in a group.
///
/// The words are deleted here at once, and on the computers of linked chapters as they hear of it.
/// It cannot be undone, and nobody can make others forget what they have read or copied.
public struct TakePostBack: Act {
    /// Every member's, of their own words.
    public static let permission = Permission.takePart

    /// The group.
    public var group: ObjectID
    /// The post.
    public var post: ObjectID

    /// Takes the post back.
    public init(_ group: ObjectID, _ post: ObjectID) {
        self.group = group
        self.post = post
    }

    /// A post that is taken back already stays so.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let member = try context.actingMember
            let handle = try GroupHandleRow.require(of: member, in: group, context.db)
            let row = try context.postToTakeBack(post, in: group)
            if row == nil { return }
            guard row?.handle == handle.handle else {
                throw Refusal(.notAllowed, "You can take back only what you have said yourself.")
            }
            try context.takeBack(row)
        }
    }
}

/// Takes back what a member of this chapter has said in a group, whoever it was.
public struct TakeChapterPostBack: Act {
    /// A coordinator's.
    public static let permission = Permission.takeBackPosts

    /// The group.
    public var group: ObjectID
    /// The post.
    public var post: ObjectID

    /// Takes the post back.
    public init(_ group: ObjectID, _ post: ObjectID) {
        self.group = group
        self.post = post
    }

    /// A post that is taken back already stays so.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing { try context.takeBack(context.postToTakeBack(post, in: group)) }
    }
}

/// A post of this chapter that is still there.
private struct OwnPost {
    let handle: ObjectID
    let event: EventID
}

extension ActContext {
    /// The post, if this chapter's feed holds its words; nil where they are taken back already.
    fileprivate func postToTakeBack(_ post: ObjectID, in group: ObjectID) throws -> OwnPost? {
        try checkFeedIsOpen()
        let row = try Row.fetchOne(
            db,
            sql: "SELECT chapter, handle, event FROM shared_post WHERE post = ? AND group_id = ?",
            arguments: [post, group])
        if let row {
            guard row["chapter"] == feeds.chapter else {
                throw Refusal(
                    .conflict,
                    "This was said in another chapter. Only that chapter can take it back.")
            }
            return OwnPost(handle: row["handle"], event: row["event"])
        }
        let isGone = try Bool.fetchOne(
            db,
            sql: "SELECT 1 FROM shared_taken_back WHERE post = ? AND group_id = ? AND chapter = ?",
            arguments: [post, group, feeds.chapter])
        guard isGone != nil else { throw Refusal.notFound("post in this group") }
        return nil
    }

    fileprivate func takeBack(_ post: OwnPost?) throws {
        guard let post else { return }
        _ = try feeds.takeBack([post.event], at: now, in: db)
    }
}
