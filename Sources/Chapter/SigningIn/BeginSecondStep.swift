import Federation
import Foundation
import GRDB
import Sodium

/// Draws the secret of a second step for the member who acts.
///
/// It is on only after a code of it was entered; drawing again replaces what was not.
public struct BeginSecondStep: Act {
    /// Every member's, for themselves.
    public static let permission = Permission.takePart

    /// A new second step.
    public init() {}

    /// Draws and keeps the secret.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let person = try context.memberToSignIn(context.actingMember).get()
            guard try !context.hasSecondStep(person.id) else {
                throw Refusal(.conflict, "Your second step is on already.")
            }
            try context.db.execute(
                sql: """
                    INSERT INTO second_step (member_id, secret, made) VALUES (?, ?, ?)
                    ON CONFLICT (member_id) DO UPDATE
                    SET secret = excluded.secret, made = excluded.made, last_step = 0
                    """,
                arguments: [
                    person.id, Data(randomBytes(TimeCode.secretBytes)), context.now.milliseconds,
                ])
        }
    }
}
