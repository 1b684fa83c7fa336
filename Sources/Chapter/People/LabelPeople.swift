import GRDB

/// Puts a tag, an interest or a skill on many people, or takes a tag off, in one transaction.
///
/// Each person gets a line of history; `UndoLabels` takes all of it back at once.
public struct LabelPeople: Act {
    /// What is done to each of them.
    public enum Change: String, CaseIterable, Hashable, Sendable {
        /// They get a tag.
        case tag
        /// A tag is taken off.
        case untag
        /// They get an interest.
        case interest
        /// They get a skill.
        case skill

        var detail: Detail {
            switch self {
            case .tag, .untag: .tag
            case .interest: .interest
            case .skill: .skill
            }
        }
    }

    /// Who is meant.
    public enum People: Sendable {
        /// These.
        case these([MemberID])
        /// Everybody in a list; its page and limit do not matter.
        case all(MemberList)
    }

    /// What it did.
    public struct Labelled: Hashable, Sendable {
        /// What `UndoLabels` takes; nil where nothing changed.
        public let id: Int64?
        /// How many people changed.
        public let changed: Int
        /// How many people stayed as they are.
        public let unchanged: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What is done.
    public var change: Change
    /// The tag, the interest or the skill.
    public var label: String
    /// Who is meant.
    public var people: People

    /// A change of many people.
    public init(_ change: Change, _ label: String, _ people: People) {
        self.change = change
        self.label = label
        self.people = people
    }

    /// Changes everybody whom it changes, and counts.
    public func perform(in context: ActContext) throws -> Result<Labelled, Refusal> {
        try refusing {
            let row = try labelRow(change.detail, label).get()
            let ids = try people.ids(in: context.db, for: context.viewer)
            guard !ids.isEmpty else { throw Refusal.invalid("people", "Nobody is chosen.") }
            let spelled = try spellings(of: row, in: context.db)
            let full = change == .untag ? [] : try whoIsFull(context.db)
            let labels = BulkLabels(detail: change.detail, act: "LabelPeople", context: context)
            let first = try context.db.nextHistory()
            var changed = 0
            for id in ids where !full.contains(id) {
                switch (change, spelled[id]) {
                case (.untag, .some(let old)): try labels.remove(row, spelled: old, from: id)
                case (.untag, nil), (_, .some): continue
                case (_, nil): try labels.add(row, to: id)
                }
                changed += 1
            }
            let id = try context.db.writeBulkChange(from: first, at: context.now)
            return Labelled(id: id, changed: changed, unchanged: ids.count - changed)
        }
    }

    /// Who has the label, and how it is spelled there.
    private func spellings(of row: DetailRow, in db: Database) throws -> [MemberID: String] {
        var result: [MemberID: String] = [:]
        let sql = "SELECT member_id, \(row.detail.rawValue) FROM \(row.detail.table) WHERE key = ?"
        for row in try Row.fetchAll(db, sql: sql, arguments: [row.key]) { result[row[0]] = row[1] }
        return result
    }

    /// Who cannot take one more.
    private func whoIsFull(_ db: Database) throws -> Set<MemberID> {
        let detail = change.detail
        let ids = try MemberID.fetchAll(
            db,
            sql: """
                SELECT member_id FROM \(detail.table) GROUP BY member_id HAVING count(*) >= ?
                """, arguments: [detail.limit])
        return Set(ids)
    }
}

extension LabelPeople.People {
    /// Their numbers, in an order of lists, or else in that of number or of name; who is not there
    /// is left out.
    ///
    /// By name is by family name where the list is.
    func ids(
        in db: Database, for viewer: Viewer, byName: Bool = false, order: MemberList.Order? = nil
    ) throws -> [MemberID] {
        var sorting = "id"
        if let order {
            sorting = order.sql
        } else if case .all(let list) = self, byName, list.order == .family {
            sorting = list.order.sql
        } else if byName {
            sorting = MemberList.Order.name.sql
        }
        switch self {
        case .these(let ids):
            let list = Set(ids).map(\.description).joined(separator: ",")
            return try MemberID.fetchAll(
                db, sql: "SELECT id FROM member WHERE id IN (\(list)) ORDER BY \(sorting)")
        case .all(let list):
            let filter = try list.memberFilter(in: db, for: viewer)
            return try MemberID.fetchAll(
                db, sql: "SELECT id FROM member WHERE \(filter.sql) ORDER BY \(sorting)",
                arguments: filter.arguments)
        }
    }
}
