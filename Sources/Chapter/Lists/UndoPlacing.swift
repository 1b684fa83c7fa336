import GRDB

/// Takes back what `PlaceInSearch` did to everybody.
///
/// Who was put somewhere else in the search since is left as they are now.
public struct UndoPlacing: Act {
    /// What undoing did.
    public struct Undone: Hashable, Sendable {
        /// Of which search.
        public let search: Int64
        /// How many people are as they were.
        public let restored: Int
        /// How many were left as they are now.
        public let kept: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What `PlaceInSearch` gave as its id.
    public var change: Int64

    /// A change of many people.
    public init(_ change: Int64) { self.change = change }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<Undone, Refusal> {
        try refusing {
            let lines = try context.takeBackBulkChange(change)
            guard let id = lines.first.flatMap(search) else {
                throw Refusal.notFound("change of many people")
            }
            // Somebody's own search is theirs, and nobody else learns that there is one.
            _ = try SavedSearch.fetch(context.db, id, for: context.viewer).get()
            let now = try context.placedByHand(in: id)
            let restored = try lines.count { line in
                guard search(line) == id, let member: MemberID = line["member_id"],
                    now[member] == place(line["new"]), try isThere(member, in: context.db)
                else { return false }
                try context.place(
                    member, in: id, from: now[member], to: place(line["old"]), by: "UndoPlacing")
                return true
            }
            try context.refuseTooManyByHand(in: id)
            return Undone(search: id, restored: restored, kept: lines.count - restored)
        }
    }

    private func search(_ line: Row) -> Int64? {
        guard line["field"] == PlacingText.field else { return nil }
        let text: String? = line["new"] ?? line["old"]
        return text.flatMap(PlacingText.init)?.search
    }

    private func place(_ text: String?) -> Bool? { text.flatMap(PlacingText.init)?.isIn }

    private func isThere(_ member: MemberID, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM member WHERE id = ?")
        return try Bool.fetchOne(statement, arguments: [member]) != nil
    }
}
