import GRDB

/// Keeps how an uploaded list is to be read: its settings, its columns and what it may change.
public struct ChooseColumns: Act {
    /// The permission that importing takes.
    public static let permission = Permission.managePeople

    /// The list.
    public var list: String
    /// How its bytes are read.
    public var settings: ListSettings
    /// What its columns are, by place from 0; nil for one to leave out, the others are guessed.
    public var columns: [Int: ColumnTarget?]
    /// What it may do to people who are known.
    public var mode: ImportMode

    /// All that can be chosen for a list.
    public init(
        _ list: String, settings: ListSettings, columns: [Int: ColumnTarget?], mode: ImportMode
    ) {
        self.list = list
        self.settings = settings
        self.columns = columns
        self.mode = mode
    }

    /// Keeps it.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        let db = context.db
        try db.execute(
            sql: """
                UPDATE import_list
                SET mode = ?, encoding = ?, delimiter = ?, has_heading = ?, day_first = ?
                WHERE id = ?
                """,
            arguments: [
                mode.rawValue, settings.encoding?.rawValue, settings.delimiter?.words,
                settings.hasHeading, settings.dayFirst, list,
            ])
        guard db.changesCount == 1 else { return .failure(.notFound("list")) }
        try db.execute(sql: "DELETE FROM import_choice WHERE list_id = ?", arguments: [list])
        for (place, target) in columns.sorted(by: { $0.key < $1.key })
        where (0..<ImportLimits.columns).contains(place) {
            try db.execute(
                sql: "INSERT INTO import_choice (list_id, place, target) VALUES (?, ?, ?)",
                arguments: [list, place, target?.code ?? ""])
        }
        return .success(())
    }
}
