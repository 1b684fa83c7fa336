public import GRDB

/// How many people of each status the chapter has.
public struct PeopleTotals: Hashable, Sendable {
    /// By status; a status that nobody has is missing.
    public let byStatus: [String: Int]

    /// How many people there are in all.
    public var all: Int { byStatus.values.reduce(0, +) }

    /// Counts for a viewer who may see people.
    public static func read(in db: Database, for viewer: Viewer) throws
        -> Result<PeopleTotals, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        var counts: [String: Int] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT status, count(*) FROM member GROUP BY status")
        {
            counts[row[0]] = row[1]
        }
        return .success(PeopleTotals(byStatus: counts))
    }
}
