import Federation
import Foundation
import GRDB

/// Signs a browser in with a code on paper; asks for the second step where it is on.
public struct SignInWithCode: Act {
    /// Whoever holds the paper is let in; nobody has signed in yet.
    public static let permission = Permission.look

    /// The code as it was typed.
    public var code: String
    /// The kind of browser, in a few words.
    public var browser: String?

    /// A code that was typed in a browser.
    public init(code: String, browser: String? = nil) {
        self.code = code
        self.browser = browser
    }

    /// Uses the code up; the outcome says who printed it and when.
    public func perform(in context: ActContext) throws -> Result<SignInOutcome, Refusal> {
        try refusing {
            let row = try PaperCode.hash(entered: code, .printed).flatMap { hash in
                try Row.fetchOne(
                    context.db,
                    sql: """
                        UPDATE printed_code SET used = ?
                        WHERE hash = ? AND used IS NULL AND expires > ?
                        RETURNING member_id, printed_by, created
                        """,
                    arguments: [context.now.milliseconds, Data(hash), context.now.milliseconds])
            }
            guard let row else {
                throw Refusal.invalid(
                    "code",
                    "This code is not known, has been used or is older than seven days. Read it "
                        + "again, or ask for a new one.")
            }
            let person = try context.memberToSignIn(row["member_id"]).get()
            var change = PersonChange(of: person, by: "SignInWithCode", in: context)
            try change.record(
                SignInField.printedCode.rawValue, old: "printed", new: "used")
            try change.finish()
            return try context.letIn(
                person.id, by: .code, on: browser,
                printed: (row["printed_by"], Timestamp(milliseconds: row["created"])))
        }
    }
}
