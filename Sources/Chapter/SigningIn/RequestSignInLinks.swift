import Federation
import Foundation
import GRDB

/// A link that is to be mailed to a member.
public struct LinkLetter: Hashable, Sendable {
    /// Whom it lets in.
    public let name: String
    /// Where it goes: the address as the chapter holds it.
    public let address: String
    /// The language that the member chose, as they wrote it; nil for none.
    public let language: String?
    /// The link's token.
    public let link: SignInToken
}

/// Makes sign-in links for the members who have an e-mail address: one letter for each, with their
/// name, since families share addresses.
///
/// The caller never learns from the answer's shape or time whether there was anybody: it answers
/// before this is done.
public struct RequestSignInLinks: Act {
    /// Whoever stands at the door may ask.
    public static let permission = Permission.look

    /// The address as it was entered.
    public var address: String

    /// So many members of one address get a letter.
    static let lettersAtMost = 8

    /// A request for an address.
    public init(_ address: String) { self.address = address }

    /// Makes the links and gives the letters, none for an address of nobody.
    public func perform(in context: ActContext) throws -> Result<[LinkLetter], Refusal> {
        guard let key = signInKey(address) else { return .success([]) }
        let rows = try Row.fetchAll(
            context.db,
            sql: """
                SELECT m.id, m.name, m.language, e.address FROM member_email e
                JOIN member m ON m.id = e.member_id
                WHERE e.key = ? AND m.status = 'member' ORDER BY m.id LIMIT ?
                """, arguments: [key, Self.lettersAtMost])
        var letters: [LinkLetter] = []
        for row in rows {
            let member: MemberID = row["id"]
            guard let person = try StoredPerson.fetch(context.db, member),
                try !context.wasPutThereFromBelow(key, of: member)
            else { continue }
            let link = try context.newLink(for: member)
            var change = PersonChange(of: person, by: "RequestSignInLinks", in: context)
            try change.record(
                SignInField.link.rawValue, old: nil, new: "letter written")
            try change.finish()
            letters.append(
                LinkLetter(
                    name: row["name"], address: row["address"], language: row["language"],
                    link: link))
        }
        return .success(letters)
    }
}

/// The key of an address that somebody entered to sign in; nil for what cannot be one.
func signInKey(_ address: String) -> String? {
    guard address.utf8.count <= 1024 else { return nil }
    let trimmed = address.trimmingCharacters(in: .whitespacesAndNewlines)
    guard trimmed.contains("@"), trimmed.count <= 254 else { return nil }
    return emailKey(trimmed.precomposedStringWithCanonicalMapping)
}

extension ActContext {
    /// Makes and keeps a link of a member.
    func newLink(for member: MemberID) throws -> SignInToken {
        let link = SignInToken(for: member, at: now, lifetime: SignInToken.linkLifetime)
        try db.execute(
            sql: "INSERT INTO sign_in_link (hash, member_id, created, expires) VALUES (?, ?, ?, ?)",
            arguments: [
                tokenHash(link.token).map { Data($0) }, member, now.milliseconds,
                link.expires.milliseconds,
            ])
        return link
    }

    /// Whether somebody with fewer rights has put this address into the record of a member who held
    /// a role then: a link to it would let them climb.
    ///
    /// The member's own entry, the operator's, and that of whoever holds the same role are fine.
    func wasPutThereFromBelow(_ key: String, of member: MemberID) throws -> Bool {
        let roles = try Row.fetchAll(
            db, sql: "SELECT role, since FROM member_role WHERE member_id = ? AND until IS NULL",
            arguments: [member])
        guard !roles.isEmpty else { return false }
        let entries = try Row.fetchAll(
            db,
            sql: """
                SELECT actor, at, new FROM history
                WHERE member_id = ? AND field = 'email' AND new IS NOT NULL ORDER BY id DESC
                """, arguments: [member])
        let entry = entries.first { row in
            let new: String = row["new"]
            return emailKey(String(new.prefix { $0 != "\n" })) == key
        }
        guard let entry else { return true }
        guard let actor = MemberID(entry["actor"] as String), actor != member else { return false }
        let at: Int64 = entry["at"]
        let held = try heldRoles(db, actor)
        return roles.contains { row in
            let role = Role(rawValue: row["role"])
            return at >= row["since"] && !(role.map(held.contains) ?? false)
        }
    }
}
