import Federation
import GRDB

/// Says that a member is in good standing, or is not, whatever the rule says.
///
/// Who said it and why is kept and shown. Whoever is no member is in no good standing anyway.
public struct OverrideStanding: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose standing.
    public var member: MemberID
    /// What it is.
    public var isGood: Bool
    /// The last day, as 2026-05-01; nil until it is ended.
    public var until: String?
    /// The reason, which is needed.
    public var why: String

    /// An exception with its reason.
    public init(_ member: MemberID, isGood: Bool, until: String? = nil, why: String) {
        self.member = member
        self.isGood = isGood
        self.until = until
        self.why = why
    }

    /// Keeps it and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let person = try context.personToChange(member, expected: nil).get()
            guard let reason = try EnteredText.line(why, "reason", limit: 500).get() else {
                throw Refusal.invalid("why", "Say why the rule does not hold here.")
            }
            guard person.values[.status] == "member" else {
                throw Refusal(
                    .conflict,
                    "\(person.name) is no member, so there is no good standing to decide.")
            }
            let today = try chapterDay(context.db, at: context.now)
            let last = try enteredDay(until, "until", until: MembershipLimits.latest(from: today))
            if let last, last < today {
                throw Refusal.invalid("until", "\(last) is over. Choose a day to come, or none.")
            }
            var change = PersonChange(
                of: person, by: "OverrideStanding", why: reason, in: context)
            let old = try context.endOverrides(of: member, on: today)
            try context.db.execute(
                sql: """
                    INSERT INTO standing_override
                      (member_id, is_good, starts_on, ends_on, why, recorded_at, recorded_by)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    member, isGood, today.description, last?.description, reason,
                    context.now.milliseconds, context.viewer.actor,
                ])
            try change.record(
                StandingOverride.field, old: old,
                new: StandingOverride.text(isGood, until: last?.description))
            return try change.finish()
        }
    }
}

/// Ends an exception, so that the rule holds again.
public struct EndOverride: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose standing.
    public var member: MemberID
    /// The reason, for the history.
    public var why: String?

    /// The end of an exception.
    public init(_ member: MemberID, why: String? = nil) {
        self.member = member
        self.why = why
    }

    /// Ends it as of today and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let person = try context.personToChange(member, expected: nil).get()
            let today = try chapterDay(context.db, at: context.now)
            let why = try checkedWhy(why).get()
            var change = PersonChange(of: person, by: "EndOverride", why: why, in: context)
            guard let old = try context.endOverrides(of: member, on: today) else {
                throw Refusal(
                    .conflict, "The standing of \(person.name) follows from the rule already.")
            }
            try change.record(StandingOverride.field, old: old, new: nil)
            return try change.finish()
        }
    }
}

extension ActContext {
    /// Ends whatever exceptions hold on a day or later, and gives the present one as history writes
    /// it; one that began that day goes.
    fileprivate func endOverrides(of member: MemberID, on today: CalendarDay) throws -> String? {
        let present = try StandingOverride.on(today, of: [member], in: db)[member]
        try db.execute(
            sql: "DELETE FROM standing_override WHERE member_id = ? AND starts_on >= ?",
            arguments: [member, today.description])
        try db.execute(
            sql: """
                UPDATE standing_override SET ends_on = ?
                WHERE member_id = ? AND coalesce(ends_on, '9999-12-31') >= ?
                """,
            arguments: [today.plus(days: -1).description, member, today.description])
        return present.map { StandingOverride.text($0.isGood, until: $0.until) }
    }
}
