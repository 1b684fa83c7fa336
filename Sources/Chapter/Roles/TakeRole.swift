import Federation
import GRDB

/// Takes a role from a member.
public struct TakeRole: Act {
    /// The permission that taking takes.
    public static let permission = Permission.giveRoles

    /// From whom.
    public var member: MemberID
    /// The role.
    public var role: Role
    /// The reason, such as the meeting that decided it.
    public var why: String?

    /// A role of a member.
    public init(_ member: MemberID, _ role: Role, why: String? = nil) {
        self.member = member
        self.role = role
        self.why = why
    }

    /// Takes the role and gives back the record's version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        guard context.viewer.mayGive(role) else { return .failure(mayNotGive(role)) }
        guard let person = try StoredPerson.fetch(context.db, member) else {
            return .failure(.notFound("person"))
        }
        guard try heldRoles(context.db, member).contains(role) else {
            return .failure(
                Refusal(.conflict, "\(person.name) does not hold the role of \(role.rawValue)."))
        }
        if role == .coordinator, context.viewer != .operator,
            try Int.fetchOne(
                context.db,
                sql: "SELECT count(*) FROM member_role WHERE role = ? AND until IS NULL",
                arguments: [role.rawValue]) == 1
        {
            return .failure(
                Refusal(
                    .conflict,
                    "\(person.name) is the only coordinator. Make somebody else coordinator first.")
            )
        }
        let reason: String?
        switch checkedWhy(why) {
        case .success(let text): reason = text
        case .failure(let refusal): return .failure(refusal)
        }
        try endRole(role, of: member, in: context)
        var change = PersonChange(of: person, by: "TakeRole", why: reason, in: context)
        try change.record("role", old: role.rawValue, new: nil)
        return .success(try change.finish())
    }
}
