public import Federation
public import GRDB
import Sodium

/// A list that was sent and waits until somebody has said what its columns are.
///
/// The chapter keeps what was chosen; the file itself lies beside the database, named by `id`.
public struct UploadedList: Hashable, Sendable {
    /// Thirty-two hexadecimal digits, drawn at random.
    public let id: String
    /// When it was sent.
    public let at: Timestamp
    /// The operator, or the id of whoever sent it.
    public let actor: String
    /// What the file was called.
    public let file: String
    /// How many bytes it has.
    public let bytes: Int
    /// What was decided about it.
    public let plan: ImportPlan
    /// When that was decided about another list with these headings; nil where somebody has
    /// decided about this one, or nobody about any.
    public let asOf: Timestamp?
    /// What was staged of it last; nil before that.
    public let importID: Int64?

    /// How long a list waits, in milliseconds; then it is forgotten when another one comes.
    public static let patience: Int64 = 24 * 3_600_000
    /// How many lists wait at once; the oldest makes room.
    public static let waitingAtMost = 20

    /// Reads a list for a viewer who may manage people.
    public static func read(_ id: String, in db: Database, for viewer: Viewer) throws
        -> Result<UploadedList, Refusal>
    {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM import_list WHERE id = ?", arguments: [id])
        guard let row else { return .failure(.notFound("list")) }
        return .success(try UploadedList(row, in: db))
    }

    /// The list that an import was staged from, while it waits.
    public static func read(of importID: Int64, in db: Database, for viewer: Viewer) throws
        -> UploadedList?
    {
        guard viewer.may(.managePeople) else { return nil }
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM import_list WHERE import_id = ?", arguments: [importID])
        return try row.map { try UploadedList($0, in: db) }
    }

    /// The lists of which nothing is staged yet, newest first.
    public static func unread(in db: Database, for viewer: Viewer) throws -> [UploadedList] {
        guard viewer.may(.managePeople) else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT l.* FROM import_list l LEFT JOIN import i ON i.id = l.import_id
                WHERE i.id IS NULL OR i.state = 'staging' ORDER BY l.at DESC, l.id LIMIT ?
                """, arguments: [waitingAtMost])
        return try rows.map { try UploadedList($0, in: db) }
    }

    private init(_ row: Row, in db: Database) throws {
        id = row["id"]
        at = Timestamp(milliseconds: row["at"])
        actor = row["actor"]
        file = row["file"]
        bytes = row["bytes"]
        let encoding: String? = row["encoding"]
        let delimiter: String? = row["delimiter"]
        let settings = ListSettings(
            encoding: encoding.flatMap(TextEncoding.init(rawValue:)),
            delimiter: delimiter.flatMap(Delimiter.init(word:)), hasHeading: row["has_heading"],
            dayFirst: row["day_first"], sheet: row["sheet"], recognizes: row["recognizes"])
        var choices = ListChoices(fields: try OwnField.all(in: db))
        for choice in try Row.fetchAll(
            db, sql: "SELECT place, target FROM import_choice WHERE list_id = ?",
            arguments: [id])
        {
            let code: String = choice["target"]
            choices.columns.updateValue(ColumnTarget(code: code), forKey: choice["place"])
        }
        for word in try Row.fetchAll(
            db, sql: "SELECT place, value, meaning FROM import_value WHERE list_id = ?",
            arguments: [id])
        {
            choices.values[word["place"], default: [:]][word["value"]] = word["meaning"]
        }
        plan = ImportPlan(
            mode: ImportMode(rawValue: row["mode"]) ?? .addOnly, settings: settings,
            choices: choices, key: MatchKey(rawValue: row["match_key"]) ?? .automatic,
            tag: row["tag"])
        let asOf: Int64? = row["as_of"]
        self.asOf = asOf.map { Timestamp(milliseconds: $0) }
        importID = row["import_id"]
    }
}

/// Makes an import the one that was staged of a list; the one before it is forgotten.
func stageAnew(_ list: String, as importID: Int64, in db: Database) throws {
    let before = try Int64.fetchOne(
        db,
        sql: """
            SELECT i.id FROM import i JOIN import_list l ON l.import_id = i.id
            WHERE l.id = ? AND i.state IN ('staging', 'staged')
            """, arguments: [list])
    if let before { try deleteStaged(before, in: db, all: true) }
    try db.execute(
        sql: "UPDATE import_list SET import_id = ? WHERE id = ?", arguments: [importID, list])
}
