import Federation
import GRDB

/// A person as lists show them.
public struct MemberSummary: Hashable, Sendable, Encodable {
    /// The person's id as text.
    public let memberID: String
    /// The name.
    public let name: String
    /// contact, supporter, member or former.
    public let status: String
    /// person, organization or household.
    public let kind: String
    /// The pronouns, if known.
    public let pronouns: String?
    /// The first e-mail address in line.
    public let email: String?
    /// The first phone number in line.
    public let phone: String?
    /// Why that address may not be written to; nil where it may.
    public let emailBar: ReachBar?
    /// Why that number may not be called; nil where it may.
    public let phoneBar: ReachBar?
    /// The tags.
    public let tags: [String]
    /// The interests.
    public let interests: [String]
    /// The day the membership began, as 2026-05-01.
    public let joinedOn: String?
    /// The latest meeting to which the person came.
    public let lastCame: LatestVisit?
    /// The roles held now.
    public let roles: Set<Role>
    /// What else the list was asked to show; a column without a value is missing.
    public let more: [PeopleColumn: [ColumnValue]]

    /// What other programs are promised; the rest is for pages.
    private enum CodingKeys: String, CodingKey {
        case memberID, name, status, kind, pronouns, email, phone, tags, interests
    }

    /// Reads what lists show of these people, in this order, with one query a table.
    static func fetch(_ db: Database, _ ids: [MemberID], showing shown: ShownColumns? = nil) throws
        -> [MemberSummary]
    {
        guard !ids.isEmpty else { return [] }
        let list = ids.map(\.description).joined(separator: ",")
        var rows: [MemberID: Row] = [:]
        let sql = """
            SELECT m.id, name, status, m.kind, pronouns, joined_on, do_not_email, do_not_call,
              e.address AS email, e.state AS email_state, p.number AS phone, p.state AS phone_state
            FROM member m
            LEFT JOIN member_email e ON e.member_id = m.id AND e.is_primary = 'primary'
            LEFT JOIN member_phone p ON p.member_id = m.id AND p.is_primary = 'primary'
            WHERE m.id IN (\(list))
            """
        for row in try Row.fetchAll(db, sql: sql) { rows[row["id"]] = row }
        let tags = try labels(db, .tag, list)
        let interests = try labels(db, .interest, list)
        let visits = try visits(db, list)
        let roles = try roles(db, list)
        var more = try shown?.values(of: ids, in: db) ?? [:]
        if shown?.columns.contains(.roles) == true {
            for (id, held) in roles {
                more[id, default: [:]][.roles] = held.map(\.rawValue).sorted()
                    .map { ColumnValue(text: $0) }
            }
        }
        return ids.compactMap { id in
            guard let row = rows[id] else { return nil }
            return MemberSummary(
                memberID: id.description, name: row["name"], status: row["status"],
                kind: row["kind"],
                pronouns: row["pronouns"], email: row["email"], phone: row["phone"],
                emailBar: bar(.mail, row, row["email_state"]),
                phoneBar: bar(.call, row, row["phone_state"]),
                tags: tags[id] ?? [], interests: interests[id] ?? [], joinedOn: row["joined_on"],
                lastCame: visits[id], roles: roles[id] ?? [], more: more[id] ?? [:])
        }
    }

    private static func bar(_ way: ReachWay, _ row: Row, _ state: String?) -> ReachBar? {
        guard let state = state.flatMap(ReachState.init(rawValue:)) else { return nil }
        var wishes: [PersonField: String] = [:]
        if let wish = way.wish { wishes[wish] = row[wish.rawValue] as String? }
        return way.bar(state, wishes: wishes)
    }

    private static func labels(_ db: Database, _ detail: Detail, _ list: String) throws
        -> [MemberID: [String]]
    {
        var result: [MemberID: [String]] = [:]
        let sql =
            "SELECT member_id, \(detail.rawValue) FROM \(detail.table) "
            + "WHERE member_id IN (\(list)) ORDER BY key"
        for row in try Row.fetchAll(db, sql: sql) { result[row[0], default: []].append(row[1]) }
        return result
    }

    private static func visits(_ db: Database, _ list: String) throws -> [MemberID: LatestVisit] {
        var result: [MemberID: LatestVisit] = [:]
        let sql = """
            SELECT member_id, max(starts_at), utc_offset FROM attendance
            JOIN meeting ON meeting.id = meeting_id
            WHERE member_id IN (\(list)) AND cancelled = 0 GROUP BY member_id
            """
        for row in try Row.fetchAll(db, sql: sql) {
            result[row[0]] = LatestVisit(
                start: Timestamp(milliseconds: row[1]), utcOffset: row[2])
        }
        return result
    }

    private static func roles(_ db: Database, _ list: String) throws -> [MemberID: Set<Role>] {
        var result: [MemberID: Set<Role>] = [:]
        let sql =
            "SELECT member_id, role FROM member_role "
            + "WHERE member_id IN (\(list)) AND until IS NULL"
        for row in try Row.fetchAll(db, sql: sql) {
            if let role = Role(rawValue: row[1]) { result[row[0], default: []].insert(role) }
        }
        return result
    }
}

extension MemberSummary {
    /// What a column says of the person, names instead of numbers and days as 2026-05-01.
    public func texts(_ column: PeopleColumn) -> [String] {
        switch column {
        case .status: [status]
        case .email: [email].compactMap { $0 }
        case .phone: [phone].compactMap { $0 }
        case .interests: interests
        case .tags: tags
        case .joined: [joinedOn].compactMap { $0 }
        case .came:
            [lastCame.flatMap { CalendarDay($0.start + Int64($0.utcOffset) * 60_000)?.description }]
                .compactMap { $0 }
        default: (more[column] ?? []).map(\.said)
        }
    }
}
