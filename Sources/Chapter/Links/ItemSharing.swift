public import Federation
import Feeds
import GRDB

/// How far something of this chapter has got on its way to the linked chapters.
public enum ItemSharing: Hashable, Sendable {
    /// It is not to be shared.
    case home
    /// It waits until this chapter may share.
    case waiting
    /// It is in this event of the present epoch: whoever holds so many of our events has it.
    case at(UInt64)
    /// It is in an earlier epoch: whoever holds anything of the present one has it.
    case before
}

/// Something that this chapter shares.
public enum SharedItem: Hashable, Sendable {
    /// A meeting: its latest state, or that it is cancelled.
    case meeting(ObjectID)
    /// A group that was founded here.
    case group(ObjectID)
    /// A post of a member of this chapter, or that it was taken back.
    case post(ObjectID)
    /// A vote: the latest step, from its announcement to its result.
    case vote(ObjectID)

    /// The latest event about it; `:item` is its id and `:chapter` this chapter.
    fileprivate var query: String {
        switch self {
        case .meeting:
            "SELECT event FROM shared_meeting WHERE meeting = :item AND chapter = :chapter"
        case .group: "SELECT event FROM shared_group WHERE group_id = :item AND chapter = :chapter"
        case .post:
            """
            SELECT event FROM shared_post WHERE post = :item AND chapter = :chapter
            UNION ALL
            SELECT event FROM shared_taken_back WHERE post = :item AND chapter = :chapter
            """
        case .vote:
            """
            SELECT event FROM shared_ballot_event JOIN shared_ballot USING (ballot)
            WHERE ballot = :item AND chapter = :chapter ORDER BY epoch DESC, seq DESC LIMIT 1
            """
        }
    }

    fileprivate var id: ObjectID {
        switch self {
        case .meeting(let id), .group(let id), .post(let id), .vote(let id): id
        }
    }
}

/// Since when linked chapters have something, as far as they have said so.
public struct ItemReach: Hashable, Sendable {
    /// How far it has got.
    public var sharing: ItemSharing
    /// When each chapter first said that it has it, or somewhat later.
    public var acknowledged: [ChapterID: Timestamp]
}

extension Chapter {
    /// Where the latest word on something of this chapter stands in its feed.
    public func sharing(of item: SharedItem) async throws -> ItemSharing {
        try await read { [feeds] db in try Self.sharing(of: item, feeds, db) }
    }

    /// How far something of this chapter has got, and since when who has it.
    public func reach(of item: SharedItem) async throws -> ItemReach {
        try await read { [feeds] db in
            let sharing = try Self.sharing(of: item, feeds, db)
            let seq: UInt64? =
                switch sharing {
                case .home, .waiting: nil
                case .at(let seq): seq
                case .before: 1
                }
            return ItemReach(
                sharing: sharing,
                acknowledged: try seq.map { try feeds.acknowledged($0, in: db) } ?? [:])
        }
    }

    private static func sharing(of item: SharedItem, _ feeds: Feeds, _ db: Database) throws
        -> ItemSharing
    {
        switch item {
        case .meeting(let id):
            let audience = try String.fetchOne(
                db, sql: "SELECT audience FROM meeting WHERE id = ?", arguments: [id])
            guard let audience, audience != Audience.chapter.rawValue else { return .home }
        case .vote(let id):
            let state = try String.fetchOne(
                db, sql: "SELECT state FROM ballot WHERE id = ?", arguments: [id])
            guard state != "draft" else { return .home }
        case .group, .post: break
        }
        let event = try EventID.fetchOne(
            db, sql: item.query, arguments: ["item": item.id, "chapter": feeds.chapter])
        guard let event, let place = try feeds.place(ofOwn: event, in: db) else { return .waiting }
        return place.epoch == feeds.author.feed.epoch ? .at(place.seq) : .before
    }
}
