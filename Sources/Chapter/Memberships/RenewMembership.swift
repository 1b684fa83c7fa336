import GRDB

/// Renews a membership for one more period of its kind.
///
/// While it counts, also in grace, the next period begins the day after the last one ends; after
/// a lapse it begins today. The day of joining never changes.
public struct RenewMembership: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What was renewed.
    public struct Renewed: Hashable, Sendable {
        /// The record's new version.
        public let version: Int
        /// The first day of the new period, as 2026-05-01.
        public let startsOn: String
        /// Its last day; nil without an end.
        public let runsUntil: String?
    }

    /// Whose membership.
    public var member: MemberID
    /// Another kind for the new period; nil keeps the kind.
    public var type: Int64?
    /// The reason, for the history.
    public var why: String?

    /// One more period.
    public init(_ member: MemberID, to type: Int64? = nil, why: String? = nil) {
        self.member = member
        self.type = type
        self.why = why
    }

    /// Renews it.
    public func perform(in context: ActContext) throws -> Result<Renewed, Refusal> {
        try refusing {
            var change = try MembershipChange(
                of: member, by: "RenewMembership", why: why, in: context)
            guard let latest = change.latest else {
                throw Refusal(.conflict, "\(change.name) has no membership yet. Begin one.")
            }
            let type = try usable(type ?? latest.type, in: context.db)
            let period = try change.renewed(as: type)
            try change.add(period)
            return Renewed(
                version: try change.finish(), startsOn: period.startsOn.description,
                runsUntil: period.runsUntil?.description)
        }
    }
}

extension MembershipChange {
    /// The next period of a kind.
    func renewed(as type: MembershipType) throws -> MembershipPeriod {
        guard let renewal = MembershipRenewal(of: periods, to: type.id, on: today) else {
            throw Refusal(
                .conflict,
                "The membership of \(name) has no end, so there is nothing to renew.")
        }
        guard renewal.startsOn <= MembershipLimits.latest(from: today) else {
            throw Refusal(
                .conflict,
                "The membership of \(name) is renewed until \(renewal.startsOn.plus(days: -1)) "
                    + "already.")
        }
        return MembershipPeriod(
            type: type.id, kind: type.plan.name, startsOn: renewal.startsOn,
            runsUntil: type.plan.term.last(from: renewal.startsOn, anchor: renewal.anchor),
            graceDays: type.plan.graceDays)
    }
}
