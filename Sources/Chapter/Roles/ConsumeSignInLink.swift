import Federation
import GRDB

/// Signs a program in with a link: it works once, and gives a token for what follows.
///
/// A browser uses `SignInWithLink`, which can ask for the second step.
public struct ConsumeSignInLink: Act {
    /// Whoever holds the link is let in; nobody has signed in yet.
    public static let permission = Permission.look

    /// The token of the link.
    public var token: String

    /// A link that was received.
    public init(token: String) { self.token = token }

    /// Uses the link up and gives a new token.
    public func perform(in context: ActContext) throws -> Result<SignInToken, Refusal> {
        try refusing {
            let person = try context.useLink(token, by: "ConsumeSignInLink").get()
            guard try !context.hasSecondStep(person.id) else {
                throw Refusal(
                    .conflict,
                    "This member signs in with a second step. Open the link in a browser; it was "
                        + "not used up.")
            }
            return try context.newToken(for: person.id)
        }
    }
}
