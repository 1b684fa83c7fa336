import GRDB

/// Keeps which of two values holds, for some questions of an import or for all that are open.
public struct AnswerImport: Act {
    /// The permission that importing takes.
    public static let permission = Permission.managePeople

    /// The import.
    public var importID: Int64
    /// The answers.
    public var answers: [ImportQuestion.Subject: ImportQuestion.Answer]
    /// The answer to all questions that have none afterwards; nil to leave them open.
    public var rest: ImportQuestion.Answer?

    /// Some answers.
    public init(
        _ importID: Int64, _ answers: [ImportQuestion.Subject: ImportQuestion.Answer],
        rest: ImportQuestion.Answer? = nil
    ) {
        self.importID = importID
        self.answers = answers
        self.rest = rest
    }

    /// Keeps them and gives how many questions are still open.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        let db = context.db
        let state = try String.fetchOne(
            db, sql: "SELECT state FROM import WHERE id = ?", arguments: [importID])
        guard let state else { return .failure(.notFound("import")) }
        guard state == "staged" else {
            return .failure(Refusal(.conflict, "This import has been \(state) already."))
        }
        for (subject, answer) in answers {
            try db.execute(
                sql: """
                    UPDATE import_question SET answer = ?
                    WHERE import_id = ? AND row = ? AND field = ? AND key = ?
                    """,
                arguments: [
                    answer.rawValue, importID, subject.row, subject.field, subject.key,
                ])
        }
        if let rest {
            try db.execute(
                sql: "UPDATE import_question SET answer = ? WHERE import_id = ? AND answer IS NULL",
                arguments: [rest.rawValue, importID])
        }
        return .success(
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM import_question WHERE import_id = ? AND answer IS NULL
                    """, arguments: [importID]) ?? 0)
    }
}

/// Takes out of a staged import what somebody decided to keep as it is here, and what nobody
/// decided; gives the people whose words for searching have to be made anew.
func settleQuestions(of importID: Int64, in db: Database) throws -> [MemberID] {
    let refused = "import_id = \(importID) AND answer IS NOT 'list'"
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM import_question WHERE \(refused)")
    guard (count ?? 0) > 0 else { return [] }
    let renamed = try MemberID.fetchAll(
        db,
        sql: """
            SELECT DISTINCT r.member_id FROM import_question q JOIN import_row r USING (import_id, row)
            WHERE \(refused) AND q.field IN (\(PersonField.searchedSQL))
            """)
    let fields = try String.fetchAll(
        db, sql: "SELECT DISTINCT field FROM import_question WHERE \(refused)")
    for field in fields.compactMap(PersonField.init) {
        let more = field.foldedColumn.map { ", \($0) = NULL" } ?? ""
        try db.execute(
            sql: """
                UPDATE import_person SET \(field.rawValue) = NULL\(more)
                WHERE import_id = ? AND row IN
                  (SELECT row FROM import_question WHERE \(refused) AND field = ?)
                """, arguments: [importID, field.rawValue])
    }
    try db.execute(
        sql: """
            DELETE FROM import_detail WHERE import_id = ? AND (detail, row, key) IN
              (SELECT field, row, key FROM import_question WHERE \(refused))
            """, arguments: [importID])
    let isSaid = PersonField.allCases.map { "\($0.rawValue) IS NOT NULL" }
        .joined(separator: " OR ")
    try db.execute(
        sql: """
            UPDATE import_row SET outcome = 'unchanged', reason = 'What is here was kept.'
            WHERE import_id = ?1 AND outcome = 'updated'
              AND row NOT IN (SELECT row FROM import_person WHERE import_id = ?1 AND (\(isSaid)))
              AND row NOT IN (SELECT row FROM import_detail WHERE import_id = ?1)
              AND row NOT IN (SELECT row FROM import_tie WHERE import_id = ?1)
              AND row NOT IN (SELECT row FROM import_period WHERE import_id = ?1)
              AND row NOT IN (SELECT row FROM import_person_note WHERE import_id = ?1)
            """, arguments: [importID])
    try db.execute(
        sql: """
            UPDATE import_person SET words = NULL WHERE import_id = ?1 AND row IN
              (SELECT row FROM import_question
               WHERE \(refused) AND field IN (\(PersonField.searchedSQL)))
            """, arguments: [importID])
    return renamed
}

/// Keeps in the import how many of its rows came to what.
func countOutcomes(of importID: Int64, in db: Database) throws {
    try db.execute(
        sql: """
            UPDATE import SET new_people = counted.new, updated_people = counted.updated,
              unchanged_people = counted.unchanged, left_out = counted.rest
            FROM (SELECT count(*) FILTER (WHERE outcome = 'new') AS new,
                count(*) FILTER (WHERE outcome = 'updated') AS updated,
                count(*) FILTER (WHERE outcome = 'unchanged') AS unchanged,
                count(*) FILTER (WHERE outcome IN ('conflicting', 'failed')) AS rest
              FROM import_row WHERE import_id = ?1) AS counted
            WHERE import.id = ?1
            """, arguments: [importID])
}
