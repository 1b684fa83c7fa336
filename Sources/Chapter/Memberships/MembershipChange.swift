import Federation
import GRDB

/// One act's change of one person's periods; the person's status follows at its end.
struct MembershipChange {
    /// The person.
    private(set) var change: PersonChange
    /// The periods as changed so far.
    private(set) var periods: [MembershipPeriod]
    /// The chapter's day.
    let today: CalendarDay
    private let context: ActContext

    /// Begins a change of a person; a refusal is thrown where there is nobody.
    init(of member: MemberID, by act: String, why: String? = nil, in context: ActContext) throws {
        guard let person = try StoredPerson.fetch(context.db, member) else {
            throw Refusal.notFound("person")
        }
        self.init(
            of: person, try MembershipPeriod.fetch(context.db, of: member), by: act,
            why: try checkedWhy(why).get(), on: try chapterDay(context.db, at: context.now),
            in: context)
    }

    /// Begins a change of a person who was read already.
    init(
        of person: StoredPerson, _ periods: [MembershipPeriod], by act: String, why: String?,
        on today: CalendarDay, in context: ActContext
    ) {
        change = PersonChange(of: person, by: act, why: why, in: context)
        self.periods = periods
        self.today = today
        self.context = context
    }

    /// Goes on with a change that somebody else ends.
    init(
        of change: PersonChange, _ periods: [MembershipPeriod], on today: CalendarDay,
        in context: ActContext
    ) {
        self.change = change
        self.periods = periods
        self.today = today
        self.context = context
    }

    /// The person's name.
    var name: String { change.person.name }

    /// Whether it is a person, and no organization or household.
    var isPerson: Bool { change.person.values[.kind] == "person" }

    /// The person's status now.
    var status: String { change.person.values[.status] ?? "" }

    /// The day on which the person joined, if it is known.
    var joined: CalendarDay? { change.person.joinedOn }

    /// The period that is the last to count.
    var latest: MembershipPeriod? { periods.latest }

    /// Adds a period.
    mutating func add(_ period: MembershipPeriod) throws {
        guard periods.count < MembershipLimits.periods else {
            throw Refusal(
                .conflict,
                "\(name) has \(MembershipLimits.periods) periods of membership, and no more fit.")
        }
        if let other = periods.first(where: { $0.overlaps(period) }) { throw overlap(with: other) }
        var period = period
        try context.db.execute(
            sql: """
                INSERT INTO membership_period
                  (member_id, type_id, starts_on, runs_until, grace_days, member_since, ended_on,
                   why_ended, moved_to, vouched_by, recorded_at, recorded_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                change.person.id, period.type, period.startsOn.description,
                period.runsUntil?.description, period.graceDays, period.memberSince?.description,
                period.endedOn?.description, period.whyEnded, period.movedTo, period.vouchedBy,
                context.now.milliseconds, context.viewer.actor,
            ])
        period.id = context.db.lastInsertedRowID
        periods.append(period)
        try change.record(PeriodInHistory.field, old: nil, new: period.text)
    }

    /// Gives the days of a period, by its id, their new values.
    mutating func replace(_ period: MembershipPeriod) throws {
        guard let index = periods.firstIndex(where: { $0.id == period.id }) else {
            throw Refusal.notFound("period of membership")
        }
        let old = periods[index]
        guard old != period else { return }
        try context.db.execute(
            sql: """
                UPDATE membership_period SET starts_on = ?, runs_until = ?, grace_days = ?,
                  member_since = ?, ended_on = ?, why_ended = ?, moved_to = ?, vouched_by = ?
                WHERE id = ?
                """,
            arguments: [
                period.startsOn.description, period.runsUntil?.description, period.graceDays,
                period.memberSince?.description, period.endedOn?.description, period.whyEnded,
                period.movedTo, period.vouchedBy, period.id,
            ])
        periods[index] = period
        try change.record(PeriodInHistory.field, old: old.text, new: period.text)
    }

    /// Takes a period away as if it had never been recorded.
    mutating func remove(_ period: MembershipPeriod) throws {
        try context.db.execute(
            sql: "DELETE FROM membership_period WHERE id = ?", arguments: [period.id])
        periods.removeAll { $0.id == period.id }
        try change.record(PeriodInHistory.field, old: period.text, new: nil)
    }

    /// Sets a field of the person.
    mutating func set(_ field: PersonField, _ value: String?) throws {
        try change.set(field, value)
    }

    /// Ends what only a member has.
    mutating func endRights() throws { try change.endRights(in: context) }

    /// Ends whatever counts on a day or later, which is not after the chapter's day.
    ///
    /// A period that has not begun is taken away; one that began on that day or later never
    /// counted. A later day, and none, is the chapter's day.
    mutating func endPeriods(from day: CalendarDay?) throws {
        try end(from: min(day ?? today, today))
    }

    /// Ends whatever counts on a day or later, so that it no longer does from that day on.
    mutating func end(from day: CalendarDay, why: String? = nil, movesTo chapter: String? = nil)
        throws
    {
        for period in periods where !period.isVoid && period.countsUntil >= day {
            var ended = period
            ended.endedOn = max(day, period.startsOn)
            (ended.whyEnded, ended.movedTo) = (why, chapter)
            if period.startsOn >= day, period.startsOn > today {
                try remove(period)
            } else {
                try replace(ended)
            }
        }
    }

    /// Brings the person's status in line and gives the record's version.
    mutating func finish() throws -> Int {
        try change.settle(periods, on: today, in: context)
        return try change.finish()
    }

    /// Why two periods of one person may not run on the same day.
    func overlap(with other: MembershipPeriod) -> Refusal {
        Refusal(
            .conflict,
            other.lastDay == .last
                ? "\(name) has a membership from \(other.startsOn) without an end already. Change "
                    + "its kind or correct its days instead."
                : "\(name) has a membership from \(other.startsOn) until \(other.lastDay) already. "
                    + "Renew it, change its kind or correct its days instead.",
            field: "startsOn")
    }
}

extension [MembershipPeriod] {
    /// The period that is the last to count.
    var latest: MembershipPeriod? {
        self.max { ($0.countsUntil, $0.id) < ($1.countsUntil, $1.id) }
    }
}
