import GRDB

extension OwnField {
    /// The rows of a new contact's own fields.
    ///
    /// Where nobody can be asked, what is required can wait: the contact's page says what is
    /// missing.
    static func rows(
        _ values: [String: [String]], for kind: ContactKind, canWait: Bool = false,
        known: [PersonField: String] = [:], in db: Database
    ) throws -> [DetailRow] {
        let entered = EnteredFields(
            fields: try all(of: kind, in: db), owner: .contact(nil, known: known),
            asksAll: !canWait)
        return try entered.rows(values, over: [:], in: db)
    }

    /// The rows of a contact's own fields after these have changed; other codes stay.
    static func rows(_ values: [String: [String]], of person: StoredPerson, in db: Database) throws
        -> [DetailRow]
    {
        try FieldsOfContacts(in: db).rows(values, of: person, in: db)
    }
}

/// The own fields of contacts with their rules, read once for however many contacts.
struct FieldsOfContacts {
    private let fields: [OwnField]
    private let rules: [FieldRule]

    /// Reads them as they are now.
    init(in db: Database) throws {
        fields = try OwnField.all(in: db)
        rules = try FieldRule.all(in: db)
    }

    /// The rows of a contact's own fields after these have changed; other codes stay.
    func rows(_ values: [String: [String]], of person: StoredPerson, in db: Database) throws
        -> [DetailRow]
    {
        let kind = person.values[.kind].flatMap(ContactKind.init) ?? .person
        let asked = fields.filter { $0.contactKind == nil || $0.contactKind == kind.rawValue }
        let entered = EnteredFields(
            fields: asked, owner: .contact(person.id, known: person.values), asksAll: false,
            rules: rules)
        return try entered.rows(values, over: person.ownFields, in: db)
    }
}

extension EnteredFields {
    /// The checked values as rows of a contact, in the order of the fields.
    fileprivate func rows(
        _ values: [String: [String]], over before: [String: [String]], in db: Database
    ) throws -> [DetailRow] {
        let order = Dictionary(
            fields.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        return try checked(values, over: before, in: db).sorted {
            (order[$0.key] ?? .max, $0.key) < (order[$1.key] ?? .max, $1.key)
        }.flatMap { code, values in values.map { DetailRow(.ownField, [code, $0]) } }
    }
}
