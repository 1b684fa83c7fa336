import GRDB

/// A person as the tables hold them.
struct StoredPerson: Sendable {
    let id: MemberID
    var version: Int
    var values: [PersonField: String]
    var details: [Detail: [DetailRow]]

    /// The name, which every person has.
    var name: String { values[.name] ?? "" }

    /// The rows of one detail.
    func rows(_ detail: Detail) -> [DetailRow] { details[detail] ?? [] }

    /// Reads a person; nil when there is none.
    static func fetch(_ db: Database, _ id: MemberID) throws -> StoredPerson? {
        let statement = try db.cachedStatement(sql: personSQL)
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        var values: [PersonField: String] = [:]
        for (index, field) in PersonField.allCases.enumerated() {
            if let value: String = row[index + 1] { values[field] = value }
        }
        var details: [Detail: [DetailRow]] = [:]
        for detail in Detail.allCases {
            let statement = try db.cachedStatement(sql: detail.selectSQL)
            details[detail] = try Row.fetchAll(statement, arguments: [id]).map { row in
                DetailRow(detail, (0..<detail.columns.count).map { row[$0] })
            }
        }
        return StoredPerson(id: id, version: row[0], values: values, details: details)
    }
}

private let personSQL =
    "SELECT version, \(PersonField.allCases.map(\.rawValue).joined(separator: ", ")) "
    + "FROM member WHERE id = ?"

extension Detail {
    /// Reads the rows of one person, the first in line first.
    fileprivate var selectSQL: String {
        let order = columns.last == "is_primary" ? "is_primary = 'primary' DESC, id" : "id"
        return "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE member_id = ? "
            + "ORDER BY \(order)"
    }

    /// Stores a row of one person: member, key, then the columns.
    var insertSQL: String {
        let marks = Array(repeating: "?", count: columns.count + 2).joined(separator: ", ")
        return "INSERT INTO \(table) (member_id, key, \(columns.joined(separator: ", "))) "
            + "VALUES (\(marks))"
    }
}
