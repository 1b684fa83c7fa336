public import GRDB

/// Everything the chapter knows of one person, for the person and for who may see people.
public struct MemberRecord: Hashable, Sendable {
    /// The person.
    public let memberID: MemberID
    /// What an editor sends back, so that nobody's change is lost.
    public let version: Int
    /// What is said once.
    public let values: [PersonField: String]
    /// E-mail addresses, the first in line first.
    public let emails: [Email]
    /// Phone numbers, the first in line first.
    public let phones: [Phone]
    /// Postal addresses, the first in line first.
    public let addresses: [PostalAddress]
    /// Messengers, the first in line first.
    public let messengers: [Messenger]
    /// Values of the chapter's own fields, by the field's code.
    public let ownFields: [String: [String]]
    /// Tags.
    public let tags: [String]
    /// Interests.
    public let interests: [String]
    /// Skills.
    public let skills: [String]
    /// What other systems call the person.
    public let externalIDs: [ExternalID]
    /// The roles held now.
    public let roles: Set<Role>

    /// The name, which every person has.
    public var name: String { values[.name] ?? "" }
    /// contact, supporter, member or former.
    public var status: String { values[.status] ?? "" }

    /// Reads the record for a viewer who may see it.
    public static func read(_ member: MemberID, in db: Database, for viewer: Viewer) throws
        -> Result<MemberRecord, Refusal>
    {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        guard let person = try StoredPerson.fetch(db, member) else {
            return .failure(.notFound("person"))
        }
        return .success(MemberRecord(person, roles: try heldRoles(db, member)))
    }

    init(_ person: StoredPerson, roles: Set<Role>) {
        memberID = person.id
        version = person.version
        values = person.values
        emails = person.rows(.email).map { Email($0) }
        phones = person.rows(.phone).map { Phone($0) }
        addresses = person.rows(.address).map { PostalAddress($0) }
        messengers = person.rows(.messenger).map { Messenger($0) }
        ownFields = person.ownFields
        tags = person.rows(.tag).map(\.text)
        interests = person.rows(.interest).map(\.text)
        skills = person.rows(.skill).map(\.text)
        externalIDs = person.rows(.externalID).map { ExternalID($0) }
        self.roles = roles
    }
}

extension MemberRecord: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Writes `memberID`, `version`, every field that has a value, and the lists.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        func put(_ key: String, _ value: some Encodable) throws {
            try container.encode(value, forKey: Key(stringValue: key))
        }
        try put("memberID", memberID.description)
        try put("version", version)
        for (field, value) in values { try put(field.jsonKey, value) }
        try put("emails", emails)
        try put("phones", phones)
        try put("addresses", addresses)
        try put("messengers", messengers)
        try put("ownFields", ownFields)
        try put("tags", tags)
        try put("interests", interests)
        try put("skills", skills)
        try put("externalIDs", externalIDs)
        try put("roles", roles.map(\.rawValue).sorted())
    }
}
