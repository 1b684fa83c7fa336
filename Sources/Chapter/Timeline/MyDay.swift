public import Federation
import Foundation
public import GRDB

/// What a member has to do, by when, and what they have given to others.
public struct MyDay: Hashable, Sendable {
    /// Open tasks of the member whose day has passed, the oldest first.
    public let late: [Interaction]
    /// Those of today.
    public let today: [Interaction]
    /// Those of later days, or without one, of which the member is reminded today or was before.
    public let reminded: [Interaction]
    /// Those of the seven days after.
    public let soon: [Interaction]
    /// Those of later days.
    public let later: [Interaction]
    /// Those without a day.
    public let undated: [Interaction]
    /// Open tasks that the member has made and others have.
    public let handed: [Interaction]
    /// Open tasks that are nobody's yet.
    public let unassigned: Int
    /// The day on the chapter's calendar.
    public let day: String

    /// So many tasks of one member are shown, and so many that others have.
    public static let atMost = 300

    /// Reads it for the member who looks; somebody who sees no people has no tasks.
    public static func read(in db: Database, for viewer: Viewer, at now: Timestamp) throws
        -> Result<MyDay, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        guard let member = viewer.memberID else { return .failure(.notAllowed(.takePart)) }
        let calendar = try DueDays(at: now, in: db)
        let own = try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM interaction i INDEXED BY interaction_open_by_assignee
                WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL
                  AND assignee = :member AND \(visibleInteraction)
                ORDER BY min(coalesce(due_on, '9999'), coalesce(remind_on, '9999')), id
                LIMIT \(atMost)
                """, arguments: ["member": member, "actor": viewer.actor])
        let handed = try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM interaction INDEXED BY interaction_open_by_maker
                WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL
                  AND made_by = :actor AND assignee <> :member
                ORDER BY due_on IS NULL, due_on, id LIMIT \(atMost)
                """, arguments: ["member": member, "actor": viewer.actor])
        let tasks = try Interaction.fetch(own, in: db, for: viewer).sorted {
            ($0.due ?? "9999", $0.id) < ($1.due ?? "9999", $1.id)
        }
        let reminded = tasks.filter { calendar.reminds(of: $0) }
        let groups = Dictionary(grouping: tasks.filter { !calendar.reminds(of: $0) }) {
            calendar.place(of: $0.due)
        }
        return .success(
            MyDay(
                late: groups[.late] ?? [], today: groups[.today] ?? [], reminded: reminded,
                soon: groups[.soon] ?? [], later: groups[.later] ?? [],
                undated: groups[.undated] ?? [],
                handed: try Interaction.fetch(handed, in: db, for: viewer),
                unassigned: try TaskHolder.unassigned(in: db, for: viewer), day: calendar.today))
    }
}

/// How the days of tasks lie to today, on the chapter's calendar.
public struct DueDays: Hashable, Sendable {
    /// Where a day lies.
    public enum Place: Hashable, Sendable {
        /// It has passed.
        case late
        /// It is today.
        case today
        /// It is one of the seven days after.
        case soon
        /// It is after those.
        case later
        /// There is none.
        case undated
    }

    /// Today, as 2026-05-01.
    public let today: String
    /// The last of the seven days after.
    public let soonUntil: String

    /// The calendar at a moment, in the chapter's time zone.
    public init(at now: Timestamp, in db: Database) throws {
        let zone = try chapterTimeZone(db)
        let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
        let local = now + Int64(zone.secondsFromGMT(for: date)) * 1000
        today = CalendarDay(local)?.description ?? ""
        soonUntil = CalendarDay(local + 7 * 86_400_000)?.description ?? ""
    }

    /// Where a day lies to today.
    public func place(of due: String?) -> Place {
        guard let due else { return .undated }
        if due < today { return .late }
        if due == today { return .today }
        return due <= soonUntil ? .soon : .later
    }

    /// Whether the day has come on which a task reminds, and it is not due yet anyway.
    public func reminds(of task: Interaction) -> Bool {
        guard let remind = task.remind, remind <= today else { return false }
        return task.due.map { $0 > today } ?? true
    }
}

/// How much a member has to do, for a line on the first page.
public struct TasksWaiting: Hashable, Sendable {
    /// Open tasks of today and of days that have passed.
    public let today: Int
    /// How many of these are of days that have passed.
    public let late: Int
    /// Open tasks of later days, or without one, of which the member is reminded.
    public let reminded: Int
    /// All open tasks.
    public let open: Int

    /// Counts along one index; nil for whoever has no open tasks or sees no people.
    public static func read(in db: Database, for viewer: Viewer, at now: Timestamp) throws
        -> TasksWaiting?
    {
        guard viewer.may(.seePeople), let member = viewer.memberID else { return nil }
        let today = try DueDays(at: now, in: db).today
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*) AS open, coalesce(sum(due_on <= :today), 0) AS today,
                  coalesce(sum(due_on < :today), 0) AS late,
                  coalesce(sum(remind_on <= :today AND (due_on IS NULL OR due_on > :today)), 0)
                    AS reminded
                FROM interaction i INDEXED BY interaction_open_by_assignee
                WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL
                  AND assignee = :member AND \(visibleInteraction)
                """, arguments: ["today": today, "member": member, "actor": viewer.actor])
        guard let row, row["open"] != 0 else { return nil }
        return TasksWaiting(
            today: row["today"], late: row["late"], reminded: row["reminded"], open: row["open"])
    }
}
