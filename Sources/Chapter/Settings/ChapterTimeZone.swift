import Foundation
import GRDB

/// The time zone that the chapter has chosen; nil while it has chosen none.
func chosenTimeZone(_ db: Database) throws -> TimeZone? {
    try String.fetchOne(db, sql: "SELECT time_zone FROM chapter_clock WHERE one = 1")
        .flatMap { TimeZone(identifier: $0) }
}

/// The time zone in which the chapter's times are entered and written.
///
/// A chapter that has chosen none is where its latest meeting is, or else where its computer is.
func chapterTimeZone(_ db: Database) throws -> TimeZone {
    if let chosen = try chosenTimeZone(db) { return chosen }
    let latest = try String.fetchOne(
        db,
        sql: """
            SELECT time_zone FROM meeting WHERE time_zone <> '' ORDER BY starts_at DESC, id LIMIT 1
            """)
    return latest.flatMap { TimeZone(identifier: $0) } ?? .current
}
