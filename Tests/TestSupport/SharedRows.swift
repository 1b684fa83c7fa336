public import Feeds
import Foundation
public import GRDB
import Sodium

extension Feeds {
    /// Every row of every shared table and every void event, byte for byte, to compare two stores.
    public func sharedRows(in db: Database) throws -> [String] {
        var rows = try Feeds.sharedTables.flatMap { table in
            try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \(bytes(of: $0))" }
        }
        rows += try Row.fetchAll(
            db,
            sql: """
                SELECT chapter, epoch, void_event.seq, reason FROM void_event
                JOIN feed ON feed.number = void_event.feed ORDER BY 1, 2, 3
                """
        ).map { "void \(bytes(of: $0))" }
        return rows
    }
}

private func bytes(of row: Row) -> String {
    row.databaseValues.map { value in
        switch value.storage {
        case .blob(let data): "x" + Hex.text([UInt8](data))
        case .string(let text): "t" + Hex.text(Array(text.utf8))
        default: value.description
        }
    }.joined(separator: " ")
}
