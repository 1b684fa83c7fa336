public import Federation
public import GRDB

/// The organizations or households that the chapter knows, by name, a page at a time.
public struct OrganizationList: Sendable {
    /// One of them.
    public struct Entry: Hashable, Sendable {
        /// The organization.
        public let contact: ContactName
        /// contact or supporter.
        public let status: String
        /// The first phone number in line.
        public let phone: String?
        /// How many people have an open relation or position there.
        public let people: Int
        /// How many agreements it is a party to.
        public let agreements: Int
    }

    /// A page of them.
    public struct Page: Hashable, Sendable {
        /// The organizations.
        public let entries: [Entry]
        /// How many there are in all.
        public let count: Int
        /// What to ask for the next page with; nil on the last.
        public let next: String?
    }

    /// Organizations or households.
    public var kind: ContactKind
    /// Beginnings of their names; empty for all of them.
    public var search: String
    /// What the page before gave as `next`.
    public var after: String?
    /// How many are on a page.
    public var limit: Int

    /// The organizations whose names fit.
    public init(
        _ kind: ContactKind = .organization, search: String = "", after: String? = nil,
        limit: Int = 50
    ) {
        self.kind = kind
        self.search = search
        self.after = after
        self.limit = limit
    }

    /// Reads the page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer, at now: Timestamp) throws -> Result<
        Page, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        // The index holds everything but persons, and says so to be used.
        var conditions = "kind <> 'person' AND kind = :kind"
        var arguments: StatementArguments = ["kind": kind.rawValue]
        if let expression = searchExpression(search) {
            conditions +=
                " AND id IN (SELECT rowid FROM member_search WHERE member_search MATCH :search)"
            arguments += ["search": expression]
        }
        let count =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM member WHERE \(conditions)", arguments: arguments)
            ?? 0
        if let last = after.flatMap(NamePosition.init) {
            conditions += " AND (folded_name, id) > (:name, :id)"
            arguments += ["name": last.name, "id": last.id]
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, kind, status, folded_name,
                  (SELECT number FROM member_phone
                    WHERE member_id = m.id AND is_primary = 'primary') AS phone,
                  (SELECT count(*) FROM (
                    SELECT from_id FROM relation JOIN member f ON f.id = from_id
                      WHERE to_id = m.id AND f.kind = 'person' AND \(Self.isOpen)
                    UNION SELECT to_id FROM relation JOIN member t ON t.id = to_id
                      WHERE from_id = m.id AND t.kind = 'person' AND \(Self.isOpen)
                    UNION SELECT member_id FROM position
                      WHERE organization_id = m.id AND \(Self.isOpen))) AS people,
                  (SELECT count(*) FROM agreement_party JOIN agreement a ON a.id = agreement_id
                    WHERE member_id = m.id AND a.removed_at IS NULL) AS agreements
                FROM (SELECT * FROM member WHERE \(conditions)
                  ORDER BY folded_name, id LIMIT :limit) m
                ORDER BY folded_name, id
                """,
            arguments: arguments + [
                "limit": limit + 1, "today": try DaySpan.today(in: db, at: now).description,
            ])
        let shown = rows.prefix(limit)
        let next: String? =
            rows.count > limit
            ? shown.last.map {
                NamePosition(id: $0["id"], name: $0["folded_name"]).description
            } : nil
        return .success(
            Page(
                entries: shown.map { row in
                    Entry(
                        contact: ContactName(row), status: row["status"], phone: row["phone"],
                        people: row["people"], agreements: row["agreements"])
                }, count: count, next: next))
    }

    private static let isOpen = "(ends_on IS NULL OR ends_on > :today)"
}
