import GRDB

/// Corrects the days of a period that were recorded wrongly, with its reason.
public struct CorrectPeriod: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The period.
    public var period: Int64
    /// The first day, as 2026-05-01.
    public var startsOn: String
    /// The last day as it was agreed; nil or empty without an end.
    public var runsUntil: String?
    /// The first day on which it no longer counted; nil or empty where it did not end early.
    public var endedOn: String?
    /// Since when the person had been a member without a break before it; nil or empty for none.
    public var memberSince: String?
    /// The reason, which is needed.
    public var why: String

    /// The right days of a period.
    public init(
        _ period: Int64, startsOn: String, runsUntil: String?, endedOn: String? = nil,
        memberSince: String? = nil, why: String
    ) {
        self.period = period
        self.startsOn = startsOn
        self.runsUntil = runsUntil
        self.endedOn = endedOn
        self.memberSince = memberSince
        self.why = why
    }

    /// Corrects them and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let owner = try MemberID.fetchOne(
                context.db, sql: "SELECT member_id FROM membership_period WHERE id = ?",
                arguments: [period])
            guard let owner else { throw Refusal.notFound("period of membership") }
            guard let reason = try EnteredText.line(why, "reason", limit: 500).get() else {
                throw Refusal.invalid("why", "Say why the days are corrected.")
            }
            var change = try MembershipChange(
                of: owner, by: "CorrectPeriod", why: reason, in: context)
            guard let old = change.periods.first(where: { $0.id == period }) else {
                throw Refusal.notFound("period of membership")
            }
            let new = try corrected(old, on: change.today, why: reason)
            if let other = change.periods.first(where: { $0.id != period && $0.overlaps(new) }) {
                throw change.overlap(with: other)
            }
            // A day of joining that follows from this period follows it.
            if change.joined == old.startsOn, change.periods.first?.id == period {
                try change.set(.joinedOn, new.startsOn.description)
            }
            try change.replace(new)
            return try change.finish()
        }
    }

    private func corrected(_ old: MembershipPeriod, on today: CalendarDay, why: String) throws
        -> MembershipPeriod
    {
        let latest = MembershipLimits.latest(from: today)
        guard let starts = try enteredDay(startsOn, "startsOn", until: latest) else {
            throw Refusal.invalid("startsOn", "Say on which day the period begins.")
        }
        var new = old
        new.startsOn = starts
        new.runsUntil = try enteredDay(
            runsUntil, "runsUntil", until: latest.plus(months: MembershipTypePlan.monthsAtMost))
        new.endedOn = try enteredDay(endedOn, "endedOn", until: latest)
        new.whyEnded = new.endedOn == nil ? nil : old.whyEnded ?? why
        if new.endedOn == nil { new.movedTo = nil }
        new.memberSince = try enteredDay(memberSince, "memberSince", until: latest)
        if let until = new.runsUntil, until < starts {
            throw Refusal.invalid(
                "runsUntil", "The last day, \(until), is before the first, \(starts).")
        }
        if let ended = new.endedOn, ended < starts {
            throw Refusal.invalid("endedOn", "It cannot end on \(ended), before it begins.")
        }
        if let since = new.memberSince, since > starts {
            throw Refusal.invalid(
                "memberSince", "A member since \(since) cannot begin before, on \(starts).")
        }
        if new.memberSince == starts { new.memberSince = nil }
        // A certificate vouches for the day that it says, and for no other.
        if new.memberSince != old.memberSince { new.vouchedBy = nil }
        return new
    }
}
