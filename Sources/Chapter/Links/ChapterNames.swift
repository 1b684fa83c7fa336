public import Federation
import Feeds
import Foundation
import GRDB

extension Chapter {
    /// What every chapter calls itself whose first event has arrived, by its id.
    public func chapterNames() async throws -> [ChapterID: String] {
        try await read { try Self.names($0) }
    }

    static func names(_ db: Database) throws -> [ChapterID: String] {
        let rows = try Row.fetchAll(db, sql: "SELECT chapter, name FROM shared_chapter")
        return Dictionary(
            rows.map { ($0["chapter"] as ChapterID, $0["name"] as String) },
            uniquingKeysWith: { first, _ in first })
    }
}
