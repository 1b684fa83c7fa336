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
        /// The name of whoever did it; nil for the operator and for somebody who is gone.
        public let actorName: String?
        /// The name of the file.
        public let file: String
        /// staged, applied or undone.
        public let state: String
        /// The system that the list came from; nil where nobody knew it.
        public let system: String?
        /// How many people were new.
        public let new: Int
        /// How many known people changed.
        public let updated: Int
        /// How many rows were left out.
        public let leftOut: Int
    }

    /// Only this one; nil for all.
    public var importID: Int64?
    /// Only imports before this one; nil from the newest.
    public var before: Int64?
    /// How many at most.
    public var limit: Int

    /// The newest imports.
    public init(limit: Int = 50, before: Int64? = nil) {
        self.limit = limit
        self.before = before
    }

    /// One import.
    public init(only importID: Int64) {
        self.importID = importID
        limit = 1
    }

    /// Reads them for a viewer who may manage people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<[Entry], Refusal> {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT i.id, i.at, i.actor, i.file, i.state, i.system,
                  i.new_people, i.updated_people, i.left_out, m.name FROM import i
                LEFT JOIN member m ON m.id = CAST(i.actor AS INTEGER)
                WHERE i.state <> 'staging' AND (? IS NULL OR i.id = ?) AND i.id < ?
                ORDER BY i.id DESC LIMIT ?
                """, arguments: [importID, importID, before ?? Int64.max, min(max(1, limit), 1000)])
        return .success(
            rows.map { row in
                Entry(
                    importID: row["id"], at: Timestamp(milliseconds: row["at"]),
                    actor: row["actor"], actorName: row["name"], file: row["file"],
                    state: row["state"], system: row["system"], new: row["new_people"],
                    updated: row["updated_people"], leftOut: row["left_out"])
            })
    }
}
