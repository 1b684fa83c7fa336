import GRDB

/// Ends a membership early, today or on a day to come, with its reason.
///
/// From that day on it no longer counts. When the day has come the person is a former member:
/// roles and sign-ins end, the record stays.
public struct EndMembershipPeriod: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose membership.
    public var member: MemberID
    /// The first day on which it no longer counts, as 2026-05-01; nil is today.
    public var on: String?
    /// The other chapter to which the person moves, as it is called.
    public var movesTo: String?
    /// The reason, which is needed unless they move to another chapter.
    public var why: String

    /// An end with its reason.
    public init(_ member: MemberID, on: String? = nil, movesTo: String? = nil, why: String = "") {
        self.member = member
        self.on = on
        self.movesTo = movesTo
        self.why = why
    }

    /// So many Unicode scalars fit into the name of a chapter.
    private static let chapterScalars = 200

    /// Ends it and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let reason = try EnteredText.line(why, "reason", limit: 500).get()
            let chapter = try EnteredText.line(
                movesTo ?? "", "name of the chapter", limit: Self.chapterScalars
            ).get()
            guard reason != nil || chapter != nil else {
                throw Refusal.invalid("why", "Say why the membership ends.")
            }
            var change = try MembershipChange(
                of: member, by: "EndMembershipPeriod", why: reason, in: context)
            let day =
                try enteredDay(on, "on", until: MembershipLimits.latest(from: change.today))
                ?? change.today
            guard change.periods.contains(where: { !$0.isVoid && $0.countsUntil >= day }) else {
                throw Refusal(
                    .conflict, "The membership of \(change.name) is over by \(day) anyway.",
                    field: "on")
            }
            if let later = change.periods.first(where: {
                $0.startsOn > day && $0.startsOn <= change.today && !$0.isVoid
            }) {
                throw later.beganMeanwhile(day)
            }
            if try context.isOnlyCoordinator(member) {
                throw Refusal(
                    .conflict,
                    "\(change.name) is the only coordinator. Make somebody else coordinator first.")
            }
            try change.end(from: day, why: reason, movesTo: chapter)
            return try change.finish()
        }
    }
}
