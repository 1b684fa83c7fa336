public import GRDB

/// A kind of things that the chapter keeps besides contacts, such as worksites.
public struct ObjectType: Hashable, Sendable, Encodable {
    /// What an act takes.
    public let id: Int64
    /// What an editor sends back.
    public let version: Int
    /// What one of them is called.
    public let name: String
    /// What several are called.
    public let plural: String
    /// Whether no new ones are made.
    public let isRetired: Bool
    /// How many there are.
    public let objects: Int

    /// All kinds, for who may see people.
    public static func all(in db: Database, for viewer: Viewer) throws -> Result<
        [ObjectType], Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return .success(
            try Row.fetchAll(db, sql: select + "ORDER BY retired, folded_name").map(ObjectType.init)
        )
    }

    /// The kind with this id.
    static func find(_ id: Int64, in db: Database) throws -> ObjectType {
        let row = try Row.fetchOne(db, sql: select + "WHERE id = ?", arguments: [id])
        guard let row else { throw Refusal.notFound("kind of objects") }
        return ObjectType(row)
    }

    private static let select = """
        SELECT *, (SELECT count(*) FROM own_object WHERE type_id = object_type.id
          AND removed_at IS NULL) AS objects
        FROM object_type\u{20}
        """

    private init(_ row: Row) {
        id = row["id"]
        version = row["version"]
        name = row["name"]
        plural = row["plural"]
        isRetired = row["retired"] == 1
        objects = row["objects"]
    }
}
