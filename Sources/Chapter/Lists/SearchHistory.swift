public import Federation
public import GRDB

/// What a saved search was like at some time.
public struct SearchState: Hashable, Sendable {
    /// What it was called.
    public let name: String
    /// What it asked for.
    public let query: SearchQuery
    /// How it was shown.
    public let view: ListView
    /// Whether everybody who may see people saw it.
    public let isShared: Bool
    /// Whether it was removed.
    public let isRemoved: Bool

    /// Reads a row of `saved_search_history`; nil where the query cannot be read.
    fileprivate init?(_ row: Row) {
        guard let query = try? SearchQuery.reading(row["query"]).get() else { return nil }
        name = row["name"]
        self.query = query
        view = ListView(row)
        isShared = row["is_shared"]
        isRemoved = row["is_removed"]
    }
}

/// One change of a saved search.
public struct SearchChange: Hashable, Sendable {
    /// What `PutSearchBack` takes.
    public let id: Int64
    /// When.
    public let at: Timestamp
    /// Who did it.
    public let by: Interaction.Actor
    /// From where, as `ActOrigin` keeps it; nil for what was written before that was kept.
    public let device: String?
    /// The reason that was given.
    public let why: String?
    /// The name of the act.
    public let act: String
    /// What it was like before; nil where that is not known, or is its owner's alone.
    public let before: SearchState?
    /// What it has been like since.
    public let after: SearchState
}

/// Who changed what of a saved search, the newest first.
///
/// What it was while it was not shared stays its owner's own.
public enum SearchHistory {
    /// So many changes are read.
    public static let most = 100
    /// The act of the first line of searches that were there before changes were kept.
    public static let beginning = "KeepSearchHistory"

    /// Reads it for a viewer who may see the search.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<[SearchChange], Refusal>
    {
        try refusing {
            let search = try SavedSearch.read(id, in: db, for: viewer).get()
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT h.*, m.name AS actor_name FROM saved_search_history h
                    LEFT JOIN member m ON m.id = CAST(h.actor AS INTEGER)
                    WHERE search_id = ? ORDER BY h.id DESC LIMIT ?
                    """, arguments: [id, most + 1])
            let isOwn = search.owner == viewer.actor
            let states = rows.map { row -> SearchState? in
                isOwn || row["is_shared"] ? SearchState(row) : nil
            }
            return rows.indices.prefix(most).compactMap { index in
                guard let after = states[index] else { return nil }
                let row = rows[index]
                return SearchChange(
                    id: row["id"], at: Timestamp(milliseconds: row["at"]),
                    by: Interaction.Actor(id: row["actor"], name: row["actor_name"]),
                    device: row["device"], why: row["why"], act: row["act"],
                    before: states.indices.contains(index + 1) ? states[index + 1] : nil,
                    after: after)
            }
        }
    }

    /// What a search was like before a change, for a viewer who may know.
    static func before(
        _ change: Int64, of id: Int64, in db: Database, for viewer: Viewer
    ) throws -> SearchState {
        let search = try SavedSearch.read(id, in: db, for: viewer).get()
        let isThere = try Bool.fetchOne(
            db, sql: "SELECT 1 FROM saved_search_history WHERE id = ? AND search_id = ?",
            arguments: [change, id])
        guard isThere != nil else { throw Refusal.notFound("change of a saved search") }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM saved_search_history WHERE search_id = ? AND id < ?
                ORDER BY id DESC LIMIT 1
                """, arguments: [id, change])
        guard let row, search.owner == viewer.actor || row["is_shared"],
            let state = SearchState(row)
        else {
            throw Refusal(
                .conflict, "Nothing is known of “\(search.name)” before this change.")
        }
        return state
    }
}

extension ActContext {
    /// Keeps what a saved search is like now, unless that is kept already.
    func recordSearch(_ id: Int64, by act: String) throws {
        try recordSearches(by: act, which: "s.id = \(id)")
    }

    /// Keeps what saved searches are like now that have changed with something else, such as the
    /// contact whom they name.
    func recordChangedSearches(by act: String, why: String? = nil) throws {
        try recordSearches(
            by: act, why: why,
            which: "EXISTS (SELECT 1 FROM saved_search_history WHERE search_id = s.id)")
    }

    private func recordSearches(by act: String, why: String? = nil, which: String) throws {
        var stamp = self.stamp
        if let why { stamp.why = why }
        let columns = HistoryStamp.columns.joined(separator: ", ")
        let marks = HistoryStamp.columns.map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql: """
                INSERT INTO saved_search_history (\(columns), act, search_id, version, name, query,
                  columns, sort, is_shared, is_removed)
                SELECT \(marks), ?, s.id, s.version, s.name, s.query, s.columns, s.sort,
                  s.is_shared, s.removed_at IS NOT NULL
                FROM saved_search s WHERE \(which) AND NOT EXISTS (
                  SELECT 1 FROM saved_search_history h
                  WHERE h.id = (SELECT max(id) FROM saved_search_history WHERE search_id = s.id)
                    AND h.name = s.name AND h.query = s.query AND h.columns IS s.columns
                    AND h.sort IS s.sort AND h.is_shared = s.is_shared
                    AND h.is_removed = (s.removed_at IS NOT NULL))
                ORDER BY s.id
                """, arguments: StatementArguments(stamp.values + [act]))
    }
}
