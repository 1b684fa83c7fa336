import Federation
import Foundation
import GRDB

/// Chooses the time zone in which the chapter meets and votes.
///
/// Meetings that are planned already keep the one in which they were planned.
public struct SetTimeZone: Act {
    /// The permission that choosing takes.
    public static let permission = Permission.changeSettings

    /// The IANA time zone, such as `Europe/Lisbon`.
    public var name: String

    /// A time zone by its name.
    public init(_ name: String) { self.name = name }

    /// Keeps the time zone.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        let chosen = name.entered
        guard chosen.utf8.count <= MeetingScheduled.timeZoneBytes,
            TimeZone(identifier: chosen) != nil
        else {
            return .failure(
                .invalid(
                    "timeZone",
                    "There is no time zone “\(chosen)”. Write it like Europe/Lisbon."))
        }
        let old = try chosenTimeZone(context.db)?.identifier
        guard old != chosen else { return .success(()) }
        try context.db.execute(
            sql: """
                INSERT INTO chapter_clock (one, time_zone) VALUES (1, ?)
                ON CONFLICT (one) DO UPDATE SET time_zone = excluded.time_zone
                """, arguments: [chosen])
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: "SetTimeZone",
                field: "time zone", old: old, new: chosen))
        return .success(())
    }
}
