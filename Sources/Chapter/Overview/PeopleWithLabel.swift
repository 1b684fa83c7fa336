import Foundation
import GRDB

/// The members of a day who had a label on it, in any spelling.
///
/// It says the same as `LabelsThroughTime`, for one label: who has it today and did not get it
/// since, and who has lost it since.
struct PeopleWithLabel {
    private let kind: DashboardLabel
    private let key: String
    private let day: DayNumber

    /// Of so few people whom anything was written of by the day, each is looked at alone.
    private static let few = 2000

    init(_ kind: DashboardLabel, _ name: String, on day: DayNumber) {
        self.kind = kind
        key = foldedName(name)
        self.day = day
    }

    /// Who they are.
    func condition(in db: Database) throws -> PeopleCondition {
        let known = try Int64.fetchAll(db, sql: "\(membersWithHistory) LIMIT \(Self.few + 1)")
        let isFew = known.count <= Self.few
        let before = try changed(of: isFew ? known : nil, in: db)
        let (holders, has, argument) = try today(in: db)
        let lost = list(before.filter(\.value).map(\.key))
        let changed = list(Array(before.keys))
        let fits = """
            EXISTS (SELECT 1 FROM status_span s WHERE s.member_id = member.id AND \(isMember))
            AND (member.id IN (SELECT value FROM json_each(?)) OR (\(has)
              AND member.id NOT IN (SELECT value FROM json_each(?))))
            """
        return PeopleCondition(
            candidates: isFew
                ? "SELECT value FROM json_each(?)"
                : """
                SELECT member_id FROM (\(holders))
                WHERE member_id NOT IN (SELECT value FROM json_each(?))
                UNION ALL SELECT value FROM json_each(?)
                """,
            candidateArguments: isFew ? [list(known)] : [argument, changed, lost],
            fits: fits, arguments: [lost, argument, changed])
    }

    /// Of whom the label has changed since the day, and whether they had it before; of some people
    /// or of all.
    private func changed(of some: [Int64]?, in db: Database) throws -> [Int64: Bool] {
        let rows = try kind.changes(after: day, of: some.map(list), in: db)
        var spellings: [String: Bool] = [:]
        func isWanted(_ text: String?) -> Bool {
            guard let text else { return false }
            if let known = spellings[text] { return known }
            let fits = foldedName(text) == key
            spellings[text] = fits
            return fits
        }
        var before: [Int64: Bool] = [:]
        while let row = try rows.next() {
            let (isOld, isNew) = (isWanted(row[1]), isWanted(row[2]))
            guard isOld || isNew else { continue }
            let id: Int64 = row[0]
            if before[id] == nil { before[id] = isOld }
        }
        return before
    }

    /// Who has it today: their ids, whether one of `member` does, and what the `?` of each is.
    private func today(in db: Database) throws -> (ids: String, has: String, argument: String) {
        let column = kind.rawValue
        switch kind {
        case .interest, .tag:
            return (
                "SELECT member_id FROM member_\(column) WHERE key = ?",
                """
                EXISTS (SELECT 1 FROM member_\(column) l
                WHERE l.member_id = member.id AND l.key = ?)
                """, key
            )
        case .employer, .workplace:
            let spellings = try everySpelling(of: column, in: db).filter { foldedName($0) == key }
            return (
                "SELECT id AS member_id FROM member WHERE \(column) IN (SELECT value FROM json_each(?))",
                "coalesce(member.\(column) IN (SELECT value FROM json_each(?)), 0)",
                String(decoding: try JSONEncoder().encode(spellings), as: UTF8.self)
            )
        }
    }

    private func list(_ ids: [Int64]) -> String {
        "[\(ids.map(String.init).joined(separator: ","))]"
    }

    /// Of whom nothing was written yet on the day had no label.
    private var isMember: String {
        "\(StatusSpan.memberSQL(on: day)) AND s.recorded_day <= \(day.value)"
    }

    private var membersWithHistory: String {
        "SELECT s.member_id FROM status_span s INDEXED BY status_span_by_record WHERE \(isMember)"
    }
}
