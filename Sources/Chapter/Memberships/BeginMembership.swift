public import Foundation
import GRDB

/// Begins a membership of a kind: the person is a member as long as its period counts.
///
/// A past period can be recorded with its last day, so that a list from elsewhere keeps its years.
public struct BeginMembership: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose membership.
    public var member: MemberID
    /// The kind.
    public var type: Int64
    /// The first day, as 2026-05-01; nil is today.
    public var startsOn: String?
    /// The last day where it is not the one that follows from the kind.
    public var runsUntil: String?
    /// Since when the person had been a member without a break, here or in another chapter.
    ///
    /// For a member without periods it is the day of joining, unless this says otherwise.
    public var memberSince: String?
    /// The file of a certificate of another chapter, which says since when instead.
    public var certificate: Data?
    /// Whether it is certainly the same person, though the certificate has another name.
    public var isSamePerson: Bool
    /// The reason, for the history.
    public var why: String?

    /// So many days may lie between the end in another chapter and the beginning here.
    public static let daysBetween = 31
    /// So many months after it was made a certificate says nothing of today any more.
    public static let monthsOfCertificate = 12

    /// A membership of a kind.
    public init(
        _ member: MemberID, _ type: Int64, startsOn: String? = nil, runsUntil: String? = nil,
        memberSince: String? = nil, certificate: Data? = nil, isSamePerson: Bool = false,
        why: String? = nil
    ) {
        self.member = member
        self.type = type
        self.startsOn = startsOn
        self.runsUntil = runsUntil
        self.memberSince = memberSince
        self.certificate = certificate
        self.isSamePerson = isSamePerson
        self.why = why
    }

    /// Begins it and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            var change = try MembershipChange(
                of: member, by: "BeginMembership", why: why, in: context)
            let type = try usable(type, in: context.db)
            guard change.isPerson else {
                throw Refusal(
                    .conflict,
                    "\(change.name) is no person, and only a person can be a member.")
            }
            let latest = MembershipLimits.latest(from: change.today)
            let starts = try enteredDay(startsOn, "startsOn", until: latest) ?? change.today
            let until = try enteredDay(
                runsUntil, "runsUntil",
                until: latest.plus(months: MembershipTypePlan.monthsAtMost))
            if let until, until < starts {
                throw Refusal.invalid(
                    "runsUntil", "The last day, \(until), is before the first, \(starts).")
            }
            let shown = try certificate.map {
                try ShownCertificate($0, of: context.feeds, in: context.db, on: change.today)
            }?.certificate
            let since =
                try enteredDay(memberSince, "memberSince", until: latest)
                ?? shown.flatMap { CalendarDay($0.memberSince) }
            if let shown { try refuse(shown, of: change.name, startsOn: starts) }
            if let since, since > starts {
                throw Refusal.invalid(
                    "memberSince", "A member since \(since) cannot begin before, on \(starts).")
            }
            var period = MembershipPeriod(
                type: type.id, kind: type.plan.name, startsOn: starts,
                runsUntil: until ?? type.plan.term.last(from: starts))
            period.graceDays = type.plan.graceDays
            period.memberSince =
                since ?? change.change.person.memberSince(before: starts, change.periods)
            if period.memberSince == starts { period.memberSince = nil }
            if period.memberSince != nil { period.vouchedBy = shown?.shortly }
            try change.add(period)
            return try change.finish()
        }
    }

    /// Refuses a certificate that is not of this person, or not of the time before.
    private func refuse(
        _ shown: MembershipCertificate, of name: String, startsOn: CalendarDay
    ) throws {
        guard memberSince?.isEmpty ?? true else {
            throw Refusal.invalid(
                "memberSince",
                "The certificate says since when. Leave the day out, or begin without the "
                    + "certificate.")
        }
        guard isSamePerson || shown.isMadeOut(to: name) else {
            throw Refusal(
                .conflict,
                "The certificate is made out to \(shown.name), and this is \(name). Begin the "
                    + "membership with it only if you are sure that they are the same person.",
                field: "isSamePerson")
        }
        if let made = CalendarDay(shown.madeOn),
            made.plus(months: Self.monthsOfCertificate) < startsOn
        {
            throw Refusal(
                .conflict,
                "The certificate was made on \(made), and the membership here begins on "
                    + "\(startsOn): more than \(Self.monthsOfCertificate) months later. Ask for a "
                    + "new one, or begin it without the certificate.", field: "startsOn")
        }
        if let until = shown.until.flatMap({ CalendarDay($0) }),
            until.plus(days: Self.daysBetween) < startsOn
        {
            throw Refusal(
                .conflict,
                "The certificate says a member until \(until), and the membership here begins on "
                    + "\(startsOn): more than \(Self.daysBetween) days later. Begin it without the "
                    + "certificate.", field: "startsOn")
        }
    }
}

/// A kind of membership that can be begun or renewed.
func usable(_ type: Int64, in db: Database) throws -> MembershipType {
    let type = try MembershipType.find(type, in: db)
    guard !type.isRetired else {
        throw Refusal(
            .conflict,
            "The kind of membership “\(type.plan.name)” is retired. Choose another one.",
            field: "type")
    }
    return type
}

extension StoredPerson {
    /// The day on which the person joined, if it is known.
    var joinedOn: CalendarDay? { values[.joinedOn].flatMap { CalendarDay($0) } }

    /// Since when somebody has been a member whose periods nobody kept.
    func memberSince(before starts: CalendarDay, _ periods: [MembershipPeriod]) -> CalendarDay? {
        guard periods.isEmpty, values[.status] == "member", let joined = joinedOn, joined < starts
        else { return nil }
        return joined
    }
}
