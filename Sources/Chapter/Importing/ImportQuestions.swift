public import GRDB

/// A value of a person that the list has otherwise, and which of the two is to hold.
public struct ImportQuestion: Hashable, Sendable {
    /// Which of two values holds.
    public enum Answer: String, CaseIterable, Sendable, Codable {
        /// What the list says.
        case list
        /// What is here.
        case here
    }

    /// What a question is about.
    public struct Subject: Hashable, Sendable {
        /// The row of the list.
        public let row: Int
        /// The field, as tables name it.
        public let field: String
        /// Which of several the question is about; empty for what is there once.
        public let key: String

        /// A field of the person of a row.
        public init(row: Int, field: String, key: String = "") {
            self.row = row
            self.field = field
            self.key = key
        }
    }

    /// What it is about.
    public let subject: Subject
    /// The person.
    public let memberID: MemberID
    /// What the person is called here.
    public let name: String
    /// What is here.
    public let here: String
    /// What the list says.
    public let listed: String
    /// What was answered; nil for nothing yet.
    public let answer: Answer?
}

/// The questions of an import, in the order of the file.
public struct ImportQuestions: Sendable {
    /// The import.
    public var importID: Int64
    /// The row after which the page begins.
    public var after: Int
    /// How many people at most.
    public var limit: Int

    /// A page of questions.
    public init(_ importID: Int64, after: Int = 0, limit: Int = 20) {
        self.importID = importID
        self.after = after
        self.limit = limit
    }

    /// How many questions there are, and how many have no answer yet.
    public static func counts(_ importID: Int64, in db: Database, for viewer: Viewer) throws
        -> (all: Int, open: Int)
    {
        guard viewer.may(.managePeople) else { return (0, 0) }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*), count(*) FILTER (WHERE answer IS NULL) FROM import_question
                WHERE import_id = ?
                """, arguments: [importID])
        return (row?[0] ?? 0, row?[1] ?? 0)
    }

    /// Reads the page and whether more follow, for a viewer who may manage people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<
        (questions: [ImportQuestion], hasMore: Bool), Refusal
    > {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        let rows = try Int.fetchAll(
            db,
            sql: """
                SELECT DISTINCT row FROM import_question WHERE import_id = ? AND row > ?
                ORDER BY row LIMIT ?
                """, arguments: [importID, after, min(max(1, limit), 1000) + 1])
        let page = Array(rows.prefix(limit))
        guard let first = page.first, let last = page.last else { return .success(([], false)) }
        let found = try Row.fetchAll(
            db,
            sql: """
                SELECT q.row, q.field, q.key, q.answer, m.id, m.name AS name_here, p.*
                FROM import_question q JOIN import_row r USING (import_id, row)
                JOIN member m ON m.id = r.member_id
                LEFT JOIN import_person p ON p.import_id = q.import_id AND p.row = q.row
                WHERE q.import_id = ? AND q.row BETWEEN ? AND ? ORDER BY q.row, q.field, q.key
                """, arguments: [importID, first, last])
        return .success((try found.compactMap { try question($0, in: db) }, rows.count > limit))
    }

    private func question(_ row: Row, in db: Database) throws -> ImportQuestion? {
        let subject = ImportQuestion.Subject(row: row[0], field: row[1], key: row[2])
        let answer: String? = row[3]
        let memberID: MemberID = row[4]
        let values: (String?, String?)
        if let field = PersonField(rawValue: subject.field) {
            let statement = try db.cachedStatement(
                sql: "SELECT \(field.rawValue) FROM member WHERE id = ?")
            values = (
                try String.fetchOne(statement, arguments: [memberID]), row[field.rawValue]
            )
        } else if let detail = Detail(rawValue: subject.field) {
            let cells = detail.columns.indices.map { "d.c\($0)" }
                .joined(separator: " || char(10) || ")
            let pair = try Row.fetchOne(
                db,
                sql: """
                    SELECT (SELECT \(detail.textSQL) FROM \(detail.table) t
                        WHERE t.member_id = ? AND t.key = d.replaces), \(cells)
                    FROM import_detail d
                    WHERE d.import_id = ? AND d.detail = ? AND d.row = ? AND d.key = ?
                    """, arguments: [memberID, importID, detail.rawValue, subject.row, subject.key])
            let (old, new): (String?, String?) = (pair?[0], pair?[1])
            values = (
                old.map { readableValue(detail.rawValue, $0) },
                new.map { readableValue(detail.rawValue, $0) }
            )
        } else {
            return nil
        }
        return ImportQuestion(
            subject: subject, memberID: memberID, name: row[5], here: values.0 ?? "",
            listed: values.1 ?? "", answer: answer.flatMap(ImportQuestion.Answer.init))
    }
}
