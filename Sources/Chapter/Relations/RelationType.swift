public import GRDB

/// Which way a relation is read.
public enum RelationDirection: String, CaseIterable, Hashable, Sendable, Codable {
    /// From where it begins: “works at”.
    case forward
    /// From where it leads to: “employs”.
    case backward

    /// The other way.
    public var opposite: RelationDirection { self == .forward ? .backward : .forward }
}

/// A kind of relation, with its words for both directions.
public struct RelationType: Hashable, Sendable {
    /// The row.
    public let id: Int64
    /// What the program calls it; nil for a kind of the chapter's own.
    public let code: String?
    /// What is said of whoever it begins at: “works at”.
    public let forward: String
    /// What is said of whoever it leads to: “employs”.
    public let backward: String
    /// What it begins at; nil for any contact.
    public let fromKind: ContactKind?
    /// What it leads to; nil for any contact.
    public let toKind: ContactKind?
    /// Whether whoever it begins at can have only one at a time.
    public let isOneFrom: Bool
    /// Whether whoever it leads to can have only one at a time.
    public let isOneTo: Bool
    /// Whether it is kept for what there is, and not used for anything new.
    public let isRetired: Bool

    init(_ row: Row) {
        id = row["id"]
        code = row["code"]
        forward = row["forward"]
        backward = row["backward"]
        fromKind = (row["from_kind"] as String?).flatMap { ContactKind(rawValue: $0) }
        toKind = (row["to_kind"] as String?).flatMap { ContactKind(rawValue: $0) }
        isOneFrom = row["one_from"]
        isOneTo = row["one_to"]
        isRetired = row["retired"]
    }

    /// Whether it reads the same from both ends, as “knows” does.
    public var isMutual: Bool { foldedName(forward) == foldedName(backward) }

    /// The words in a direction.
    public func words(_ direction: RelationDirection) -> String {
        direction == .forward ? forward : backward
    }

    /// What a contact of some kind can be at this end; nil for anything.
    public func kind(at direction: RelationDirection) -> ContactKind? {
        direction == .forward ? fromKind : toKind
    }

    /// What history calls it: the program's name, or its number.
    var key: String { code ?? "#\(id)" }

    /// Finds a kind of relation; what is not there is refused.
    static func find(_ id: Int64, in db: Database) throws -> RelationType {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM relation_type WHERE id = ?", arguments: [id])
        guard let row else { throw Refusal.notFound("kind of relation") }
        return RelationType(row)
    }

    /// Finds a kind by what history calls it.
    static func find(key: String, in db: Database) throws -> RelationType? {
        let row =
            key.hasPrefix("#")
            ? try Row.fetchOne(
                db, sql: "SELECT * FROM relation_type WHERE id = ?",
                arguments: [Int64(key.dropFirst())])
            : try Row.fetchOne(
                db, sql: "SELECT * FROM relation_type WHERE code = ?", arguments: [key])
        return row.map(RelationType.init)
    }
}

/// A kind of relation and how often it is used.
public struct RelationTypeUse: Hashable, Sendable {
    /// The kind.
    public let type: RelationType
    /// How many relations there are of it, also those that have ended.
    public let count: Int

    /// Reads all of them, those in use first, for a viewer who may see people.
    public static func all(in db: Database, for viewer: Viewer) throws -> Result<
        [RelationTypeUse], Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT t.*, (SELECT count(*) FROM relation WHERE type_id = t.id) AS uses
                FROM relation_type t ORDER BY retired, code IS NULL, id
                """)
        return .success(rows.map { RelationTypeUse(type: RelationType($0), count: $0["uses"]) })
    }
}
