import Federation
import GRDB

/// Switches a second step off: the member with a code or recovery code, or whoever keeps the node
/// for somebody who has lost both.
public struct EndSecondStep: Act {
    /// Looking is enough to ask; a member ends their own, and whoever keeps the node ends any.
    public static let permission = Permission.look

    /// Whose.
    public var member: MemberID
    /// Six digits or a recovery code; the operator needs none.
    public var code: String?

    /// The second step of a member.
    public init(_ member: MemberID, code: String? = nil) {
        self.member = member
        self.code = code
    }

    /// Switches it off, with its recovery codes.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            guard context.viewer.owns(member) || context.viewer.may(.signPeopleIn) else {
                throw Refusal.notAllowed(.signPeopleIn)
            }
            guard let person = try StoredPerson.fetch(context.db, member) else {
                throw Refusal.notFound("person")
            }
            guard try context.hasSecondStep(member) else {
                throw Refusal(.conflict, "The second step of \(person.name) is not on.")
            }
            if context.viewer.owns(member) {
                guard try context.useSecondStep(code ?? "", of: person, by: "EndSecondStep") else {
                    throw Refusal.invalid(
                        "code",
                        "This is neither the code of this moment nor a recovery code of yours.")
                }
            }
            try context.forgetSecondStep(of: member)
            var change = PersonChange(of: person, by: "EndSecondStep", in: context)
            try change.record(SignInField.secondStep.rawValue, old: "on", new: nil)
            try change.finish()
        }
    }
}

extension ActContext {
    /// Removes a second step with its recovery codes.
    func forgetSecondStep(of member: MemberID) throws {
        for table in ["recovery_code", "second_step", "half_sign_in"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE member_id = ?", arguments: [member])
        }
    }
}
