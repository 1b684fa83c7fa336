import GRDB

/// Makes a token with which a member's own programs act for 30 days; the member sees in their
/// history that it was made.
public struct MakeMemberToken: Act {
    /// Looking is enough to ask; a member makes their own, and whoever keeps the node makes any.
    public static let permission = Permission.look

    /// For whom.
    public var member: MemberID

    /// A token for a member.
    public init(_ member: MemberID) { self.member = member }

    /// Makes the token.
    public func perform(in context: ActContext) throws -> Result<SignInToken, Refusal> {
        guard context.viewer.owns(member) || context.viewer.may(.signPeopleIn) else {
            return .failure(.notAllowed(.signPeopleIn))
        }
        switch try context.memberToSignIn(member) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let person):
            let token = try context.newToken(for: member)
            var change = PersonChange(of: person, by: "MakeMemberToken", in: context)
            try change.record(SignInField.token.rawValue, old: nil, new: "made")
            try change.finish()
            return .success(token)
        }
    }
}
