import Federation
import GRDB
import Sodium

/// Keeps what is known of a list that was just sent, and forgets lists that nobody came back to.
public struct AddUploadedList: Act {
    /// What was kept, and whose files can go.
    public struct Added: Hashable, Sendable {
        /// The new list's id, which names its file.
        public let id: String
        /// The ids of lists that are forgotten.
        public let forgotten: [String]
    }

    /// The permission that importing takes.
    public static let permission = Permission.managePeople

    /// What the file was called.
    public var file: String
    /// How many bytes it has.
    public var bytes: Int
    /// What it may do to people who are known.
    public var mode: ImportMode
    /// Its headings: what was decided about such a list last is offered again.
    public var headings: [String]

    /// A list that was sent.
    public init(file: String, bytes: Int, mode: ImportMode, headings: [String] = []) {
        self.file = file
        self.bytes = bytes
        self.mode = mode
        self.headings = headings
    }

    /// Keeps it.
    public func perform(in context: ActContext) throws -> Result<Added, Refusal> {
        let db = context.db
        let name = try EnteredText.line(file, "file name", limit: 200).get() ?? "list"
        let forgotten = try String.fetchAll(
            db,
            sql: """
                SELECT id FROM import_list WHERE at < ? OR id NOT IN
                  (SELECT id FROM import_list ORDER BY at DESC, id LIMIT ?)
                """,
            arguments: [
                (context.now + (-UploadedList.patience)).milliseconds,
                UploadedList.waitingAtMost - 1,
            ])
        for list in forgotten { try forget(list, in: db) }
        let id = Hex.text(randomBytes(16))
        let last = headings.isEmpty ? nil : try ListMemory(headings).recall(in: db)
        let settings = last?.plan.settings ?? ListSettings()
        try db.execute(
            sql: """
                INSERT INTO import_list
                  (id, at, actor, file, bytes, mode, day_first, recognizes, match_key, as_of)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, context.now.milliseconds, context.viewer.actor, name, bytes, mode.rawValue,
                settings.dayFirst, settings.recognizes, (last?.plan.key ?? .automatic).rawValue,
                last?.at.milliseconds,
            ])
        if let last { try keepChoices(last.plan.choices, of: id, in: db) }
        return .success(Added(id: id, forgotten: forgotten))
    }
}

/// Forgets a list and what was staged of it; what was applied stays.
func forget(_ list: String, in db: Database) throws {
    let staged = try Int64.fetchOne(
        db,
        sql: """
            SELECT i.id FROM import i JOIN import_list l ON l.import_id = i.id
            WHERE l.id = ? AND i.state IN ('staging', 'staged')
            """, arguments: [list])
    try db.execute(sql: "DELETE FROM import_list WHERE id = ?", arguments: [list])
    if let staged { try deleteStaged(staged, in: db, all: true) }
}
