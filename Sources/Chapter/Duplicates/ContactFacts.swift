import GRDB

/// What of a contact is compared when duplicates are looked for, with keys as the database has them.
typealias ContactFacts = ComparedFacts<String>

/// What of a contact is compared; two have an e-mail address, a phone number or a home in common if
/// their keys are equal.
struct ComparedFacts<Key: Hashable & Sendable>: Sendable {
    let id: MemberID
    let kind: ContactKind
    /// The words of the name, folded.
    let name: [String]
    let birthDate: String?
    var emails: [Key] = []
    var phones: [Key] = []
    /// Where it can be told behind which door somebody lives.
    var homes: [Key] = []
    /// Whether there is any address, be it a town alone.
    var hasAddress = false

    /// Whether something is known of both that could tell the two apart.
    func canBeToldFrom(_ other: Self) -> Bool {
        birthDate != nil && other.birthDate != nil
            || !emails.isEmpty && !other.emails.isEmpty
            || !phones.isEmpty && !other.phones.isEmpty
            || hasAddress && other.hasAddress
    }
}

extension ComparedFacts where Key == String {
    /// Reads what is compared of many contacts, with one query a table.
    static func fetch(_ db: Database, _ ids: some Sequence<MemberID>) throws
        -> [MemberID: ContactFacts]
    {
        let list = ids.map(\.description).joined(separator: ",")
        guard !list.isEmpty else { return [:] }
        var result: [MemberID: ContactFacts] = [:]
        let people = try Row.fetchCursor(
            db, sql: "SELECT id, kind, folded_name, birth_date FROM member WHERE id IN (\(list))")
        while let row = try people.next() {
            let name: String = row[2]
            let kind: String = row[1]
            result[row[0]] = ContactFacts(
                id: row[0], kind: ContactKind(rawValue: kind) ?? .person,
                name: name.split(separator: " ").map(String.init), birthDate: row[3])
        }
        func add(
            _ table: String, _ key: String, _ place: WritableKeyPath<ContactFacts, [String]>,
            isAddress: Bool = false
        ) throws {
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT member_id, \(key) FROM \(table) WHERE member_id IN (\(list))")
            while let row = try rows.next() {
                let id: MemberID = row[0]
                let key: String = row[1]
                if isAddress { result[id]?.hasAddress = true }
                // Of who lives somewhere in a town nobody knows the door.
                if !key.isEmpty { result[id]?[keyPath: place].append(key) }
            }
        }
        try add("member_email", "key", \.emails)
        try add("member_phone", "key", \.phones)
        try add("address_part", "home_key", \.homes, isAddress: true)
        return result
    }
}
