import GRDB

/// Takes back the notes that an import has put on timelines, those that nobody has touched since.
struct TakeBackNotes {
    private let importID: Int64
    /// The first and the last row of `interaction`; nil where the import has none.
    private let range: (first: Int64, last: Int64)?
    /// The last row of history that the import wrote.
    private let lastHistory: Int64
    private let db: Database

    /// Where the rows are that can go, between `find` and `forget`.
    static let table = "temp.untouched_note"

    init(_ importID: Int64, _ first: Int64?, _ last: Int64?, since history: Int64, _ db: Database) {
        self.importID = importID
        range = if let first, let last { (first, last) } else { nil }
        lastHistory = history
        self.db = db
    }

    /// Finds the notes that nobody has changed, tagged or answered with a task, and that are not
    /// somebody else's by now because contacts were merged.
    func find() throws {
        try db.execute(sql: "CREATE TEMP TABLE untouched_note (id INTEGER PRIMARY KEY)")
        guard let range else { return }
        try db.execute(
            sql: """
                INSERT INTO \(Self.table) SELECT i.id FROM interaction i
                WHERE i.id BETWEEN ?1 AND ?2
                  AND NOT EXISTS
                    (SELECT 1 FROM interaction_history h WHERE h.interaction_id = i.id)
                  AND NOT EXISTS (SELECT 1 FROM interaction f WHERE f.follows = i.id)
                  AND NOT EXISTS (SELECT 1 FROM agreement_task a WHERE a.interaction_id = i.id)
                  AND NOT EXISTS (SELECT 1 FROM thing_tag g
                    WHERE g.subject_kind = 'interaction' AND g.subject_id = CAST(i.id AS TEXT))
                  AND NOT EXISTS (SELECT 1 FROM interaction_party p
                    JOIN merge m ON m.kept_id = p.member_id
                    WHERE p.interaction_id = i.id AND m.undone_at IS NULL
                      AND m.first_history > ?3)
                """, arguments: [range.first, range.last, lastHistory])
    }

    /// Removes them, unless their person stays as the import made them; gives how many are gone.
    func remove() throws -> Int {
        guard range != nil else { return 0 }
        try db.execute(
            sql: """
                DELETE FROM \(Self.table) WHERE id IN
                  (SELECT p.interaction_id FROM import_row r
                   JOIN interaction_party p ON p.member_id = r.member_id
                   WHERE r.import_id = ? AND r.undone = 'kept')
                """, arguments: [importID])
        try db.execute(
            sql: """
                DELETE FROM interaction_party
                WHERE interaction_id IN (SELECT id FROM \(Self.table))
                """)
        try db.execute(
            sql: "DELETE FROM interaction WHERE id IN (SELECT id FROM \(Self.table))")
        return db.changesCount
    }

    /// Whose notes are still there, because somebody has touched them since; what was taken off
    /// the timeline is not among them.
    func changed() throws -> [(member: MemberID, field: String)] {
        guard let range else { return [] }
        return try MemberID.fetchAll(
            db,
            sql: """
                SELECT DISTINCT p.member_id FROM interaction i
                JOIN interaction_party p ON p.interaction_id = i.id
                WHERE i.id BETWEEN ? AND ? AND i.removed_at IS NULL ORDER BY 1
                """, arguments: [range.first, range.last]
        ).map { ($0, StagedNotes.field) }
    }

    /// Forgets which they were.
    func forget() { try? db.execute(sql: "DROP TABLE IF EXISTS \(Self.table)") }
}
