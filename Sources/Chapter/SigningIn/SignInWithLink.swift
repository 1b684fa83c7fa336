import Federation
import Foundation
import GRDB

/// Signs a browser in with a link; asks for the second step where it is on.
public struct SignInWithLink: Act {
    /// Whoever holds the link is let in; nobody has signed in yet.
    public static let permission = Permission.look

    /// The token of the link.
    public var token: String
    /// The kind of browser, in a few words.
    public var browser: String?

    /// A link that was opened in a browser.
    public init(token: String, browser: String? = nil) {
        self.token = token
        self.browser = browser
    }

    /// Uses the link up.
    public func perform(in context: ActContext) throws -> Result<SignInOutcome, Refusal> {
        try refusing {
            let person = try context.useLink(token, by: "SignInWithLink").get()
            return try context.letIn(person.id, by: .link, on: browser)
        }
    }
}

extension ActContext {
    /// Uses a sign-in link up and gives whose it is.
    func useLink(_ token: String, by act: String) throws -> Result<StoredPerson, Refusal> {
        let spent = Refusal(
            .notFound,
            "This sign-in link has been used or is older than 15 minutes. Ask for a new one.")
        guard let hash = tokenHash(token) else { return .failure(spent) }
        let member = try MemberID.fetchOne(
            db,
            sql: """
                UPDATE sign_in_link SET used = ?
                WHERE hash = ? AND used IS NULL AND expires > ? RETURNING member_id
                """,
            arguments: [now.milliseconds, Data(hash), now.milliseconds])
        guard let member else { return .failure(spent) }
        switch try memberToSignIn(member) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let person):
            var change = PersonChange(of: person, by: act, in: self)
            try change.record(SignInField.link.rawValue, old: "made", new: "used")
            try change.finish()
            return .success(person)
        }
    }
}
