public import Federation
import Feeds
import GRDB

/// Brings the status of everybody in line with their periods, on the chapter's day.
///
/// Only people are looked at for whom a period began or ceased to count since it was done last.
/// Doing it again on the same day changes nothing. It works in both directions, should a clock
/// have been wrong.
public struct SettleMemberships: Act {
    /// What it did.
    public struct Settled: Hashable, Sendable {
        /// Whose status changed.
        public let changed: Int
        /// Whether nobody is left; otherwise there is more to do.
        public let isDone: Bool
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// How many people one transaction changes, so that nobody who votes meanwhile waits long.
    public static let atOnce = 1000

    /// How many people are changed at most.
    public var limit: Int

    /// Everybody, or so many people at most.
    public init(limit: Int = .max) { self.limit = limit }

    /// Settles whatever is due.
    public func perform(in context: ActContext) throws -> Result<Settled, Refusal> {
        try refusing {
            let today = try chapterDay(context.db, at: context.now)
            let settled = try String.fetchOne(
                context.db, sql: "SELECT settled_on FROM membership_clock")
            guard settled != today.description else { return Settled(changed: 0, isDone: true) }
            let ids = try due(since: settled, on: today, in: context.db)
            let periods = try MembershipPeriod.fetch(context.db, of: ids)
            var changed = 0
            for person in try StoredPerson.fetch(context.db, ids) {
                var change = PersonChange(of: person, by: "SettleMemberships", in: context)
                try change.settle(periods[person.id] ?? [], on: today, in: context)
                if try change.finish() > person.version { changed += 1 }
            }
            // Somebody who is left as they are must not keep the others waiting for ever.
            let isDone = ids.count < limit || changed == 0
            if isDone {
                try context.db.execute(
                    sql: """
                        INSERT INTO membership_clock (one, settled_on) VALUES (1, ?)
                        ON CONFLICT (one) DO UPDATE SET settled_on = excluded.settled_on
                        """, arguments: [today.description])
            }
            return Settled(changed: changed, isDone: isDone)
        }
    }

    /// Who has a status that does not follow from their periods; coordinators are always looked at,
    /// since the only one may have been left a member.
    private func due(since settled: String?, on today: CalendarDay, in db: Database) throws
        -> [MemberID]
    {
        let (day, last) = (today.description, settled ?? "0000-00-00")
        return try MemberID.fetchAll(
            db,
            sql: """
                WITH due(id) AS (
                  SELECT member_id FROM membership_period WHERE starts_on > :from AND starts_on <= :to
                  UNION SELECT member_id FROM membership_period
                    WHERE \(PeriodSQL.countsUntil("")) >= :from
                      AND \(PeriodSQL.countsUntil("")) < :to
                  UNION SELECT member_id FROM member_role
                    WHERE role = 'coordinator' AND until IS NULL)
                SELECT m.id FROM due JOIN member m ON m.id = due.id
                WHERE EXISTS (SELECT 1 FROM membership_period p
                    WHERE p.member_id = m.id AND p.starts_on <= :today)
                  AND (m.status = 'member') <> EXISTS (SELECT 1 FROM membership_period p
                    WHERE p.member_id = m.id AND \(PeriodSQL.countsUntil("p.")) >= :today
                      AND p.starts_on <= :today)
                ORDER BY m.id LIMIT :limit
                """,
            arguments: [
                "from": min(day, last), "to": max(day, last), "today": day, "limit": limit,
            ])
    }
}

extension ActContext {
    /// Settles everybody's status within this transaction, before something relies on it.
    ///
    /// The calendar does it, and not whoever acts.
    func settleMemberships() throws {
        let context = ActContext(
            db: db, viewer: .operator, now: now, feeds: feeds, ballotBoxes: ballotBoxes)
        _ = try SettleMemberships().perform(in: context).get()
    }
}

extension Chapter {
    /// Brings the status of everybody in line with their periods if a new day has begun.
    ///
    /// It gives how many people changed. Asking costs one read until the day changes.
    @discardableResult
    public func settleMemberships(at now: Timestamp) async throws -> Int {
        var changed = 0
        while true {
            let isDone = try await read { db in
                try String.fetchOne(db, sql: "SELECT settled_on FROM membership_clock")
                    == chapterDay(db, at: now).description
            }
            if isDone { return changed }
            let act = SettleMemberships(limit: SettleMemberships.atOnce)
            changed += try await perform(act, as: .operator, at: now).get().changed
        }
    }
}
