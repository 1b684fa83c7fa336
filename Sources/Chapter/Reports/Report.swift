public import Federation
public import GRDB

/// The people of a list, counted by one or two things.
public struct Report: Sendable {
    /// What stands in its cells.
    public enum Measure: String, CaseIterable, Hashable, Sendable {
        /// How many people.
        case people
        /// To how many meetings each came on average, in the last year.
        case attendance
    }

    /// Which people; its page and limit do not matter.
    public var list: MemberList
    /// What the rows are.
    public var by: ReportBy
    /// What the columns are; nil for a single one.
    public var across: ReportBy?
    /// The moment from which ages and years are counted.
    public var now: Timestamp

    /// So many rows are shown, so many columns; a file has all rows.
    public static let rowsAtMost = 60
    /// So many columns are shown.
    public static let columnsAtMost = 12
    /// Attendance is counted over so many days.
    public static let attendanceDays = 365
    /// So many pairs of values are counted at most.
    private static let pairsAtMost = 50_000

    /// The people of a list, counted.
    public init(_ list: MemberList, by: ReportBy, across: ReportBy? = nil, at now: Timestamp) {
        self.list = list
        self.by = by
        self.across = across
        self.now = now
    }

    /// Counts for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<ReportTable, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing {
            let search = try SearchSQL(db, for: viewer, at: now)
            for thing in [by, across].compactMap({ $0 }) { try thing.check(search) }
            let filter = try list.memberFilter(in: db, for: viewer)
            let all = try count([], filter, search)[0]
            let rows = try count([by], filter, search)
            let columns = try across.map { try count([$0], filter, search) } ?? []
            let cells = try across.map { try count([by, $0], filter, search) } ?? []
            return ReportTable(
                self, all: all, rows: rows, columns: columns, cells: cells,
                today: search.today(0), work: try MembersByPlace.work(in: db))
        }
    }

    /// One line for each value, or pair of values, that somebody has.
    private func count(
        _ things: [ReportBy], _ filter: (sql: String, arguments: StatementArguments),
        _ search: SearchSQL
    ) throws -> [ReportCount] {
        var arguments = filter.arguments
        var joins = ""
        var keys: [String] = []
        for (index, thing) in things.enumerated() {
            let values = try thing.values(search)
            joins += " LEFT JOIN (\(values.sql)) v\(index) ON v\(index).member_id = chosen.id"
            arguments += values.arguments
            keys.append("v\(index).key")
        }
        let names = things.indices.map { ", v\($0).key, min(v\($0).name)" }.joined()
        let grouped = keys.isEmpty ? "" : " GROUP BY \(keys.joined(separator: ", "))"
        arguments += [search.ago(Report.attendanceDays).milliseconds, now.milliseconds]
        // The order of the arguments is that of the SQL.
        let rows = try Row.fetchAll(
            search.db,
            sql: """
                WITH chosen AS MATERIALIZED (SELECT id FROM member WHERE \(filter.sql))
                SELECT count(*), coalesce(sum(visits), 0)\(names) FROM chosen\(joins)
                LEFT JOIN (
                  SELECT member_id, count(*) AS visits FROM meeting
                  CROSS JOIN attendance ON meeting_id = meeting.id
                  WHERE cancelled = 0 AND starts_at >= ? AND starts_at <= ?
                    AND member_id IS NOT NULL
                  GROUP BY member_id
                ) came ON came.member_id = chosen.id\(grouped)
                ORDER BY count(*) DESC LIMIT \(Report.pairsAtMost)
                """, arguments: arguments)
        return rows.map { row in
            ReportCount(
                people: row[0], visits: row[1],
                keys: things.indices.map { row[2 + $0 * 2] as String? },
                names: things.indices.map { row[3 + $0 * 2] as String? })
        }
    }
}

/// How many people have a value, or a pair of values.
struct ReportCount: Hashable {
    let people: Int
    let visits: Int
    let keys: [String?]
    let names: [String?]
}
