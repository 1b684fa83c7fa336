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
        return .success(try PeopleTotals(db))
    }

    /// How many members there are, which everybody may know.
    public static func members(in db: Database) throws -> Int {
        try PeopleTotals(db).byStatus["member"] ?? 0
    }

    /// Reads what the table of people keeps in step.
    init(_ db: Database) throws {
        var counts: [String: Int] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT status, people FROM people_total WHERE people > 0")
        while let row = try rows.next() { counts[row[0]] = row[1] }
        byStatus = counts
    }
}
