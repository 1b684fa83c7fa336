public import GRDB

extension ImportReport {
    /// How many new people of a list that waits to be taken in get which status.
    ///
    /// The keys are those of `PersonField.status`.
    public static func newByStatus(_ importID: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<[String: Int], Refusal>
    {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT p.status, count(*) FROM import_person p JOIN import_row r
                USING (import_id, row) WHERE import_id = ? AND r.outcome = 'new' GROUP BY p.status
                """, arguments: [importID])
        return .success(Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) }))
    }

    /// Whether a column of the list says who is a member; without one every new person becomes one.
    public var saysWhoIsMember: Bool {
        let telling = [PersonField.status.words, PersonField.standing.words]
        return columns.contains { $0.meaning.map(telling.contains) ?? false }
    }
}
