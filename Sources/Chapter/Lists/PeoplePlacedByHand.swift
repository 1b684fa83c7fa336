public import Federation
public import GRDB

/// Who is in a search or out of it by hand, a page at a time, by name.
public struct PeoplePlacedByHand: Hashable, Sendable {
    /// One of them.
    public struct Person: Hashable, Sendable {
        /// The person.
        public let memberID: MemberID
        /// What the person is called.
        public let name: String
        /// Put in, or else taken out.
        public let isIn: Bool
        /// When.
        public let at: Timestamp
        /// By whom.
        public let by: Interaction.Actor
    }

    /// So many are on a page.
    public static let onPage = 100

    /// Those of the page.
    public let people: [Person]
    /// Which page it is, from 1; one that is not there is the last.
    public let page: Int
    /// How many there are on all pages.
    public let count: Int

    /// How many pages there are, one at least.
    public var pages: Int { max(1, (count + Self.onPage - 1) / Self.onPage) }
    /// The place of the first of this page among all, from 1.
    public var first: Int { (page - 1) * Self.onPage + 1 }

    /// Reads a page for a viewer who may see the search.
    public static func read(
        of search: Int64, page: Int = 1, in db: Database, for viewer: Viewer
    ) throws -> Result<PeoplePlacedByHand, Refusal> {
        try refusing {
            let found = try SavedSearch.read(search, in: db, for: viewer).get()
            let count = found.isInByHand + found.isOutByHand
            let shown = min(max(1, page), max(1, (count + onPage - 1) / onPage))
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT m.id, m.name, p.is_in, p.at, p.actor, a.name AS actor_name
                    FROM saved_search_person p JOIN member m ON m.id = p.member_id
                      LEFT JOIN member a ON \(isActor("a.id", "p.actor"))
                    WHERE p.search_id = ? ORDER BY m.folded_name, m.id LIMIT ? OFFSET ?
                    """, arguments: [found.id, onPage, (shown - 1) * onPage])
            return PeoplePlacedByHand(
                people: rows.map { row in
                    Person(
                        memberID: row[0], name: row[1], isIn: row[2],
                        at: Timestamp(milliseconds: row[3]),
                        by: Interaction.Actor(id: row[4], name: row["actor_name"]))
                }, page: shown, count: count)
        }
    }
}
