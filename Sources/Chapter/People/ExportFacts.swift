import GRDB

/// What is exported of some people and lies in other tables, each read once.
struct ExportFacts {
    /// The names of the organizations at which they work now.
    private(set) var organizations: [MemberID: [String]] = [:]
    /// Their positions now.
    private(set) var positions: [MemberID: [String]] = [:]
    /// Their periods of membership, the earliest first.
    private(set) var periods: [MemberID: [MembershipPeriod]] = [:]

    /// Reads what the columns ask for.
    init(of people: [MemberID], for columns: [ExportColumn], on day: CalendarDay, in db: Database)
        throws
    {
        let list = people.map(\.description).joined(separator: ",")
        let isNow = "(starts_on IS NULL OR starts_on <= ?1) AND (ends_on IS NULL OR ends_on >= ?1)"
        if columns.contains(.organizations) {
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT r.from_id, o.name FROM relation r
                    JOIN relation_type t ON t.id = r.type_id AND t.code = 'works at'
                    JOIN member o ON o.id = r.to_id
                    WHERE r.from_id IN (\(list)) AND \(isNow) ORDER BY r.id
                    """, arguments: [day.description])
            {
                organizations[row[0], default: []].append(row[1])
            }
        }
        if columns.contains(.positions) {
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT p.member_id, p.title || coalesce('\(DraftTie.mark)' || o.name, '')
                    FROM position p LEFT JOIN member o ON o.id = p.organization_id
                    WHERE p.member_id IN (\(list)) AND \(isNow) ORDER BY p.id
                    """, arguments: [day.description])
            {
                positions[row[0], default: []].append(row[1])
            }
        }
        if columns.contains(.memberships) {
            periods = try MembershipPeriod.fetch(db, of: people)
        }
    }
}
