import Federation
import GRDB

/// Makes a link that signs a member in once within 15 minutes; the member sees in their history
/// that it was made.
public struct MakeSignInLink: Act {
    /// Only whoever keeps the node: a link lets its holder act as the member.
    public static let permission = Permission.signPeopleIn

    /// For whom.
    public var member: MemberID

    /// A link for a member.
    public init(_ member: MemberID) { self.member = member }

    /// Makes the link; the token is part of its address.
    public func perform(in context: ActContext) throws -> Result<SignInToken, Refusal> {
        switch try context.memberToSignIn(member) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let person):
            let link = try context.newLink(for: member)
            var change = PersonChange(of: person, by: "MakeSignInLink", in: context)
            try change.record(SignInField.link.rawValue, old: nil, new: "made")
            try change.finish()
            return .success(link)
        }
    }
}
