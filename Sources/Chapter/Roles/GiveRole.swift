import Federation
import GRDB

/// Gives a member a role.
public struct GiveRole: Act {
    /// The permission that giving takes.
    public static let permission = Permission.giveRoles

    /// To whom.
    public var member: MemberID
    /// The role.
    public var role: Role
    /// The reason, such as the meeting that decided it.
    public var why: String?

    /// A role for a member.
    public init(_ member: MemberID, _ role: Role, why: String? = nil) {
        self.member = member
        self.role = role
        self.why = why
    }

    /// Gives the role and gives back the record's version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        guard context.viewer.mayGive(role) else { return .failure(mayNotGive(role)) }
        guard let person = try StoredPerson.fetch(context.db, member) else {
            return .failure(.notFound("person"))
        }
        guard person.values[.status] == "member" else {
            return .failure(
                Refusal(.conflict, "\(person.name) is no member, and only members hold roles."))
        }
        let reason: String?
        switch checkedWhy(why) {
        case .success(let text): reason = text
        case .failure(let refusal): return .failure(refusal)
        }
        guard try !heldRoles(context.db, member).contains(role) else {
            return .success(person.version)
        }
        try context.db.execute(
            sql: "INSERT INTO member_role (member_id, role, since) VALUES (?, ?, ?)",
            arguments: [member, role.rawValue, context.now.milliseconds])
        var change = PersonChange(of: person, by: "GiveRole", why: reason, in: context)
        try change.record("role", old: nil, new: role.rawValue)
        return .success(try change.finish())
    }
}

/// Somebody would give or take a role that has rights which they lack.
func mayNotGive(_ role: Role) -> Refusal {
    Refusal(
        .notAllowed,
        "You may not give or take the role of \(role.rawValue): it has rights that you lack.")
}
