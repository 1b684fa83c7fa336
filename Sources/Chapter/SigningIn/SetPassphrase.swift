import Federation
import GRDB

/// Sets, changes or removes the passphrase of the member who acts.
///
/// Hashing takes long and happens outside, before: `replacing` is what was kept of the present
/// passphrase, after it was found to fit. Everywhere else the member is signed out.
public struct SetPassphrase: Act {
    /// Every member's, for themselves.
    public static let permission = Permission.takePart

    /// What is kept of the new one; nil removes it.
    public var kept: String?
    /// What was kept of the present one; nil when there is none.
    public var replacing: String?
    /// The session that stays.
    public var session: String?

    /// A passphrase that was hashed already.
    public init(kept: String?, replacing: String?, session: String?) {
        self.kept = kept
        self.replacing = replacing
        self.session = session
    }

    /// Keeps or removes it and gives how many other sessions ended.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let person = try context.memberToSignIn(context.actingMember).get()
            let present = try String.fetchOne(
                context.db, sql: "SELECT kept FROM member_passphrase WHERE member_id = ?",
                arguments: [person.id])
            guard present == replacing else {
                throw Refusal.invalid("present", "This is not your present passphrase.")
            }
            if let kept {
                try context.db.execute(
                    sql: """
                        INSERT INTO member_passphrase (member_id, kept, changed) VALUES (?, ?, ?)
                        ON CONFLICT (member_id) DO UPDATE
                        SET kept = excluded.kept, changed = excluded.changed
                        """, arguments: [person.id, kept, context.now.milliseconds])
            } else if present != nil {
                try context.db.execute(
                    sql: "DELETE FROM member_passphrase WHERE member_id = ?",
                    arguments: [person.id])
            } else {
                return 0
            }
            var change = PersonChange(of: person, by: "SetPassphrase", in: context)
            try change.record(
                SignInField.passphrase.rawValue, old: present == nil ? nil : "set",
                new: kept == nil ? nil : "set")
            try change.finish()
            return try context.endSessions(of: person.id, except: session)
        }
    }
}
