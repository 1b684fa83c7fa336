import GRDB

/// An exception from the rule of good standing.
public struct StandingOverride: Hashable, Sendable {
    /// The field under which history writes exceptions.
    public static let field = "good standing"

    /// What it says.
    public let isGood: Bool
    /// The last day, as 2026-05-01; nil until it is ended.
    public let until: String?
    /// Why.
    public let why: String
    /// Who said so, by name.
    public let by: String

    /// The exception as history writes it.
    static func text(_ isGood: Bool, until: String?) -> String {
        (isGood ? "yes" : "no") + (until.map { " until \($0)" } ?? "")
    }

    /// The exceptions that hold on a day; of two of one person the later one.
    static func on(_ day: CalendarDay, of members: [MemberID], in db: Database) throws -> [MemberID:
        StandingOverride]
    {
        let list = members.map(\.description).joined(separator: ",")
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT o.*, (SELECT name FROM member WHERE id = o.recorded_by) AS by_name
                FROM standing_override o WHERE o.member_id IN (\(list)) AND o.starts_on <= :day
                  AND coalesce(o.ends_on, '9999-12-31') >= :day ORDER BY o.id
                """, arguments: ["day": day.description])
        var found: [MemberID: StandingOverride] = [:]
        for row in rows {
            let name: String? = row["by_name"]
            found[row["member_id"]] = StandingOverride(
                isGood: row["is_good"], until: row["ends_on"], why: row["why"],
                by: name ?? strangerName(row["recorded_by"]))
        }
        return found
    }
}
