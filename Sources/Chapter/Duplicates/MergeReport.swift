public import Federation
public import GRDB

/// A merge that was done, and what became of it.
public struct MergeReport: Hashable, Sendable {
    /// Rows of one table that stayed as they are when the merge was taken back.
    public struct Stayed: Hashable, Sendable {
        /// The table.
        public let table: String
        /// Why: `changed since`, `removed since` or `taken since`.
        public let why: String
        /// How many.
        public let count: Int
    }

    /// What `UndoMerge` takes.
    public let id: Int64
    /// When.
    public let at: Timestamp
    /// What whoever did it is called.
    public let actorName: String
    /// The reason that was given.
    public let why: String?
    /// Who was kept.
    public let kept: MemberID
    /// The kept one's name at the time.
    public let keptName: String
    /// Who went.
    public let gone: MemberID
    /// The name of the one who went.
    public let goneName: String
    /// What moved, or went because the kept one had it already.
    public let moved: [MergeCount]
    /// When it was taken back; nil while it holds.
    public let undoneAt: Timestamp?
    /// What stayed when it was taken back.
    public let stayed: [Stayed]
    /// What is newer than the merge and stayed with the kept contact.
    public let newer: [MergeCount]

    /// The tables whose rows a merge moves and counts, as `moved` and `MergePreview.moves` name them.
    public static let tables: Set<String> = Set(
        MergeRule.known.filter { $0.value == .moves || $0.value == .isDetail }.map(\.key.table)
    ).subtracting(["duplicate_pair"]).union(["own_object_value"] + MergeCollisions.withQueries)

    /// Reads a merge for a viewer who may see people.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<MergeReport, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(db, sql: "SELECT * FROM merge WHERE id = ?", arguments: [id])
        guard let row else { return .failure(.notFound("merge")) }
        return .success(try MergeReport(row, in: db))
    }

    /// The merges into a contact that hold, the newest first, for a viewer who may see people.
    public static func all(into kept: MemberID, in db: Database, for viewer: Viewer) throws
        -> [MergeReport]
    {
        guard viewer.may(.seePeople) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM merge WHERE kept_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 20
                """, arguments: [kept]
        ).map { try MergeReport($0, in: db) }
    }

    /// The merges that were done at once with one of them, in their order; alone where it was one of
    /// two contacts.
    public static func together(_ id: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<[MergeReport], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM merge
                WHERE id = ? OR set_id = (SELECT set_id FROM merge WHERE id = ?) ORDER BY id
                """, arguments: [id, id])
        guard !rows.isEmpty else { return .failure(.notFound("merge")) }
        return .success(try rows.map { try MergeReport($0, in: db) })
    }

    private init(_ row: Row, in db: Database) throws {
        id = row["id"]
        at = Timestamp(milliseconds: row["at"])
        self.actorName = try Chapter.nameOfActor(row["actor"], in: db)
        why = row["why"]
        kept = row["kept_id"]
        keptName = row["kept_name"]
        gone = row["gone_id"]
        goneName = row["gone_name"]
        undoneAt = (row["undone_at"] as Int64?).map { Timestamp(milliseconds: $0) }
        moved = try Row.fetchAll(
            db,
            sql: """
                SELECT table_name, count(*) FROM merge_row
                WHERE merge_id = ? AND before IS NOT NULL
                  AND table_name NOT IN ('member', 'duplicate_pair', 'member_passphrase',
                    'second_step', 'recovery_code', 'calendar_address') GROUP BY table_name
                ORDER BY table_name
                """, arguments: [id]
        ).map { MergeCount(table: $0[0], count: $0[1]) }
        stayed = try Row.fetchAll(
            db,
            sql: """
                SELECT table_name, stayed, count(*) FROM merge_row
                WHERE merge_id = ? AND stayed IS NOT NULL AND table_name <> 'duplicate_pair'
                GROUP BY table_name, stayed ORDER BY table_name, stayed
                """, arguments: [id]
        ).map { Stayed(table: $0[0], why: $0[1], count: $0[2]) }
        newer = try Row.fetchAll(
            db,
            sql: """
                SELECT table_name, newer FROM merge_count WHERE merge_id = ? AND newer > 0
                ORDER BY table_name
                """, arguments: [id]
        ).map { MergeCount(table: $0[0], count: $0[1]) }
    }
}

extension Chapter {
    /// The name of whoever acted, for pages.
    static func nameOfActor(_ actor: String, in db: Database) throws -> String {
        try actorName(db, actor)
    }
}
