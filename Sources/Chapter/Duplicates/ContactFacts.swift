import GRDB

/// What of a contact is compared when duplicates are looked for.
struct ContactFacts: Sendable {
    /// What is compared only with its own kind.
    enum Kind: String, Sendable {
        case person
        case organization
        case household
    }

    let id: MemberID
    let kind: Kind
    /// The words of the name, folded.
    let name: [String]
    let birthDate: String?
    var emails: [String] = []
    var phones: [String] = []
    var homes: [String] = []

    /// Whether something is known of both that could tell the two apart.
    func canBeToldFrom(_ other: ContactFacts) -> Bool {
        birthDate != nil && other.birthDate != nil
            || !emails.isEmpty && !other.emails.isEmpty
            || !phones.isEmpty && !other.phones.isEmpty
            || !homes.isEmpty && !other.homes.isEmpty
    }

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
                id: row[0], kind: Kind(rawValue: kind) ?? .person,
                name: name.split(separator: " ").map(String.init), birthDate: row[3])
        }
        func add(_ table: String, _ key: String, _ place: WritableKeyPath<ContactFacts, [String]>)
            throws
        {
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT member_id, \(key) FROM \(table) WHERE member_id IN (\(list))")
            while let row = try rows.next() {
                let id: MemberID = row[0]
                result[id]?[keyPath: place].append(row[1])
            }
        }
        try add("member_email", "key", \.emails)
        try add("member_phone", "key", \.phones)
        try add("address_part", "home_key", \.homes)
        return result
    }
}
