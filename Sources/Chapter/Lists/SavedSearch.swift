public import Federation
public import GRDB

/// A search that is kept, always live, with people who are in or out of it by hand.
public struct SavedSearch: Hashable, Sendable {
    /// The id, by which addresses and other searches name it.
    public let id: Int64
    /// What an editor sends back, so that nobody's change is lost.
    public let version: Int
    /// What it is called.
    public let name: String
    /// What it asks for.
    public let query: SearchQuery
    /// How it is shown when it is opened, exported or printed.
    public let view: ListView
    /// Whether everybody who may see people sees it, or only its owner.
    public let isShared: Bool
    /// Who made it: the id of a person, or the operator.
    public let owner: String
    /// What the owner is called; nil for the operator and for somebody who is gone.
    public let ownerName: String?
    /// When it was changed last.
    public let changedAt: Timestamp
    /// How many people were put in by hand.
    public let isInByHand: Int
    /// How many people were taken out by hand.
    public let isOutByHand: Int
    /// Whether it was removed; it can be brought back.
    public let isRemoved: Bool

    /// So many searches are kept at most, so that nobody has to read on forever.
    public static let most = 500
    /// A name has at most so many characters.
    public static let nameAtMost = 120
    /// So many people can be in or out of one search by hand.
    public static let byHandAtMost = 10_000

    private static let select = """
        SELECT *, (SELECT name FROM member WHERE member.id = CAST(owner AS INTEGER)) AS owner_name,
          (SELECT count(*) FROM saved_search_person p WHERE search_id = saved_search.id AND is_in = 1)
            AS put_in,
          (SELECT count(*) FROM saved_search_person p WHERE search_id = saved_search.id AND is_in = 0)
            AS taken_out
        FROM saved_search
        """

    /// The searches that the viewer may see, by name.
    public static func all(in db: Database, for viewer: Viewer) throws -> [SavedSearch] {
        guard viewer.may(.seePeople) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                \(select) WHERE removed_at IS NULL AND (is_shared = 1 OR owner = ?)
                ORDER BY folded_name, id LIMIT ?
                """, arguments: [viewer.actor, most]
        ).compactMap { try? reading($0).get() }
    }

    /// One search, for a viewer who may see it.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<SavedSearch, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try fetch(db, id, for: viewer)
    }

    /// One search, unless it is removed or not for this viewer.
    static func fetch(_ db: Database, _ id: Int64, for viewer: Viewer, evenRemoved: Bool = false)
        throws -> Result<SavedSearch, Refusal>
    {
        let row = try Row.fetchOne(db, sql: "\(select) WHERE id = ?", arguments: [id])
        guard let row, (row["is_shared"] as Bool) || (row["owner"] as String) == viewer.actor,
            evenRemoved || (row["removed_at"] as Int64?) == nil
        else { return .failure(.notFound("saved search")) }
        return reading(row)
    }

    private static func reading(_ row: Row) -> Result<SavedSearch, Refusal> {
        SearchQuery.reading(row["query"]).map { SavedSearch(row, $0) }
    }

    private init(_ row: Row, _ query: SearchQuery) {
        id = row["id"]
        version = row["version"]
        name = row["name"]
        self.query = query
        view = ListView(row)
        isShared = row["is_shared"]
        owner = row["owner"]
        ownerName = row["owner_name"]
        changedAt = Timestamp(milliseconds: row["changed_at"])
        isInByHand = row["put_in"]
        isOutByHand = row["taken_out"]
        isRemoved = (row["removed_at"] as Int64?) != nil
    }
}

/// How many a saved search finds: alone, and with those who are in or out of it by hand.
public struct SavedSearchCount: Hashable, Sendable {
    /// In all.
    public let all: Int
    /// By the search alone.
    public let bySearch: Int
    /// Put in by hand.
    public let isIn: Int
    /// Taken out by hand.
    public let isOut: Int

    /// Counts for a viewer who may see people; a search that cannot be asked is refused.
    public static func read(
        _ search: SavedSearch, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<SavedSearchCount, Refusal> {
        try refusing {
            let bySearch = try LiveSearch(.unsaved(search.query), at: now)
                .count(in: db, for: viewer).get()
            let isByHand = search.isInByHand + search.isOutByHand > 0
            let all =
                isByHand
                ? try LiveSearch(.saved(search.id), at: now).count(in: db, for: viewer).get()
                : bySearch
            return SavedSearchCount(
                all: all, bySearch: bySearch, isIn: search.isInByHand, isOut: search.isOutByHand)
        }
    }
}
