import GRDB

/// How many organizations an import makes, and what it says beside the records of people: who works
/// where, who holds which position, who was a member when, and what is noted about whom.
public struct ImportTies: Hashable, Sendable, Encodable {
    /// Organizations that are not there yet, or that were made.
    public let organizations: Int
    /// Times that somebody works somewhere from now on.
    public let ties: Int
    /// Positions.
    public let positions: Int
    /// Periods of membership.
    public let periods: Int
    /// Notes on timelines.
    public let notes: Int

    /// Whether there is anything to say.
    public var isEmpty: Bool { organizations + ties + positions + periods + notes == 0 }

    /// Counts what a staged import would do.
    static func staged(_ importID: Int64, in db: Database) throws -> ImportTies {
        let rows = "import_tie t JOIN import_row r USING (import_id, row)"
        let counted = "t.import_id = ?1 AND r.outcome IN ('new', 'updated')"
        let counts = try Row.fetchOne(
            db,
            sql: "SELECT coalesce(sum(is_work), 0), count(title) FROM \(rows) WHERE \(counted)",
            arguments: [importID])
        // Organizations that come with the list itself are made by it anyway.
        let made = try Int.fetchOne(
            db,
            sql: """
                SELECT count(DISTINCT t.key) FROM \(rows) WHERE \(counted) AND t.key IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM member m
                  WHERE m.kind <> 'person' AND m.kind = 'organization' AND m.folded_name = t.key)
                AND t.key NOT IN (SELECT p.folded_name FROM import_person p
                  WHERE p.import_id = ?1 AND p.kind = 'organization'
                  AND p.folded_name IS NOT NULL)
                """, arguments: [importID])
        let periods = try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM import_period t JOIN import_row r USING (import_id, row)
                WHERE \(counted)
                """, arguments: [importID])
        let notes = try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM import_person_note t JOIN import_row r USING (import_id, row)
                WHERE \(counted)
                """, arguments: [importID])
        return ImportTies(
            organizations: made ?? 0, ties: counts?[0] ?? 0, positions: counts?[1] ?? 0,
            periods: periods ?? 0, notes: notes ?? 0)
    }

    /// What an applied import did.
    init(_ row: Row) {
        self.init(
            organizations: row["organizations"], ties: row["ties"], positions: row["positions"],
            periods: row["periods"], notes: row["notes"])
    }

    init(organizations: Int, ties: Int, positions: Int, periods: Int = 0, notes: Int = 0) {
        self.notes = notes
        self.periods = periods
        self.organizations = organizations
        self.ties = ties
        self.positions = positions
    }
}

extension ImportTies {
    /// The condition on `t` for ties that change a field of history; nil for another field.
    static func condition(_ field: String) -> String? {
        switch field {
        case "relation": "t.is_work = 1"
        case "position": "t.title IS NOT NULL"
        default: nil
        }
    }

    /// The SQL expression on `t` that people read.
    static func words(_ field: String) -> String {
        field == "relation"
            ? "t.organization"
            : "t.title || coalesce('\(DraftTie.mark)' || t.organization, '')"
    }
}

extension ApplyImport {
    /// How many staged ties are read at a time.
    private static let tiesAtATime = 1000

    /// Writes who works where and what they are there; nothing where the list does not say it.
    func writeTies(_ context: ActContext) throws {
        let db = context.db
        let isSaid = try Bool.fetchOne(
            db, sql: "SELECT 1 FROM import_tie WHERE import_id = ? LIMIT 1", arguments: [importID])
        guard isSaid == true else { return }
        var ties = try OrganizationTies(by: "ApplyImport", importID: importID, in: context)
        var (added, given) = (0, 0)
        var last = (row: 0, ordinal: -1)
        while true {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT t.row, t.ordinal, t.organization, t.title, t.is_work, r.outcome,
                      r.member_id, r.member_version
                    FROM import_tie t JOIN import_row r USING (import_id, row)
                    WHERE t.import_id = ? AND (t.row, t.ordinal) > (?, ?)
                    ORDER BY t.row, t.ordinal LIMIT ?
                    """, arguments: [importID, last.row, last.ordinal, Self.tiesAtATime])
            for row in rows where ["new", "updated"].contains(row["outcome"] as String) {
                let person: MemberID = row["member_id"]
                let version: Int = row["member_version"] ?? 0
                ties.counted(person, to: version + 1)
                let organization: String? = row["organization"]
                let isWork: Bool = row["is_work"]
                if isWork, let organization,
                    try ties.relate(person, to: organization) == .added
                {
                    added += 1
                }
                if let title: String = row["title"],
                    try ties.give(title, to: person, at: organization)
                {
                    given += 1
                }
            }
            guard let end = rows.last, rows.count == Self.tiesAtATime else { break }
            last = (end["row"], end["ordinal"])
        }
        try db.execute(
            sql: "UPDATE import SET organizations = ?, ties = ?, positions = ? WHERE id = ?",
            arguments: [ties.made.count, added, given, importID])
    }
}
