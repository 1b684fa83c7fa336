public import Federation
import Foundation
public import GRDB

/// What a member has for signing in, as their own settings show it.
public struct SignInSettings: Sendable {
    /// When the passphrase was set; nil for none.
    public let passphraseChanged: Timestamp?
    /// What is kept of the passphrase; nil for none.
    public let passphrase: String?
    /// Since when the second step is on; nil while it is not.
    public let secondStepSince: Timestamp?
    /// The secret of a second step that is not on yet, as apps take it; nil for none.
    public let secret: String?
    /// How many recovery codes are left.
    public let recoveryCodes: Int
    /// An address to which a link could be mailed; nil for none.
    public let email: String?

    /// Reads the settings of a member; only the member's own pages call it.
    public static func read(_ db: Database, of member: MemberID) throws -> SignInSettings {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT p.changed, p.kept, s.confirmed, s.secret,
                  (SELECT count(*) FROM recovery_code WHERE member_id = m.id) AS codes,
                  (SELECT address FROM member_email WHERE member_id = m.id
                   ORDER BY is_primary = 'primary' DESC, id LIMIT 1) AS email
                FROM member m LEFT JOIN member_passphrase p ON p.member_id = m.id
                LEFT JOIN second_step s ON s.member_id = m.id WHERE m.id = ?
                """, arguments: [member])
        let confirmed: Int64? = row?["confirmed"]
        let secret: Data? = row?["secret"]
        return SignInSettings(
            passphraseChanged: (row?["changed"] as Int64?).map { Timestamp(milliseconds: $0) },
            passphrase: row?["kept"],
            secondStepSince: confirmed.map { Timestamp(milliseconds: $0) },
            secret: confirmed == nil ? secret.map { base32([UInt8]($0)) } : nil,
            recoveryCodes: row?["codes"] ?? 0, email: row?["email"])
    }
}
