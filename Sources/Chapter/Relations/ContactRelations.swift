public import Federation
public import GRDB

/// How a contact belongs to others, read from its own side.
public struct ContactRelations: Sendable {
    /// Relations that read alike from here, such as all whom an employer employs.
    public struct Group: Hashable, Sendable {
        /// Their kind.
        public let type: RelationType
        /// Which way they read from here.
        public let direction: RelationDirection
        /// Whether they have ended.
        public let isOver: Bool
        /// The first of them, by name.
        public let entries: [RelationEntry]
        /// How many there are.
        public let count: Int
    }

    /// Whose.
    public var member: MemberID
    /// So many of each group are read.
    public var limit: Int

    /// The relations of a contact.
    public init(_ member: MemberID, limit: Int = 20) {
        self.member = member
        self.limit = limit
    }

    /// Reads them for a viewer who may see people: those that go on first.
    ///
    /// Members do not see their own: a relation names somebody else of whom the chapter keeps a
    /// record.
    public func answer(in db: Database, for viewer: Viewer, at now: Timestamp) throws -> Result<
        [Group], Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM (
                  SELECT *, count(*) OVER (PARTITION BY type_id, is_forward, is_over) AS total,
                    row_number() OVER (PARTITION BY type_id, is_forward, is_over
                      ORDER BY folded_name, id, relation_id) AS place
                  FROM (\(RelationEntry.seenSQL)))
                WHERE place <= :limit
                ORDER BY is_over, type_id, is_forward DESC, place
                """,
            arguments: [
                "member": member, "limit": limit,
                "today": try DaySpan.today(in: db, at: now).description,
            ])
        let types = try RelationEntry.types(in: db)
        var groups: [Group] = []
        var entries: [RelationEntry] = []
        for (index, row) in rows.enumerated() {
            let entry = try RelationEntry(row, types)
            entries.append(entry)
            let isLast = index + 1 == rows.count || rows[index + 1]["place"] == 1
            guard isLast else { continue }
            groups.append(
                Group(
                    type: entry.type, direction: entry.direction, isOver: entry.isOver,
                    entries: entries, count: row["total"]))
            entries = []
        }
        return .success(groups)
    }
}

/// One group of a contact's relations, a page at a time.
public struct RelationList: Sendable {
    /// One page.
    public struct Page: Hashable, Sendable {
        /// The relations, by name of the other contact.
        public let entries: [RelationEntry]
        /// How many there are in all.
        public let count: Int
        /// How many come after this page; what to skip for the next.
        public let next: Int?
    }

    /// Whose.
    public var member: MemberID
    /// The kind of relation.
    public var type: Int64
    /// Which way it reads from here.
    public var direction: RelationDirection
    /// Whether those that have ended are meant.
    public var isOver: Bool
    /// How many are skipped.
    public var skipping: Int

    /// So many are on a page.
    public static let page = 100

    /// The relations of one contact that read alike.
    public init(
        _ member: MemberID, _ type: Int64, _ direction: RelationDirection, isOver: Bool = false,
        skipping: Int = 0
    ) {
        self.member = member
        self.type = type
        self.direction = direction
        self.isOver = isOver
        self.skipping = skipping
    }

    /// Reads a page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer, at now: Timestamp) throws -> Result<
        Page, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT *, count(*) OVER () AS total FROM (\(RelationEntry.seenSQL))
                WHERE type_id = :type AND is_forward = :forward AND is_over = :over
                ORDER BY folded_name, id, relation_id LIMIT :limit OFFSET :skipping
                """,
            arguments: [
                "member": member, "type": type, "forward": direction == .forward, "over": isOver,
                "limit": Self.page, "skipping": max(0, skipping),
                "today": try DaySpan.today(in: db, at: now).description,
            ])
        let types = try RelationEntry.types(in: db)
        let count: Int = rows.first?["total"] ?? 0
        let end = max(0, skipping) + rows.count
        return .success(
            Page(
                entries: try rows.map { try RelationEntry($0, types) }, count: count,
                next: end < count ? end : nil))
    }
}
