public import Federation
import Feeds
import GRDB

/// Makes the tasks that agreements ask for so many days before they end, each once for an end.
///
/// The day of a task is the day on which it makes itself. An end that passed while the chapter's
/// computer was off still gets its task, for 30 days.
public struct MakeAgreementTasks: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople
    /// An end is looked back at for so many days.
    public static let daysBack = 30

    /// Whatever is due.
    public init() {}

    /// Makes them and says how many.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing { try context.makeAgreementTasks() }
    }
}

extension Chapter {
    /// Makes the tasks of agreements whose day has come; gives how many.
    ///
    /// Asking costs a look at an index; only then something is written.
    @discardableResult
    public func makeAgreementTasks(at now: Timestamp) async throws -> Int {
        let isDue = try await read { db in
            try !AgreementReminder.due(nil, on: DaySpan.today(in: db, at: now), in: db).isEmpty
        }
        guard isDue else { return 0 }
        return try await perform(MakeAgreementTasks(), as: .operator, at: now).get()
    }
}

extension AgreementReminder {
    init?(_ row: Row) {
        guard let days: Int = row["task_days"] else { return nil }
        self.init(days, for: row["task_assignee"], row["task_summary"])
    }

    /// The day on which a task makes itself before this end.
    func day(before end: CalendarDay) -> CalendarDay { end.plus(days: -days) }

    /// The agreements whose task is to be made: all of them, or the one that is asked about.
    static func due(_ id: Int64?, on today: CalendarDay, in db: Database) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM agreement a
                WHERE removed_at IS NULL AND task_days IS NOT NULL AND (:id IS NULL OR id = :id)
                  AND ends_on >= date(:today, '-\(MakeAgreementTasks.daysBack) days')
                  AND date(ends_on, '-' || task_days || ' days') <= :today
                  AND NOT EXISTS (SELECT 1 FROM agreement_task t
                    WHERE t.agreement_id = a.id AND t.ends_on = a.ends_on)
                ORDER BY id
                """, arguments: ["id": id, "today": today.description])
    }
}

extension ActContext {
    /// Makes what is due, of all agreements or of one; the calendar does it, and not whoever acts.
    @discardableResult
    func makeAgreementTasks(of id: Int64? = nil) throws -> Int {
        let today = try DaySpan.today(in: db, at: now)
        let calendar = asOperator
        let due = try AgreementReminder.due(id, on: today, in: db)
        for id in due {
            let agreement = try StoredAgreement.findStanding(id, in: db).entered
            guard let end = agreement.endsOn.flatMap({ CalendarDay($0) }),
                let reminder = agreement.reminder
            else { continue }
            let assignee = try reminder.assignee.flatMap { try maySeePeople($0, in: db) ? $0 : nil }
            let content = TaskContent(
                reminder.summary ?? agreement.title,
                due: max(today, reminder.day(before: end)).description, assignee: assignee,
                about: .agreement(id))
            let task = try content.checked(in: calendar, maker: calendar.viewer.actor)
                .insert(by: "MakeAgreementTasks", in: calendar)
            try db.execute(
                sql: """
                    INSERT INTO agreement_task (agreement_id, interaction_id, ends_on)
                    VALUES (?, ?, ?)
                    """, arguments: [id, task, end.description])
        }
        return due.count
    }

    /// Moves the task that was made and is still open, when an agreement ends on another day.
    ///
    /// An agreement without an end, or one that was removed, needs none: it goes. One that is done
    /// stays as it is, and another end gets its own.
    func moveAgreementTask(
        of id: Int64, from old: EnteredAgreement, to new: EnteredAgreement?
    ) throws {
        let isSame = new?.endsOn == old.endsOn && new?.reminder?.days == old.reminder?.days
        guard let ended = old.endsOn, !isSame else { return }
        let open = try Int64.fetchAll(
            db,
            sql: """
                SELECT i.id FROM agreement_task t JOIN interaction i ON i.id = t.interaction_id
                WHERE t.agreement_id = ? AND t.ends_on = ? AND done_at IS NULL
                  AND i.removed_at IS NULL
                """, arguments: [id, ended])
        let calendar = asOperator
        let today = try DaySpan.today(in: db, at: now)
        for task in open {
            let stored = try calendar.interaction(task, .task)
            var change = InteractionChange(
                of: stored, by: "MakeAgreementTasks", in: calendar)
            if let end = new?.endsOn.flatMap({ CalendarDay($0) }),
                let days = (new?.reminder ?? old.reminder)?.days
            {
                let day = max(today, end.plus(days: -days)).description
                change.set(.due, day)
                if let remind = stored[.remind], remind > day { change.set(.remind, nil) }
                try db.execute(
                    sql: "UPDATE agreement_task SET ends_on = ? WHERE interaction_id = ?",
                    arguments: [end.description, task])
            } else {
                change.set(.removedAt, now.milliseconds)
                change.set(.removedBy, calendar.viewer.actor)
                try db.execute(
                    sql: "DELETE FROM agreement_task WHERE interaction_id = ?", arguments: [task])
            }
            _ = try change.finish()
        }
    }

    /// Writes what became of the task before an agreement's end: title, days, whose, what, and the
    /// agreement.
    func recordReminder(
        _ id: Int64, _ old: EnteredAgreement?, _ new: EnteredAgreement, by act: String
    ) throws {
        guard old?.reminder != new.reminder else { return }
        func text(_ agreement: EnteredAgreement?) -> String? {
            guard let agreement, let reminder = agreement.reminder else { return nil }
            return [
                agreement.title, "\(reminder.days)", reminder.assignee?.description ?? "",
                reminder.summary ?? "", "\(id)",
            ].joined(separator: "\n")
        }
        try writeHistory(
            HistoryLine(
                at: now, actor: viewer.actor, act: act, field: "agreement task", old: text(old),
                new: text(new)))
    }

    private var asOperator: ActContext {
        ActContext(db: db, viewer: .operator, now: now, feeds: feeds, ballotBoxes: ballotBoxes)
    }
}
