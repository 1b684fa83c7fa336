public import GRDB

/// Tasks of everybody, a page at a time: open ones by their day, done ones the latest first.
public struct TaskList: Sendable {
    /// Whose tasks.
    public enum Holder: Hashable, Sendable {
        /// Everybody's and nobody's.
        case anybody
        /// Those that are nobody's yet.
        case nobody
        /// Somebody's.
        case member(MemberID)
    }

    /// A page of tasks.
    public struct Page: Hashable, Sendable {
        /// The tasks.
        public let tasks: [Interaction]
        /// What to ask for the next page with; nil on the last.
        public let next: String?
    }

    /// Whose.
    public var holder: Holder
    /// Done ones rather than open ones.
    public var isDone: Bool
    /// Only those that concern a contact.
    public var contact: MemberID?
    /// Only those about a thing.
    public var subject: InteractionSubject?
    /// Only those with this tag, in any spelling; empty for all.
    public var tag = ""
    /// What the page before gave as `next`.
    public var after: String?
    /// How many, at most `largestPage`.
    public var limit: Int

    /// The largest page.
    public static let largestPage = 200

    /// Tasks with these filters; all of them must fit.
    public init(
        _ holder: Holder = .anybody, isDone: Bool = false, on contact: MemberID? = nil,
        about subject: InteractionSubject? = nil, after: String? = nil, limit: Int = 50
    ) {
        self.holder = holder
        self.isDone = isDone
        self.contact = contact
        self.subject = subject
        self.after = after
        self.limit = limit
    }

    /// Reads the page for a viewer who sees people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<Page, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let limit = min(max(1, limit), Self.largestPage)
        var (conditions, arguments) = filter(for: viewer)
        let key = isDone ? "done_at" : "coalesce(due_on, '9999')"
        if let after, let cut = after.firstIndex(of: "/"),
            let id = Int64(after[after.index(after: cut)...])
        {
            conditions.append(isDone ? "(done_at, id) < (:key, :id)" : "(\(key), id) > (:key, :id)")
            let text = String(after[..<cut])
            arguments += [
                "key": isDone ? Int64(text)?.databaseValue : text.databaseValue, "id": id,
            ]
        }
        let order = isDone ? "done_at DESC, id DESC" : "\(key), id"
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, \(key) AS key FROM interaction i \(index)
                WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT \(limit + 1)
                """, arguments: arguments)
        let shown = rows.prefix(limit)
        let next = rows.count > limit ? shown.last.map(Self.position) : nil
        return .success(
            Page(
                tasks: try Interaction.fetch(shown.map { $0["id"] }, in: db, for: viewer),
                next: next))
    }

    /// Somebody's open tasks are few beside all that they have done.
    private var index: String {
        guard !isDone, holder != .anybody, contact == nil, subject == nil, tag.isEmpty else {
            return ""
        }
        return "INDEXED BY interaction_open_by_assignee"
    }

    private func filter(for viewer: Viewer) -> ([String], StatementArguments) {
        var conditions = [
            "kind = 'task'", "removed_at IS NULL",
            isDone ? "done_at IS NOT NULL" : "done_at IS NULL",
            visibleInteraction,
        ]
        var arguments: StatementArguments = ["actor": viewer.actor]
        switch holder {
        case .anybody: break
        case .nobody: conditions.append("assignee IS NULL")
        case .member(let member):
            conditions.append("assignee = :member")
            arguments += ["member": member]
        }
        if let contact {
            conditions.append(
                "id IN (SELECT interaction_id FROM interaction_party WHERE member_id = :contact)")
            arguments += ["contact": contact]
        }
        if let subject {
            conditions.append("subject_kind = :kind AND subject_id = :subject")
            arguments += ["kind": subject.kind, "subject": subject.id]
        }
        if !tag.isEmpty {
            conditions.append(hasThingTag("interaction", "CAST(i.id AS TEXT)"))
            arguments += ["tag": foldedName(tag)]
        }
        return (conditions, arguments)
    }

    private static func position(_ row: Row) -> String {
        let (key, id): (DatabaseValue, Int64) = (row["key"], row["id"])
        let text = String.fromDatabaseValue(key) ?? Int64.fromDatabaseValue(key).map(String.init)
        return "\(text ?? "")/\(id)"
    }
}

extension TaskList {
    /// So many open tasks are shown on the page of a contact.
    private static let onPage = 20

    /// The first open tasks that concern a contact; none for whoever does not see people.
    public static func open(on contact: MemberID, in db: Database, for viewer: Viewer) throws
        -> [Interaction]
    {
        guard viewer.may(.seePeople) else { return [] }
        return try TaskList(on: contact, limit: onPage).answer(in: db, for: viewer).get().tasks
    }
}
