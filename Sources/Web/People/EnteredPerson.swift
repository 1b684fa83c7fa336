import Chapter

/// A person as they come in: all that is known to add one, or only what changes.
///
/// Besides the lists named here, every `PersonField` is a key, and its value a text; an empty text
/// takes the value away.
struct EnteredPerson: Decodable {
    /// What is said once.
    let values: [PersonField: String]
    let emails: [Email]?
    let phones: [Phone]?
    let addresses: [PostalAddress]?
    let messengers: [Messenger]?
    let ownFields: [String: [String]]?
    let interests: [String]?
    let skills: [String]?
    let externalIDs: [ExternalID]?
    let tags: [String]?
    let addTags: [String]
    let removeTags: [String]
    let allowDuplicate: Bool
    let phonesAsTyped: Bool
    let expectedVersion: Int?
    let why: String?

    /// What a page's form says of a person; what is nil stays as it is.
    init(
        values: [PersonField: String], emails: [Email]?, phones: [Phone]?,
        addresses: [PostalAddress]?, messengers: [Messenger]?, ownFields: [String: [String]]?,
        externalIDs: [ExternalID]?, phonesAsTyped: Bool, expectedVersion: Int, why: String?
    ) {
        self.values = values
        self.emails = emails
        self.phones = phones
        self.addresses = addresses
        self.messengers = messengers
        self.ownFields = ownFields
        (interests, skills) = (nil, nil)
        self.externalIDs = externalIDs
        tags = nil
        (addTags, removeTags) = ([], [])
        allowDuplicate = false
        self.phonesAsTyped = phonesAsTyped
        self.expectedVersion = expectedVersion
        self.why = why
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        var known: Set<String> = []
        func read<Value: Decodable>(_ key: String, _ type: Value.Type = Value.self) throws
            -> Value?
        {
            known.insert(key)
            return try container.decodeIfPresent(type, forKey: Key(stringValue: key))
        }
        var values: [PersonField: String] = [:]
        for field in PersonField.allCases { values[field] = try read(field.jsonKey) }
        self.values = values
        emails = try read("emails", [EnteredEmail].self)?.map(\.email)
        phones = try read("phones", [EnteredPhone].self)?.map(\.phone)
        addresses = try read("addresses", [EnteredAddress].self)?.map(\.address)
        messengers = try read("messengers", [EnteredMessenger].self)?.map(\.messenger)
        ownFields = try read("ownFields", [String: EnteredValues].self)?.mapValues(\.values)
        interests = try read("interests")
        skills = try read("skills")
        externalIDs = try read("externalIDs")
        tags = try read("tags")
        addTags = try read("addTags") ?? []
        removeTags = try read("removeTags") ?? []
        allowDuplicate = try read("allowDuplicate") ?? false
        phonesAsTyped = try read("phonesAsTyped") ?? false
        expectedVersion = try read("expectedVersion")
        why = try read("why")
        // A field that nobody knows is a mistake that would be lost without a word.
        if let unknown = container.allKeys.map(\.stringValue).sorted()
            .first(where: { !known.contains($0) })
        {
            throw Refusal.invalid(unknown, "“\(unknown)” is no field of a person.")
        }
    }
}
