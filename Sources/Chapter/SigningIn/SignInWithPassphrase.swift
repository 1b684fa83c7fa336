import Federation
import GRDB

/// Signs a browser in after a passphrase was found to fit; asks for the second step where it is on.
public struct SignInWithPassphrase: Act {
    /// Whoever knows the passphrase is let in; nobody has signed in yet.
    public static let permission = Permission.look

    /// Whose passphrase, and what was kept of it when it fitted.
    public var candidate: PassphraseCandidates.Candidate
    /// The kind of browser, in a few words.
    public var browser: String?

    /// A passphrase that fitted.
    public init(_ candidate: PassphraseCandidates.Candidate, browser: String? = nil) {
        self.candidate = candidate
        self.browser = browser
    }

    /// Lets the member in, unless the passphrase was changed since it fitted.
    public func perform(in context: ActContext) throws -> Result<SignInOutcome, Refusal> {
        try refusing {
            let kept = try String.fetchOne(
                context.db, sql: "SELECT kept FROM member_passphrase WHERE member_id = ?",
                arguments: [candidate.member])
            guard kept == candidate.kept else {
                throw Refusal(.conflict, "The passphrase was changed at this moment. Try again.")
            }
            let person = try context.memberToSignIn(candidate.member).get()
            return try context.letIn(person.id, by: .passphrase, on: browser)
        }
    }
}
