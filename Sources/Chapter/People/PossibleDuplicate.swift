import GRDB

/// Somebody who may be the same person, and why.
public struct PossibleDuplicate: Hashable, Sendable {
    /// What the two have in common.
    public enum Because: String, Hashable, Sendable {
        /// The same e-mail address.
        case email = "the same e-mail address"
        /// The same phone number.
        case phone = "the same phone number"
        /// The same name, whatever its case and accents.
        case name = "the same name"
    }

    /// Who it may be.
    public let memberID: MemberID
    /// Their name.
    public let name: String
    /// The strongest thing they have in common.
    public let because: Because
}

/// How many possible duplicates are named.
private let duplicateLimit = 10

/// People with one of these e-mail addresses or phone numbers or with this name.
func possibleDuplicates(
    _ db: Database, name: String, emails: [DetailRow], phones: [DetailRow]
) throws -> [PossibleDuplicate] {
    var found: [PossibleDuplicate] = []
    func add(_ because: PossibleDuplicate.Because, _ sql: String, _ key: String) throws {
        for row in try Row.fetchAll(db, sql: sql, arguments: [key, duplicateLimit]) {
            let id: MemberID = row["id"]
            guard found.count < duplicateLimit, !found.contains(where: { $0.memberID == id })
            else { continue }
            found.append(PossibleDuplicate(memberID: id, name: row["name"], because: because))
        }
    }
    for row in emails {
        try add(
            .email,
            "SELECT m.id, m.name FROM member_email e JOIN member m ON m.id = e.member_id "
                + "WHERE e.key = ? ORDER BY m.id LIMIT ?", row.key)
    }
    for row in phones {
        try add(
            .phone,
            "SELECT m.id, m.name FROM member_phone p JOIN member m ON m.id = p.member_id "
                + "WHERE p.key = ? ORDER BY m.id LIMIT ?", row.key)
    }
    try add(
        .name, "SELECT id, name FROM member WHERE folded_name = ? ORDER BY id LIMIT ?",
        foldedName(name))
    return found
}
