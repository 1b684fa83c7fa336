public import Federation
public import GRDB

/// The interest groups that chapters share: groups, handles and posts.
///
/// A group belongs to no node. Each chapter's feed says what its own handles do in any group, and
/// feeds arrive in any order: so a handle or post is a row of its own, whether the group's founding
/// has arrived or not, and reading joins them.
public enum GroupsProjection: ErasableProjection {
    /// A chapter joined twice under one name.
    static let nameTaken = VoidReason("handle name taken")

    /// Founded, joined, left, posted.
    public static var kinds: [Kind] { [.groupFounded, .groupJoined, .groupLeft, .groupPosted] }
    /// Groups with their interests, handles, posts.
    public static var tables: [String] {
        ["shared_group", "shared_group_interest", "shared_handle", "shared_post"]
    }
    /// A handle or post names its group without needing its row.
    public static var schema: String {
        """
        CREATE TABLE shared_group (
          group_id BLOB PRIMARY KEY CHECK (length(group_id) = 16),
          chapter BLOB NOT NULL CHECK (length(chapter) = 32),
          name TEXT NOT NULL,
          purpose TEXT NOT NULL,
          charter TEXT NOT NULL,
          founded_at INTEGER NOT NULL,
          event BLOB NOT NULL CHECK (length(event) = 32)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shared_group_interest (
          group_id BLOB NOT NULL,
          number INTEGER NOT NULL,
          interest TEXT NOT NULL,
          PRIMARY KEY (group_id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shared_handle (
          handle BLOB PRIMARY KEY CHECK (length(handle) = 16),
          group_id BLOB NOT NULL CHECK (length(group_id) = 16),
          chapter BLOB NOT NULL CHECK (length(chapter) = 32),
          name TEXT NOT NULL,
          steward INTEGER NOT NULL CHECK (steward IN (0, 1)),
          joined_at INTEGER NOT NULL,
          left_at INTEGER,
          event BLOB NOT NULL CHECK (length(event) = 32)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX shared_handle_by_group ON shared_handle(group_id, joined_at, handle);
        CREATE TABLE shared_post (
          post BLOB PRIMARY KEY CHECK (length(post) = 16),
          group_id BLOB NOT NULL CHECK (length(group_id) = 16),
          handle BLOB NOT NULL CHECK (length(handle) = 16),
          chapter BLOB NOT NULL CHECK (length(chapter) = 32),
          text TEXT NOT NULL,
          reply_to BLOB CHECK (length(reply_to) = 16),
          posted_at INTEGER NOT NULL,
          clock INTEGER NOT NULL,
          event BLOB NOT NULL CHECK (length(event) = 32)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX shared_post_by_group ON shared_post(group_id, clock, post);
        """
    }

    /// Removes the groups, handles and posts of one chapter.
    public static func clear(_ chapter: ChapterID, in db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM shared_group_interest WHERE group_id IN
                  (SELECT group_id FROM shared_group WHERE chapter = ?)
                """, arguments: [chapter])
        for table in ["shared_group", "shared_handle", "shared_post"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE chapter = ?", arguments: [chapter])
        }
    }

    /// Adds one event to the tables.
    public static func project(_ event: StoredEvent, into db: Database) throws -> VoidReason? {
        try VoidReason.orNil {
            switch event.kind {
            case .groupFounded: try found(event, into: db)
            case .groupJoined: try join(event, into: db)
            case .groupLeft: try leave(event, into: db)
            default: try post(event, into: db)
            }
        }
    }

    private static func found(_ event: StoredEvent, into db: Database) throws {
        let group = try GroupFounded(payload: event.payload)
        let id = ObjectID(chapter: event.chapter, nonce: group.nonce)
        try db.executePrepared(
            sql: """
                INSERT INTO shared_group
                  (group_id, chapter, name, purpose, charter, founded_at, event)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (group_id) DO NOTHING
                """,
            arguments: [
                id, event.chapter, group.name, group.purpose, group.charter,
                event.time.moment.milliseconds, event.id,
            ])
        guard db.changesCount == 1 else { throw VoidReason.outOfTurn }
        for (number, interest) in group.interests.enumerated() {
            try db.executePrepared(
                sql:
                    "INSERT INTO shared_group_interest (group_id, number, interest) VALUES (?, ?, ?)",
                arguments: [id, number, interest])
        }
    }

    private static func join(_ event: StoredEvent, into db: Database) throws {
        let joined = try GroupJoined(payload: event.payload)
        let find = try db.cachedStatement(
            sql: """
                SELECT 1 FROM shared_handle
                WHERE group_id = ? AND chapter = ? AND name = ? AND left_at IS NULL
                """)
        let taken = try Bool.fetchOne(find, arguments: [joined.group, event.chapter, joined.name])
        guard taken == nil else { throw nameTaken }
        try db.executePrepared(
            sql: """
                INSERT INTO shared_handle
                  (handle, group_id, chapter, name, steward, joined_at, event)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (handle) DO NOTHING
                """,
            arguments: [
                ObjectID(chapter: event.chapter, nonce: joined.nonce), joined.group, event.chapter,
                joined.name, joined.steward ? 1 : 0, event.time.moment.milliseconds, event.id,
            ])
        guard db.changesCount == 1 else { throw VoidReason.outOfTurn }
    }

    private static func leave(_ event: StoredEvent, into db: Database) throws {
        let left = try GroupLeft(payload: event.payload)
        try checkOwn(left.handle, in: left.group, event, db)
        try db.executePrepared(
            sql: "UPDATE shared_handle SET left_at = ? WHERE handle = ?",
            arguments: [event.time.moment.milliseconds, left.handle])
    }

    private static func post(_ event: StoredEvent, into db: Database) throws {
        let posted = try GroupPosted(payload: event.payload)
        try checkOwn(posted.handle, in: posted.group, event, db)
        try db.executePrepared(
            sql: """
                INSERT INTO shared_post
                  (post, group_id, handle, chapter, text, reply_to, posted_at, clock, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (post) DO NOTHING
                """,
            arguments: [
                ObjectID(chapter: event.chapter, nonce: posted.nonce), posted.group, posted.handle,
                event.chapter, posted.text, posted.replyTo, event.time.moment.milliseconds,
                // The sign bit would turn the order around; 47 bits of milliseconds are enough.
                Int64(clamping: event.time.bits), event.id,
            ])
        guard db.changesCount == 1 else { throw VoidReason.outOfTurn }
    }

    /// Checks that the handle joined this group earlier in the same feed and has not left.
    ///
    /// The reason is the same whether the handle is another chapter's or nobody's: which of the two
    /// it is depends on what has arrived so far.
    private static func checkOwn(
        _ handle: ObjectID, in group: ObjectID, _ event: StoredEvent, _ db: Database
    ) throws {
        let find = try db.cachedStatement(
            sql: """
                SELECT left_at FROM shared_handle WHERE handle = ? AND chapter = ? AND group_id = ?
                """)
        let row = try Row.fetchOne(find, arguments: [handle, event.chapter, group])
        guard let row else { throw VoidReason.unknownObject }
        guard row["left_at"] == nil else { throw VoidReason.outOfTurn }
    }
}
