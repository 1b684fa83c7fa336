public import Federation
import Foundation
import GRDB
import Sodium

/// By which way somebody comes in.
public enum SignInWay: String, CaseIterable, Hashable, Sendable {
    /// With a program: the token was made for it.
    case token
    /// With a link by mail, or one that the operator made.
    case link
    /// With a passphrase.
    case passphrase
    /// With a code on paper.
    case code
}

/// Who printed a code, and when: what its user is told.
public struct PrintedBy: Hashable, Sendable {
    /// The name of whoever printed it.
    public let name: String
    /// When.
    public let at: Timestamp
}

/// How far a sign-in has come.
public enum SignInOutcome: Hashable, Sendable {
    /// Through: the token is what the browser keeps.
    case done(SignInToken, printed: PrintedBy?)
    /// The second step is to come: the token is good for that alone, for ten minutes.
    case second(SignInToken)
}

extension SignInToken {
    /// So long somebody may take for the second step.
    static let halfLifetime: Int64 = 10 * 60 * 1000
}

extension ActContext {
    /// Lets a member in, as far as the second step if there is one.
    func letIn(
        _ member: MemberID, by way: SignInWay, on browser: String?,
        printed: (by: String, at: Timestamp)? = nil
    ) throws -> SignInOutcome {
        try forgetOldSignIns()
        guard try hasSecondStep(member) else {
            return .done(
                try newToken(for: member, by: way, on: browser),
                printed: try printed.map { PrintedBy(name: try actorName(db, $0.by), at: $0.at) })
        }
        let half = SignInToken(for: member, at: now, lifetime: SignInToken.halfLifetime)
        try db.execute(
            sql: """
                INSERT INTO half_sign_in
                  (hash, member_id, way, printed_by, printed_at, created, expires)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                tokenHash(half.token).map { Data($0) }, member, way.rawValue, printed?.by,
                printed?.at.milliseconds, now.milliseconds, half.expires.milliseconds,
            ])
        return .second(half)
    }

    /// Whether the member's second step is on.
    func hasSecondStep(_ member: MemberID) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT confirmed IS NOT NULL FROM second_step WHERE member_id = ?",
            arguments: [member]) ?? false
    }

    /// Ends every session of a member except one.
    @discardableResult
    func endSessions(of member: MemberID, except token: String?) throws -> Int {
        let kept = token.flatMap { tokenHash($0) }.map { Data($0) } ?? Data()
        try db.execute(
            sql: """
                UPDATE member_token SET revoked = ?
                WHERE member_id = ? AND revoked IS NULL AND expires > ? AND hash <> ?
                """, arguments: [now.milliseconds, member, now.milliseconds, kept])
        return db.changesCount
    }

    /// Takes back everything that could still let the member in without passphrase.
    func voidOpenSignIns(of member: MemberID) throws {
        try db.execute(
            sql: "UPDATE sign_in_link SET used = ? WHERE member_id = ? AND used IS NULL",
            arguments: [now.milliseconds, member])
        try db.execute(
            sql: "UPDATE printed_code SET used = ? WHERE member_id = ? AND used IS NULL",
            arguments: [now.milliseconds, member])
        try db.execute(
            sql: "DELETE FROM half_sign_in WHERE member_id = ?", arguments: [member])
    }

    /// Forgets what has not let anybody in for a month.
    private func forgetOldSignIns() throws {
        let month: Int64 = 30 * 86_400_000
        for table in ["sign_in_link", "printed_code", "half_sign_in", "member_token"] {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE expires < ?",
                arguments: [now.milliseconds - month])
        }
    }
}
