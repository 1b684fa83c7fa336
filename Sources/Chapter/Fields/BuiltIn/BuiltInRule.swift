public import GRDB

/// What a chapter asks of a field that every chapter has.
public struct BuiltInRule: Hashable, Sendable {
    /// Of whom something is needed.
    public enum Whom: String, CaseIterable, Hashable, Sendable, Codable {
        /// Of every contact.
        case everybody
        /// Of members.
        case members
        /// Of persons, members or not.
        case persons
        /// Of organizations.
        case organizations
        /// Of households.
        case households
    }

    /// What it is about.
    public let field: BuiltInField
    /// What an editor sends back; 0 where there has never been a rule.
    public let version: Int
    /// Of whom it is needed; nil for nobody.
    public let neededOf: Whom?
    /// The earliest day.
    public let least: String?
    /// The latest day.
    public let most: String?
    /// What a text looks like: `#` is a digit, `?` any sign, `*` any number of signs.
    public let pattern: String?
    /// What the chapter says when a value does not fit or is missing.
    public let message: String?

    /// Whether it asks for anything.
    public var asks: Bool { neededOf != nil || least != nil || most != nil || pattern != nil }

    /// A rule, or none, for every field that can have one.
    public static func all(in db: Database) throws -> [BuiltInRule] {
        let kept = try stored(in: db)
        return BuiltInField.all.map { field in
            kept.first { $0.field == field } ?? BuiltInRule(none: field)
        }
    }

    /// The rules that ask for something, in the order of their fields.
    public static func asking(in db: Database) throws -> [BuiltInRule] {
        let kept = try stored(in: db).filter(\.asks)
        return BuiltInField.all.compactMap { field in kept.first { $0.field == field } }
    }

    /// What there is of one field, for who may see people.
    public static func read(_ code: String, in db: Database, for viewer: Viewer) throws -> Result<
        BuiltInRule, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        guard let field = BuiltInField(code: code) else {
            return .failure(.notFound("field with rules"))
        }
        return .success(try find(field, in: db))
    }

    /// What there is of one field.
    static func find(_ field: BuiltInField, in db: Database) throws -> BuiltInRule {
        try stored(in: db).first { $0.field == field } ?? BuiltInRule(none: field)
    }

    private static func stored(in db: Database) throws -> [BuiltInRule] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM built_in_rule")
        return try Row.fetchAll(statement).compactMap(BuiltInRule.init)
    }

    private init(none field: BuiltInField) {
        self.field = field
        version = 0
        (neededOf, least, most, pattern, message) = (nil, nil, nil, nil, nil)
    }

    private init?(_ row: Row) {
        guard let field = BuiltInField(code: row["field"]) else { return nil }
        self.field = field
        version = row["version"]
        let whom: String? = row["needed_of"]
        neededOf = whom.flatMap(Whom.init(rawValue:))
        least = row["least"]
        most = row["most"]
        pattern = row["pattern"]
        message = row["message"]
    }
}

extension BuiltInRule.Whom {
    /// Whether a contact is one of them.
    func has(_ values: [PersonField: String]) -> Bool {
        let kind = values[.kind] ?? ContactKind.person.rawValue
        switch self {
        case .everybody: return true
        case .members: return values[.status] == "member"
        case .persons: return kind == ContactKind.person.rawValue
        case .organizations: return kind == ContactKind.organization.rawValue
        case .households: return kind == ContactKind.household.rawValue
        }
    }

    /// Whether a contact of this kind can be one of them.
    public func canBe(_ kind: ContactKind) -> Bool {
        switch self {
        case .everybody: true
        case .members, .persons: kind == .person
        case .organizations: kind == .organization
        case .households: kind == .household
        }
    }

    /// What finds them; nil for everybody.
    fileprivate var condition: SearchCondition? {
        switch self {
        case .everybody: nil
        case .members: SearchCondition(.status, .is, "member")
        case .persons: SearchCondition(.kind, .is, ContactKind.person.rawValue)
        case .organizations: SearchCondition(.kind, .is, ContactKind.organization.rawValue)
        case .households: SearchCondition(.kind, .is, ContactKind.household.rawValue)
        }
    }
}

extension BuiltInRule {
    /// Whether it is needed of a contact.
    public func isNeeded(of record: MemberRecord) -> Bool {
        neededOf?.has(record.values) ?? false
    }

    /// Whether it is needed of a contact who does not have it.
    public func isMissed(of record: MemberRecord) -> Bool {
        guard isNeeded(of: record) else { return false }
        return field.values(of: BuiltInField.Known(record)).isEmpty
    }

    /// What finds everybody who lacks it; nil where it is needed of nobody.
    public var lacking: SearchQuery? {
        guard let neededOf else { return nil }
        let email = SearchCondition(.email, .known, isNot: true)
        let phone = SearchCondition(.phone, .known, isNot: true)
        func address(_ part: AddressPart) -> SearchCondition {
            SearchCondition(.address, of: part.rawValue, .known, isNot: true)
        }
        let none: [SearchCondition] =
            switch field {
            case .person(let field):
                [SearchCondition(.field, of: field.rawValue, .known, isNot: true)]
            case .email: [email]
            case .phone: [phone]
            case .emailOrPhone: [email, phone]
            case .address: [address(.any)]
            case .postcode: [address(.postcode)]
            }
        return SearchQuery(all: [neededOf.condition].compactMap { $0 } + none)
    }
}

extension BuiltInRule: Encodable {
    private enum Key: String, CodingKey {
        case field, version, neededOf, least, most, pattern, message
    }

    /// Writes the field by its code.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(field.code, forKey: .field)
        try container.encode(version, forKey: .version)
        try container.encodeIfPresent(neededOf, forKey: .neededOf)
        try container.encodeIfPresent(least, forKey: .least)
        try container.encodeIfPresent(most, forKey: .most)
        try container.encodeIfPresent(pattern, forKey: .pattern)
        try container.encodeIfPresent(message, forKey: .message)
    }
}
