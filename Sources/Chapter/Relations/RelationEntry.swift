public import Federation
public import GRDB

/// A relation as one of its two contacts sees it.
public struct RelationEntry: Hashable, Sendable {
    /// The relation.
    public let id: Int64
    /// Its kind.
    public let type: RelationType
    /// Which way it reads from here.
    public let direction: RelationDirection
    /// The other contact.
    public let other: ContactName
    /// The first day, as 2026-05-01; nil where it is not known.
    public let startsOn: String?
    /// The last day; nil while it goes on.
    public let endsOn: String?
    /// What else was said of it.
    public let note: String?
    /// Whether it has ended.
    public let isOver: Bool

    /// How it reads from here: “works at”.
    public var words: String { type.words(direction) }

    init(_ row: Row, _ types: [Int64: RelationType]) throws {
        id = row["relation_id"]
        guard let type = types[row["type_id"]] else { throw Refusal.notFound("kind of relation") }
        self.type = type
        direction = (row["is_forward"] as Bool) ? .forward : .backward
        other = ContactName(row)
        startsOn = row["starts_on"]
        endsOn = row["ends_on"]
        note = row["note"]
        isOver = row["is_over"]
    }

    /// The relations of `:member` with their other ends, as columns of a SELECT; `:today` decides
    /// what is over.
    static let seenSQL = """
        SELECT r.id AS relation_id, r.type_id, r.starts_on, r.ends_on, r.note,
          r.from_id = :member OR t.folded_forward = t.folded_backward AS is_forward,
          r.ends_on IS NOT NULL AND r.ends_on <= :today AS is_over,
          m.id, m.name, m.kind, m.folded_name
        FROM (SELECT *, to_id AS other_id FROM relation WHERE from_id = :member
          UNION ALL SELECT *, from_id FROM relation WHERE to_id = :member) r
        JOIN relation_type t ON t.id = r.type_id JOIN member m ON m.id = r.other_id
        """

    /// All kinds of relations by their number.
    static func types(in db: Database) throws -> [Int64: RelationType] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM relation_type")
        return Dictionary(rows.map { ($0["id"], RelationType($0)) }) { first, _ in first }
    }

    /// One relation, seen from one of its ends, for a viewer who may see people.
    public static func read(
        _ id: Int64, of member: MemberID, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<RelationEntry, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM (\(seenSQL)) WHERE relation_id = :id",
            arguments: [
                "member": member, "id": id,
                "today": try DaySpan.today(in: db, at: now).description,
            ])
        guard let row else { return .failure(.notFound("relation")) }
        return .success(try RelationEntry(row, try types(in: db)))
    }
}
