import Federation
public import GRDB

/// Puts people into a search by hand, takes them out of it, or leaves it to the search again.
///
/// Each person's history says so.
public struct PlaceInSearch: Act {
    /// Where people are put.
    public enum Place: String, CaseIterable, Hashable, Sendable {
        /// They are in it, whatever the search says.
        case putIn = "in"
        /// They are not in it, whatever the search says.
        case takeOut = "out"
        /// The search decides again.
        case forget
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which search.
    public var id: Int64
    /// Where they are put.
    public var place: Place
    /// Who is meant.
    public var people: LabelPeople.People

    /// People for a search.
    public init(_ id: Int64, _ place: Place, _ people: LabelPeople.People) {
        self.id = id
        self.place = place
        self.people = people
    }

    /// Puts them there and gives how many it changed.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let db = context.db
            let search = try SavedSearch.fetch(db, id, for: context.viewer).get()
            let ids = try people.ids(in: db, for: context.viewer)
            guard !ids.isEmpty else { throw Refusal.invalid("people", "Nobody is chosen.") }
            var before: [MemberID: Bool] = [:]
            for row in try Row.fetchAll(
                db, sql: "SELECT member_id, is_in FROM saved_search_person WHERE search_id = ?",
                arguments: [id])
            {
                before[row[0]] = row[1]
            }
            let after: Bool? = place == .forget ? nil : place == .putIn
            let changed = ids.filter { before[$0] != after }
            guard after == nil || before.count + changed.count <= SavedSearch.byHandAtMost else {
                throw Refusal(
                    .conflict,
                    "A search holds \(SavedSearch.byHandAtMost) people by hand. Use a tag for so "
                        + "many, and let the search ask for the tag.")
            }
            for member in changed {
                try write(member, from: before[member], to: after, search, context)
            }
            return changed.count
        }
    }

    private func write(
        _ member: MemberID, from old: Bool?, to new: Bool?, _ search: SavedSearch,
        _ context: ActContext
    ) throws {
        if let new {
            try context.db.execute(
                sql: """
                    INSERT INTO saved_search_person (search_id, member_id, is_in, at, actor)
                    VALUES (?, ?, ?, ?, ?) ON CONFLICT (search_id, member_id)
                    DO UPDATE SET is_in = excluded.is_in, at = excluded.at, actor = excluded.actor
                    """,
                arguments: [
                    id, member, new, context.now.milliseconds, context.viewer.actor,
                ])
        } else {
            try context.db.execute(
                sql: "DELETE FROM saved_search_person WHERE search_id = ? AND member_id = ?",
                arguments: [id, member])
        }
        func words(_ isIn: Bool?) -> String? {
            isIn.map { "\(search.name) (\($0 ? "put in" : "taken out"))" }
        }
        let version = try Int.fetchOne(
            context.db.cachedStatement(sql: "SELECT version FROM member WHERE id = ?"),
            arguments: [member])
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: "PlaceInSearch",
                member: member, version: version, field: "saved search", old: words(old),
                new: words(new)))
    }
}

extension PlaceInSearch {
    /// Those who are in or out of a search by hand.
    public struct Person: Hashable, Sendable {
        /// The person.
        public let memberID: MemberID
        /// What the person is called.
        public let name: String
        /// Put in, or else taken out.
        public let isIn: Bool
    }

    /// Those who are in or out of a search by hand, by name, at most so many, for a viewer who may
    /// see it.
    public static func people(
        of id: Int64, in db: Database, for viewer: Viewer, limit: Int = 500
    ) throws -> Result<[Person], Refusal> {
        try refusing {
            _ = try SavedSearch.read(id, in: db, for: viewer).get()
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT member.id, member.name, is_in FROM saved_search_person
                    JOIN member ON member.id = member_id WHERE search_id = ?
                    ORDER BY folded_name, member.id LIMIT ?
                    """, arguments: [id, limit])
            return rows.map { Person(memberID: $0[0], name: $0[1], isIn: $0[2]) }
        }
    }
}
