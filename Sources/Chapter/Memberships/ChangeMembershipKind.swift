import GRDB

/// Changes the kind of a membership, up or down: the old period ends and the new one begins the
/// same day, so that there is no break.
public struct ChangeMembershipKind: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose membership.
    public var member: MemberID
    /// The new kind.
    public var type: Int64
    /// The first day under the new kind, as 2026-05-01; nil is today.
    public var on: String?
    /// The reason, for the history.
    public var why: String?

    /// A change of kind.
    public init(_ member: MemberID, to type: Int64, on: String? = nil, why: String? = nil) {
        self.member = member
        self.type = type
        self.on = on
        self.why = why
    }

    /// Changes it and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            var change = try MembershipChange(
                of: member, by: "ChangeMembershipKind", why: why, in: context)
            let type = try usable(type, in: context.db)
            let day =
                try enteredDay(on, "on", until: MembershipLimits.latest(from: change.today))
                ?? change.today
            guard let present = change.periods.last(where: { $0.counts(on: day) }) else {
                throw Refusal(
                    .conflict,
                    "\(change.name) has no membership on \(day). Begin or renew one instead.",
                    field: "on")
            }
            guard present.type != type.id else {
                throw Refusal(
                    .conflict, "\(change.name) has this kind of membership already.", field: "type")
            }
            if let later = change.periods.first(where: {
                $0.startsOn > day && $0.startsOn <= change.today && !$0.isVoid
            }) {
                throw later.beganMeanwhile(day)
            }
            var next = MembershipPeriod(
                type: type.id, kind: type.plan.name, startsOn: day,
                runsUntil: type.plan.term.last(from: day), graceDays: type.plan.graceDays)
            if present.startsOn == day { next.memberSince = present.memberSince }
            try change.end(from: day)
            try change.add(next)
            return try change.finish()
        }
    }
}

extension MembershipPeriod {
    /// Why something may not be done as of a day before a period that has begun since.
    func beganMeanwhile(_ day: CalendarDay) -> Refusal {
        Refusal(
            .conflict,
            "Another period began on \(startsOn), after \(day). Choose a later day, or correct "
                + "the periods.", field: "on")
    }
}
