import Federation
import GRDB

/// Finds out which notes of a row are not on the person's timeline yet, and keeps them until the
/// import is applied.
enum StagedNotes {
    /// The field under which previews name them.
    static let field = "note"

    /// What the row of somebody who is known adds; a note takes nothing away, so that filling
    /// blanks adds it, too.
    static func missing(
        _ draft: DraftPerson, _ person: StoredPerson, _ mode: ImportMode, in db: Database
    ) throws -> [SaidText] {
        guard mode != .addOnly, !draft.notes.isEmpty else { return [] }
        return try draft.notes.filter { try !isThere($0.whole, person.id, in: db) }
    }

    /// Whether others can read the text on the timeline already, could before somebody changed it,
    /// or could until somebody removed it.
    private static func isThere(_ text: String, _ person: MemberID, in db: Database) throws
        -> Bool
    {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT 1 FROM interaction_party p JOIN interaction i ON i.id = p.interaction_id
                    WHERE p.member_id = ?1 AND i.is_private = 0 AND i.kind <> 'task'
                      AND (coalesce(i.body, i.summary) = ?2 OR EXISTS
                        (SELECT 1 FROM interaction_history h
                         WHERE h.interaction_id = i.id AND h.is_private = 0
                           AND h.field IN ('summary', 'body') AND h.old = ?2))
                    LIMIT 1
                    """), arguments: [person, text]) != nil
    }

    /// Keeps what a row adds, and counts it.
    static func write(
        _ notes: [SaidText], of row: Int, in importID: Int64, _ count: inout Int, _ db: Database
    ) throws {
        guard !notes.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO import_person_note (import_id, row, ordinal, number, summary, body)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        for (ordinal, note) in notes.enumerated() {
            count += 1
            try statement.execute(arguments: [
                importID, row, ordinal, count, note.summary, note.text,
            ])
        }
    }
}

extension ApplyImport {
    /// Puts the notes on the timelines of their people; nothing where the list has none.
    ///
    /// They are no part of the record: members who read the history of theirs do not read what
    /// others have noted about them.
    func writeNotes(_ context: ActContext) throws {
        let db = context.db
        let found = try Int.fetchOne(
            db, sql: "SELECT 1 FROM import_person_note WHERE import_id = ? LIMIT 1",
            arguments: [importID])
        guard found != nil else { return }
        let mark =
            try Int64.fetchOne(
                db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'interaction'") ?? 0
        let now = context.now.milliseconds
        try db.execute(
            sql: """
                INSERT INTO interaction
                  (id, kind, side, summary, body, at, made_at, made_by, subject_kind, subject_id)
                SELECT ?1 + n.number, '\(InteractionKind.note.rawValue)',
                  '\(InteractionSide.about.rawValue)', n.summary, n.body, ?2, ?2, ?3, ?4, ?5
                FROM import_person_note n WHERE n.import_id = ?6 ORDER BY n.number
                """,
            arguments: [
                mark, now, context.viewer.actor, InteractionSubject.importedList(importID).kind,
                InteractionSubject.importedList(importID).id, importID,
            ])
        let count = db.changesCount
        try db.execute(
            sql: """
                INSERT INTO interaction_party (interaction_id, member_id, at)
                SELECT ?1 + n.number, r.member_id, ?2
                FROM import_person_note n CROSS JOIN import_row r USING (import_id, row)
                WHERE n.import_id = ?3 ORDER BY n.number
                """, arguments: [mark, now, importID])
        try db.execute(
            sql: """
                UPDATE import SET notes = ?1, first_note = ?2,
                  last_note = (SELECT seq FROM sqlite_sequence WHERE name = 'interaction')
                WHERE id = ?3
                """, arguments: [count, mark + 1, importID])
    }
}
