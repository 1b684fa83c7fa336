public import Federation
public import GRDB

/// A report that is kept under a name; it counts whoever fits when it is opened.
public struct KeptReport: Hashable, Sendable {
    /// The id, by which acts name it.
    public let id: Int64
    /// What an editor sends back, so that nobody's change is lost.
    public let version: Int
    /// What it is called.
    public let name: String
    /// What it is about.
    public let choices: ReportChoices
    /// Whether everybody who may see people sees it, or only its owner.
    public let isShared: Bool
    /// Who made it: the id of a person, or the operator.
    public let owner: String
    /// What the owner is called; nil for the operator and for somebody who is gone.
    public let ownerName: String?
    /// When it was changed last.
    public let changedAt: Timestamp
    /// Whether it was removed; it can be brought back.
    public let isRemoved: Bool

    /// So many reports are shared at most, and so many each owner has alone.
    public static let most = 200
    /// What the log calls them.
    static let historyField = "kept report"
    /// A name has at most so many characters.
    public static let nameAtMost = 120

    private static let select = """
        SELECT *, (SELECT name FROM member WHERE member.id = CAST(owner AS INTEGER)) AS owner_name
        FROM kept_report
        """

    /// The reports that the viewer may see, by name.
    public static func all(in db: Database, for viewer: Viewer) throws -> [KeptReport] {
        guard viewer.may(.seePeople) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                \(select) WHERE removed_at IS NULL AND (is_shared = 1 OR owner = ?)
                ORDER BY folded_name, id LIMIT ?
                """, arguments: [viewer.actor, 2 * most]
        ).compactMap { KeptReport($0) }
    }

    /// One report, for a viewer who may see it.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<KeptReport, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try fetch(db, id, for: viewer)
    }

    /// One report, unless it is removed or not for this viewer.
    static func fetch(_ db: Database, _ id: Int64, for viewer: Viewer, evenRemoved: Bool = false)
        throws -> Result<KeptReport, Refusal>
    {
        let row = try Row.fetchOne(db, sql: "\(select) WHERE id = ?", arguments: [id])
        guard let report = row.flatMap({ KeptReport($0) }),
            report.isShared || report.owner == viewer.actor, evenRemoved || !report.isRemoved
        else { return .failure(.notFound("kept report")) }
        return .success(report)
    }

    private init?(_ row: Row) {
        guard let query = try? SearchQuery.reading(row["query"]).get(),
            let by = ReportBy(stored: row["by_what"], kind: row["by_kind"]),
            let measure = Report.Measure(rawValue: row["measure"])
        else { return nil }
        id = row["id"]
        version = row["version"]
        name = row["name"]
        choices = ReportChoices(
            query, by: by, across: ReportBy(stored: row["across_what"], kind: row["across_kind"]),
            measure: measure)
        isShared = row["is_shared"]
        owner = row["owner"]
        ownerName = row["owner_name"]
        changedAt = Timestamp(milliseconds: row["changed_at"])
        isRemoved = (row["removed_at"] as Int64?) != nil
    }
}
