public import Federation
import Foundation
import GRDB
import Sodium

/// What lets a person in: a text that is shown once; the chapter keeps only its hash.
public struct SignInToken: Hashable, Sendable {
    /// Whom it lets in.
    public let memberID: MemberID
    /// Sixty-four hexadecimal digits.
    public let token: String
    /// When it stops working.
    public let expires: Timestamp

    /// A sign-in link works for 15 minutes.
    static let linkLifetime: Int64 = 15 * 60 * 1000
    /// A token works for 30 days.
    static let tokenLifetime: Int64 = 30 * 24 * 3_600_000

    /// Draws a new one.
    init(for member: MemberID, at now: Timestamp, lifetime: Int64) {
        memberID = member
        token = Hex.text(randomBytes(32))
        expires = now + lifetime
    }
}

/// The hash under which a sign-in link or a token is kept; nil for a text that is neither.
func tokenHash(_ token: String) -> [UInt8]? {
    guard let bytes = Hex.bytes(token), bytes.count == 32 else { return nil }
    return digest("rhizome/sign-in token", bytes).bytes
}

extension ActContext {
    /// The member, if they can be signed in.
    func memberToSignIn(_ member: MemberID) throws -> Result<StoredPerson, Refusal> {
        guard let person = try StoredPerson.fetch(db, member) else {
            return .failure(.notFound("person"))
        }
        guard person.values[.status] == "member" else {
            let status = person.values[.status] ?? "unknown"
            return .failure(
                Refusal(
                    .conflict, "\(person.name) has the status \(status). Only members sign in."))
        }
        return .success(person)
    }

    /// Makes and keeps a token of a member.
    func newToken(for member: MemberID, by way: SignInWay = .token, on browser: String? = nil)
        throws -> SignInToken
    {
        let token = SignInToken(for: member, at: now, lifetime: SignInToken.tokenLifetime)
        try db.execute(
            sql: """
                INSERT INTO member_token (hash, member_id, created, expires, way, browser, seen)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                tokenHash(token.token).map { Data($0) }, member, now.milliseconds,
                token.expires.milliseconds, way.rawValue, browser.map { String($0.prefix(40)) },
                now.dayStart.milliseconds,
            ])
        return token
    }
}

extension Timestamp {
    /// The beginning of the day in UTC.
    var dayStart: Timestamp { Timestamp(milliseconds: milliseconds - milliseconds % 86_400_000) }
}
