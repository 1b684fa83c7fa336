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
    try chapterTimeZoneName(db).flatMap { TimeZone(identifier: $0) } ?? .current
}

/// What the chapter's time zone is called; nil where it is that of its computer.
///
/// Every act asks for it, and making a `TimeZone` takes longer than most acts.
func chapterTimeZoneName(_ db: Database) throws -> String? {
    let chosen = try db.cachedStatement(sql: "SELECT time_zone FROM chapter_clock WHERE one = 1")
    if let name = try String.fetchOne(chosen) { return name }
    let latest = try db.cachedStatement(
        sql: """
            SELECT time_zone FROM meeting WHERE time_zone <> '' ORDER BY starts_at DESC, id LIMIT 1
            """)
    return try String.fetchOne(latest)
}
