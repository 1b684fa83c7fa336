public import Federation
public import GRDB

/// The imports of the chapter, newest first.
public struct ImportList: Sendable {
    /// One import in a line.
    public struct Entry: Hashable, Sendable {
        /// What `UndoImport` and `ImportReport.read` take.
        public let importID: Int64
        /// When it was staged.
        public let at: Timestamp
        /// The operator, or the id of whoever did it.
        public let actor: String
        /// The name of the file.
        public let file: String
        /// staged, applied or undone.
        public let state: String
    }

    /// How many at most.
    public var limit: Int

    /// The newest imports.
    public init(limit: Int = 50) { self.limit = limit }

    /// Reads them for a viewer who may manage people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<[Entry], Refusal> {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, at, actor, file, state FROM import WHERE state <> 'staging'
                ORDER BY id DESC LIMIT ?
                """, arguments: [min(max(1, limit), 1000)])
        return .success(
            rows.map { row in
                Entry(
                    importID: row["id"], at: Timestamp(milliseconds: row["at"]),
                    actor: row["actor"], file: row["file"], state: row["state"])
            })
    }
}
