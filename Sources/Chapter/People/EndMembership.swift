import Federation
import GRDB

/// Ends somebody's membership: the record stays, as former; roles and sign-ins end.
public struct EndMembership: Act {
    /// The permission that ending takes.
    public static let permission = Permission.managePeople

    /// Whose membership.
    public var member: MemberID
    /// The first day on which it no longer counts, as 2026-05-01; nil is today.
    public var on: String?
    /// The reason, which is needed.
    public var why: String

    /// An end with its reason.
    public init(_ member: MemberID, on: String? = nil, why: String) {
        self.member = member
        self.on = on
        self.why = why
    }

    /// Ends it and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        do {
            let person = try context.personToChange(member, expected: nil).get()
            guard person.values[.status] != "former" else {
                throw Refusal(.conflict, "\(person.name) is a former member already.")
            }
            try refuseMembership(of: person.values[.kind], status: "former")
            guard let reason = try checkedWhy(why).get() else {
                throw Refusal.invalid("why", "Say why the membership ends.")
            }
            let today = try chapterDay(context.db, at: context.now)
            let entered = try PersonField.endedOn.checked(on ?? "").get()
            let day = entered ?? today.description
            var change = MembershipChange(
                of: person, try MembershipPeriod.fetch(context.db, of: member),
                by: "EndMembership", why: reason,
                on: today, in: context)
            try change.set(.status, "former")
            try change.set(.endedOn, day)
            try change.endRights()
            try change.endPeriods(from: CalendarDay(day))
            return .success(try change.finish())
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }
}

extension PersonChange {
    /// Ends what only a member has: roles and every way of signing in.
    mutating func endRights(in context: ActContext) throws {
        let member = person.id
        for role in try heldRoles(context.db, member).sorted(by: { $0.rawValue < $1.rawValue }) {
            try endRole(role, of: member, in: context)
            try record("role", old: role.rawValue, new: nil)
        }
        try context.db.execute(
            sql: "UPDATE member_token SET revoked = ? WHERE member_id = ? AND revoked IS NULL",
            arguments: [context.now.milliseconds, member])
        try context.voidOpenSignIns(of: member)
        try context.forgetSecondStep(of: member)
        try context.db.execute(
            sql: "DELETE FROM member_passphrase WHERE member_id = ?", arguments: [member])
    }
}
