import Federation
import GRDB

/// Puts people into a search by hand, takes them out of it, or leaves it to the search again.
///
/// Each person's history says so to whoever may see the search; `UndoPlacing` takes all of it back
/// at once.
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

    /// What it did.
    public struct Placed: Hashable, Sendable {
        /// What `UndoPlacing` takes; nil where nothing changed.
        public let id: Int64?
        /// How many people changed.
        public let changed: Int
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

    /// Puts them there and says how many it changed.
    public func perform(in context: ActContext) throws -> Result<Placed, Refusal> {
        try refusing {
            let db = context.db
            _ = try SavedSearch.fetch(db, id, for: context.viewer).get()
            let ids = try people.ids(in: db, for: context.viewer)
            guard !ids.isEmpty else { throw Refusal.invalid("people", "Nobody is chosen.") }
            let before = try context.placedByHand(in: id)
            let after: Bool? = place == .forget ? nil : place == .putIn
            let changed = ids.filter { before[$0] != after }
            let first = try db.nextHistory()
            for member in changed {
                try context.place(
                    member, in: id, from: before[member], to: after, by: "PlaceInSearch")
            }
            try context.refuseTooManyByHand(in: id)
            return Placed(
                id: try db.writeBulkChange(from: first, at: context.now), changed: changed.count)
        }
    }
}

extension ActContext {
    /// Who is in a search by hand, and who is out of it.
    func placedByHand(in search: Int64) throws -> [MemberID: Bool] {
        var result: [MemberID: Bool] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT member_id, is_in FROM saved_search_person WHERE search_id = ?",
            arguments: [search])
        {
            result[row[0]] = row[1]
        }
        return result
    }

    /// Puts one person somewhere else in a search, with their line of history.
    func place(
        _ member: MemberID, in search: Int64, from old: Bool?, to new: Bool?, by act: String
    ) throws {
        if let new {
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO saved_search_person (search_id, member_id, is_in, at, actor)
                    VALUES (?, ?, ?, ?, ?) ON CONFLICT (search_id, member_id)
                    DO UPDATE SET is_in = excluded.is_in, at = excluded.at, actor = excluded.actor
                    """)
            try statement.execute(arguments: [search, member, new, now.milliseconds, viewer.actor])
        } else {
            let statement = try db.cachedStatement(
                sql: "DELETE FROM saved_search_person WHERE search_id = ? AND member_id = ?")
            try statement.execute(arguments: [search, member])
        }
        func text(_ isIn: Bool?) -> String? {
            isIn.map { PlacingText(search: search, isIn: $0).text }
        }
        try writeHistory(
            HistoryLine(
                at: now, actor: viewer.actor, act: act, member: member, field: PlacingText.field,
                old: text(old), new: text(new)))
    }

    /// Refuses what would leave more people in or out of a search by hand than it holds.
    func refuseTooManyByHand(in search: Int64) throws {
        let count = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM saved_search_person WHERE search_id = ?",
            arguments: [search])
        guard count ?? 0 > SavedSearch.byHandAtMost else { return }
        throw Refusal(
            .conflict,
            "A search holds \(SavedSearch.byHandAtMost) people by hand. Use a tag for so "
                + "many, and let the search ask for the tag.")
    }
}
