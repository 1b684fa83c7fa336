public import GRDB

/// The fields that a staged list changes for so many people that somebody has to look at them
/// before it is applied: a wrong file or a wrong column is likelier than so much news.
public struct LargeChange: Hashable, Sendable {
    /// The field, as tables name it.
    public let field: String
    /// For how many people the list has another value than what is here.
    public let people: Int
    /// How many people of this chapter the list is about.
    public let of: Int

    /// From how many people on it matters.
    private static let peopleAtLeast = 10
    /// From which share on, in hundredths.
    private static let shareAtLeast = 30

    /// All of a staged list, for a viewer who may manage people; what is only filled in is none,
    /// nor is what was asked about one by one.
    public static func all(of importID: Int64, in db: Database, for viewer: Viewer) throws
        -> [LargeChange]
    {
        guard viewer.may(.managePeople) else { return [] }
        let staged = try Row.fetchOne(
            db,
            sql: """
                SELECT mode, updated_people + unchanged_people FROM import
                WHERE id = ? AND state = 'staged'
                """, arguments: [importID])
        guard let staged, staged["mode"] == "update" else { return [] }
        let touched: Int = staged[1]
        let columns = PersonField.allCases.map(\.rawValue)
        let counts = try Row.fetchOne(
            db,
            sql: """
                SELECT \(columns.map { "count(CASE WHEN m.\($0) IS NOT NULL THEN p.\($0) END)" }
                    .joined(separator: ", "))
                FROM import_row r CROSS JOIN import_person p USING (import_id, row)
                CROSS JOIN member m ON m.id = r.member_id
                WHERE r.import_id = ? AND r.outcome = 'updated'
                """, arguments: [importID])
        var found = columns.enumerated().map { index, column in
            LargeChange(field: column, people: counts?[index] ?? 0, of: touched)
        }
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT detail, count(DISTINCT row) FROM import_detail
                WHERE import_id = ? AND replaces IS NOT NULL GROUP BY detail
                """, arguments: [importID])
        {
            found.append(LargeChange(field: row[0], people: row[1], of: touched))
        }
        return found.filter {
            $0.people >= peopleAtLeast && $0.people * 100 >= $0.of * shareAtLeast
        }
    }
}
