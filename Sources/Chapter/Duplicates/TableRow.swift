import Foundation
import GRDB
import Sodium

/// A row of any table, whole.
struct TableRow: Equatable {
    let table: String
    var cells: [String: DatabaseValue]

    subscript(_ column: String) -> DatabaseValue { cells[column] ?? .null }

    /// Reads rows in the order of their keys.
    static func fetchAll(
        _ db: Database, _ table: String, where condition: String,
        _ arguments: StatementArguments = []
    ) throws -> [TableRow] {
        let key = try db.primaryKey(table).columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let stored = try columns(of: table, db)
        return try Row.fetchAll(
            db, sql: "SELECT \(stored) FROM \"\(table)\" WHERE \(condition) ORDER BY \(key)",
            arguments: arguments
        ).map { TableRow(table, $0) }
    }

    /// Reads the row that has the key of this one now.
    func current(_ db: Database) throws -> TableRow? {
        let key = try db.primaryKey(table).columns
        let stored = try TableRow.columns(of: table, db)
        return try Row.fetchOne(
            db, sql: "SELECT \(stored) FROM \"\(table)\" WHERE \(TableRow.matching(key))",
            arguments: StatementArguments(key.map { self[$0] })
        ).map { TableRow(table, $0) }
    }

    /// The columns that are stored; what is computed from them follows by itself.
    private static func columns(of table: String, _ db: Database) throws -> String {
        try String.fetchAll(
            db, sql: "SELECT name FROM pragma_table_info(?) WHERE name <> 'last_visit'",
            arguments: [table]
        ).map { "\"\($0)\"" }.joined(separator: ", ")
    }

    init(table: String, cells: [String: DatabaseValue]) {
        self.table = table
        self.cells = cells
    }

    private init(_ table: String, _ row: Row) {
        self.table = table
        cells = Dictionary(uniqueKeysWithValues: row.map { ($0, $1) })
    }

    func insert(_ db: Database) throws {
        let names = cells.keys.sorted()
        let columns = names.map { "\"\($0)\"" }.joined(separator: ", ")
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql: "INSERT INTO \"\(table)\" (\(columns)) VALUES (\(marks))",
            arguments: StatementArguments(names.map { self[$0] }))
    }

    func update(_ db: Database, _ changes: [String: DatabaseValue]) throws {
        guard !changes.isEmpty else { return }
        let key = try db.primaryKey(table).columns
        let names = changes.keys.sorted()
        let sets = names.map { "\"\($0)\" = ?" }.joined(separator: ", ")
        try db.execute(
            sql: "UPDATE \"\(table)\" SET \(sets) WHERE \(TableRow.matching(key))",
            arguments: StatementArguments(names.map { changes[$0] ?? .null })
                + StatementArguments(key.map { self[$0] }))
    }

    func delete(_ db: Database) throws {
        let key = try db.primaryKey(table).columns
        try db.execute(
            sql: "DELETE FROM \"\(table)\" WHERE \(TableRow.matching(key))",
            arguments: StatementArguments(key.map { self[$0] }))
    }

    private static func matching(_ key: [String]) -> String {
        key.map { "\"\($0)\" = ?" }.joined(separator: " AND ")
    }
}

extension TableRow {
    /// The row as JSON; bytes are written as `{"hex": …}`.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(cells.mapValues { StoredCell(value: $0) })
        return String(decoding: data, as: UTF8.self)
    }

    /// Reads what `json()` wrote.
    init(table: String, json: String) throws {
        let cells = try JSONDecoder().decode([String: StoredCell].self, from: Data(json.utf8))
        self.init(table: table, cells: cells.mapValues(\.value))
    }
}

/// A value of a row in JSON.
private struct StoredCell: Codable {
    let value: DatabaseValue

    init(value: DatabaseValue) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let number = try? container.decode(Int64.self) {
            value = number.databaseValue
        } else if let number = try? container.decode(Double.self) {
            value = number.databaseValue
        } else if let text = try? container.decode(String.self) {
            value = text.databaseValue
        } else {
            let bytes = try container.decode([String: String].self)["hex"].flatMap { Hex.bytes($0) }
            value = Data(bytes ?? []).databaseValue
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value.storage {
        case .null: try container.encodeNil()
        case .int64(let number): try container.encode(number)
        case .double(let number): try container.encode(number)
        case .string(let text): try container.encode(text)
        case .blob(let data): try container.encode(["hex": Hex.text(Array(data))])
        }
    }
}
