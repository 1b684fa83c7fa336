import Federation
import Foundation
import GRDB

/// Switches the second step on: the app shows the right code.
///
/// Everywhere else the member is signed out.
public struct ConfirmSecondStep: Act {
    /// Every member's, for themselves.
    public static let permission = Permission.takePart

    /// Six digits from the app.
    public var code: String
    /// The session that stays.
    public var session: String?

    /// A code that the app shows.
    public init(code: String, session: String?) {
        self.code = code
        self.session = session
    }

    /// Switches it on and gives the recovery codes, which are shown once.
    public func perform(in context: ActContext) throws -> Result<[PaperCode], Refusal> {
        try refusing {
            let person = try context.memberToSignIn(context.actingMember).get()
            let begun = try Row.fetchOne(
                context.db,
                sql: "SELECT secret FROM second_step WHERE member_id = ? AND confirmed IS NULL",
                arguments: [person.id])
            guard let begun else {
                throw Refusal(.conflict, "There is no second step to switch on. Begin again.")
            }
            let secret = [UInt8](begun["secret"] as Data)
            guard
                let step = TimeCode.step(of: code, secret, at: context.now, after: 0)
            else {
                throw Refusal.invalid(
                    "code", "These are not the six digits of this moment. Type those shown now.")
            }
            try context.db.execute(
                sql: "UPDATE second_step SET confirmed = ?, last_step = ? WHERE member_id = ?",
                arguments: [context.now.milliseconds, step, person.id])
            var change = PersonChange(of: person, by: "ConfirmSecondStep", in: context)
            try change.record(SignInField.secondStep.rawValue, old: nil, new: "on")
            try change.finish()
            try context.voidOpenSignIns(of: person.id)
            try context.endSessions(of: person.id, except: session)
            return try context.newRecoveryCodes(of: person.id)
        }
    }
}

extension ActContext {
    /// A second step has so many recovery codes.
    private static let recoveryCodes = 8

    /// Draws recovery codes in place of those there were.
    func newRecoveryCodes(of member: MemberID) throws -> [PaperCode] {
        try db.execute(sql: "DELETE FROM recovery_code WHERE member_id = ?", arguments: [member])
        let codes = (0..<Self.recoveryCodes).map { _ in PaperCode(.recovery) }
        for code in codes {
            try db.execute(
                sql: "INSERT INTO recovery_code (hash, member_id) VALUES (?, ?)",
                arguments: [Data(code.hash), member])
        }
        return codes
    }

    /// Uses up a code of the app or a recovery code; false when it is neither.
    func useSecondStep(_ entered: String, of person: StoredPerson, by act: String) throws -> Bool {
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT secret, last_step FROM second_step
                    WHERE member_id = ? AND confirmed IS NOT NULL
                    """, arguments: [person.id])
        else { return false }
        let secret = [UInt8](row["secret"] as Data)
        if let step = TimeCode.step(of: entered, secret, at: now, after: row["last_step"]) {
            try db.execute(
                sql: "UPDATE second_step SET last_step = ? WHERE member_id = ?",
                arguments: [step, person.id])
            return true
        }
        guard let hash = PaperCode.hash(entered: entered, .recovery) else { return false }
        try db.execute(
            sql: "DELETE FROM recovery_code WHERE hash = ? AND member_id = ?",
            arguments: [Data(hash), person.id])
        guard db.changesCount > 0 else { return false }
        var change = PersonChange(of: person, by: act, in: self)
        try change.record(
            SignInField.recoveryCode.rawValue, old: "unused", new: "used")
        try change.finish()
        return true
    }
}
