import Federation
public import GRDB

/// A coastline or a branch that the chapter draws on its map.
public struct Outline: Hashable, Sendable, Encodable {
    /// What an outline is for.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Encodable {
        /// The ground of the map: a coast, a border, a river.
        case coastline
        /// An area whose people belong together.
        case branch
    }

    /// The outline's number.
    public let id: Int64
    /// What it is called.
    public let name: String
    /// What it is for.
    public let kind: Kind
    /// How many points it was added with; a branch of postcodes alone has none.
    public let points: Int
    /// How many postcodes belong to the branch whatever its border says.
    public let postcodes: Int
    /// How many contacts have the branch on record.
    public let contacts: Int

    /// Branches that a chapter can have; each is a line in lists and a border on the map.
    public static let branchesAtMost = 300
    /// Coastlines that a chapter can have.
    public static let coastlinesAtMost = 20
    /// Letters of the name of a branch, which is written down for contacts.
    public static let branchLetters = 60

    /// All of them, coastlines first, each kind by name, for a viewer who may see people.
    public static func all(in db: Database, for viewer: Viewer) throws -> Result<[Outline], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return .success(
            try Row.fetchAll(
                db, sql: "\(select) ORDER BY kind = 'branch', folded_name, outline.id"
            ).map(Outline.init))
    }

    /// One outline, for a viewer who may see people.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<Outline, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(db, sql: "\(select) WHERE outline.id = ?", arguments: [id])
        return row.map { .success(Outline($0)) } ?? .failure(.notFound("outline"))
    }

    private static let select = """
        SELECT id, name, kind, points,
          (SELECT count(*) FROM branch_postcode WHERE outline_id = outline.id) AS postcodes,
          CASE kind WHEN 'branch' THEN
            (SELECT count(*) FROM member WHERE branch = outline.name) ELSE 0 END AS contacts
        FROM outline
        """

    private init(_ row: Row) {
        id = row["id"]
        name = row["name"]
        kind = Kind(rawValue: row["kind"]) ?? .coastline
        points = row["points"]
        postcodes = row["postcodes"]
        contacts = row["contacts"]
    }

    /// The postcodes of a branch as they are compared, in order.
    public static func postcodes(of id: Int64, in db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT postcode FROM branch_postcode WHERE outline_id = ? ORDER BY 1",
            arguments: [id])
    }
}

extension ActContext {
    /// The name of a branch or a coastline, checked.
    func outlineName(_ entered: String, _ kind: Outline.Kind) throws -> String {
        let limit = kind == .branch ? Outline.branchLetters : 120
        guard let name = try EnteredText.line(entered, "name", limit: limit).get() else {
            throw Refusal.invalid("name", "An outline needs a name.")
        }
        return name
    }

    /// Adds a row for an outline and gives its number; a name that is taken is refused.
    func addOutline(_ name: String, _ kind: Outline.Kind, points: Int) throws -> Int64 {
        let folded = foldedName(name)
        let same = try String.fetchOne(
            db, sql: "SELECT name FROM outline WHERE kind = ? AND folded_name = ?",
            arguments: [kind.rawValue, folded])
        if let same {
            throw Refusal(
                .conflict, "There is an outline “\(same)” already. Remove it first.", field: "name")
        }
        let count = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM outline WHERE kind = ?", arguments: [kind.rawValue])
        let limit = kind == .branch ? Outline.branchesAtMost : Outline.coastlinesAtMost
        guard (count ?? 0) < limit else {
            throw Refusal(.conflict, "There are \(limit) of them already, and more do not fit.")
        }
        try db.execute(
            sql: """
                INSERT INTO outline (name, folded_name, kind, points, added_at, added_by)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [name, folded, kind.rawValue, points, now.milliseconds, viewer.actor])
        return db.lastInsertedRowID
    }

    /// Writes what was done with an outline.
    func writeOutlineHistory(_ act: String, _ kind: String, old: String?, new: String?) throws {
        try writeHistory(
            HistoryLine(
                at: now, actor: viewer.actor, act: act, field: kind, old: old, new: new))
    }
}
