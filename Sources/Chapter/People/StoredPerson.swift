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

    /// The values of the chapter's own fields, by code.
    var ownFields: [String: [String]] {
        rows(.ownField).reduce(into: [:]) { $0[$1.cells[0], default: []].append($1.cells[1]) }
    }

    /// Reads many people in this order with one query a table.
    static func fetch(_ db: Database, _ ids: [MemberID]) throws -> [StoredPerson] {
        guard !ids.isEmpty else { return [] }
        let list = ids.map(\.description).joined(separator: ",")
        var people: [MemberID: StoredPerson] = [:]
        let fields = PersonField.allCases.map(\.rawValue).joined(separator: ", ")
        let sql = "SELECT id, version, \(fields) FROM member WHERE id IN (\(list))"
        for row in try Row.fetchAll(db, sql: sql) {
            var values: [PersonField: String] = [:]
            for (index, field) in PersonField.allCases.enumerated() {
                if let value: String = row[index + 2] { values[field] = value }
            }
            let id: MemberID = row[0]
            people[id] = StoredPerson(id: id, version: row[1], values: values, details: [:])
        }
        for detail in Detail.allCases {
            for row in try Row.fetchAll(db, sql: detail.selectSQL(of: list)) {
                let cells: [String] = (0..<detail.columns.count).map { row[$0 + 1] }
                people[row[0]]?.details[detail, default: []].append(DetailRow(detail, cells))
            }
        }
        return ids.compactMap { people[$0] }
    }

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

    /// Reads the rows of several people, those of one person in the order of `selectSQL`.
    fileprivate func selectSQL(of list: String) -> String {
        let order = columns.last == "is_primary" ? "is_primary = 'primary' DESC, id" : "id"
        return "SELECT member_id, \(columns.joined(separator: ", ")) FROM \(table) "
            + "WHERE member_id IN (\(list)) ORDER BY member_id, \(order)"
    }

    /// Stores a row of one person: member, key, then the columns.
    var insertSQL: String {
        let marks = Array(repeating: "?", count: columns.count + 2).joined(separator: ", ")
        return "INSERT INTO \(table) (member_id, key, \(columns.joined(separator: ", "))) "
            + "VALUES (\(marks))"
    }
}
