public import Federation
public import GRDB

/// How many of the first rows of a list each key would find among the people.
public struct MatchCounts: Hashable, Sendable {
    /// The key.
    public let key: MatchKey
    /// How many rows are somebody who is known.
    public let found: Int
    /// How many rows cannot be told.
    public let unclear: Int
    /// How many rows were looked at.
    public let rows: Int

    /// Reads the first rows of a list for counting; rows that cannot be read are passed over.
    public static func rows(_ source: ImportSource, _ plan: ImportPlan, at now: Timestamp) throws
        -> Result<FirstRows, Refusal>
    {
        do {
            var list = try OpenList(source, plan.settings)
            let map = ColumnMap(list, plan.settings, chosen: plan.choices)
            var reading = RowReading(map: map, year: CalendarDay(now)?.year ?? 2000)
            var drafts: [DraftPerson] = []
            var looked = 0
            while looked < ListHead.rowsAtMost, let row = try list.next() {
                guard !row.isBlank else { continue }
                looked += 1
                if row.fault == nil, case .success(let draft) = reading.read(row) {
                    drafts.append(draft)
                }
            }
            return .success(FirstRows(drafts: drafts))
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }

    /// Counts for every key, for a viewer who may manage people.
    public static func all(_ rows: FirstRows, in db: Database, for viewer: Viewer) throws
        -> [MatchCounts]
    {
        guard viewer.may(.managePeople) else { return [] }
        return try MatchKey.allCases.map { key in
            var (found, unclear) = (0, 0)
            for draft in rows.drafts {
                switch try draft.match(by: key, in: db) {
                case .nobody: continue
                case .person: found += 1
                case .unclear: unclear += 1
                }
            }
            return MatchCounts(
                key: key, found: found, unclear: unclear, rows: rows.drafts.count)
        }
    }
}

/// The first rows of a list as people.
public struct FirstRows: Sendable {
    let drafts: [DraftPerson]
}
