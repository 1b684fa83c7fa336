public import GRDB

/// A rule across two own fields of the same contact or the same object.
public struct FieldRule: Hashable, Sendable, Encodable {
    /// What a rule asks.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// When the field has the value, or any value, the other one must be filled in.
        case needs
        /// A number or a day is at most the other one.
        case atMost = "at most"
        /// A number or a day is less than the other one, so a day is before it.
        case lessThan = "less than"
        /// A number or a day is at least the other one.
        case atLeast = "at least"
        /// A number or a day is more than the other one, so a day is after it.
        case moreThan = "more than"
    }

    /// What an act takes.
    public let id: Int64
    /// What an editor sends back.
    public let version: Int
    /// The kind of objects whose fields it is about; nil for contacts.
    public let objectType: Int64?
    /// What it asks.
    public let kind: Kind
    /// The code of the field that it begins with.
    public let field: String
    /// The value that makes the other one needed; nil for any value, and for other kinds.
    public let value: String?
    /// The code of the other field.
    public let other: String
    /// What the chapter says when the rule is broken; nil for a sentence of the program.
    public let message: String?

    /// The rules of contacts, or of one kind of objects, in the order in which they were made.
    public static func all(of objectType: Int64? = nil, in db: Database) throws -> [FieldRule] {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM field_rule WHERE object_type_id IS ? ORDER BY id")
        return try Row.fetchAll(statement, arguments: [objectType]).map(FieldRule.init)
    }

    /// The rule with this id, for who may see people.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws -> Result<
        FieldRule, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing { try find(id, in: db) }
    }

    /// The rule with this id.
    static func find(_ id: Int64, in db: Database) throws -> FieldRule {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM field_rule WHERE id = ?", arguments: [id])
        guard let row else { throw Refusal.notFound("rule") }
        return FieldRule(row)
    }

    private init(_ row: Row) {
        id = row["id"]
        version = row["version"]
        objectType = row["object_type_id"]
        kind = Kind(rawValue: row["kind"]) ?? .needs
        field = row["field_code"]
        value = row["value"]
        other = row["other_code"]
        message = row["message"]
    }
}

extension FieldRule {
    /// What is wrong with the values of one contact or object; nil where nothing is.
    ///
    /// A rule rests while one of its fields is no longer asked for, or is not asked here.
    func fault(in values: [String: [String]], of fields: [OwnField]) -> Refusal? {
        guard let first = fields.first(where: { $0.code == field }),
            let second = fields.first(where: { $0.code == other })
        else { return nil }
        let (mine, others) = (values[field] ?? [], values[other] ?? [])
        if kind == .needs { return missing(first, mine, second, others) }
        guard let one = mine.first, let two = others.first, let isLess = less(one, two, first.kind),
            let isMore = less(two, one, first.kind)
        else { return nil }
        let (name, bound) = (first.name, second.name)
        let isDay = first.kind == .day
        switch kind {
        case .needs: return nil
        case .atMost:
            guard isMore else { return nil }
            return .invalid(
                field,
                message
                    ?? (isDay
                        ? "“\(name)” is \(one) and cannot be after “\(bound)”, which is \(two)."
                        : "“\(name)” is \(one) and can be at most “\(bound)”, which is \(two)."))
        case .lessThan:
            guard !isLess else { return nil }
            return .invalid(
                field,
                message
                    ?? (isDay
                        ? "“\(name)” is \(one) and has to be before “\(bound)”, which is \(two)."
                        : "“\(name)” is \(one) and has to be less than “\(bound)”, which is \(two).")
            )
        case .atLeast:
            guard isLess else { return nil }
            return .invalid(
                field,
                message
                    ?? (isDay
                        ? "“\(name)” is \(one) and cannot be before “\(bound)”, which is \(two)."
                        : "“\(name)” is \(one) and has to be at least “\(bound)”, which is \(two).")
            )
        case .moreThan:
            guard !isMore else { return nil }
            return .invalid(
                field,
                message
                    ?? (isDay
                        ? "“\(name)” is \(one) and has to be after “\(bound)”, which is \(two)."
                        : "“\(name)” is \(one) and has to be more than “\(bound)”, which is \(two).")
            )
        }
    }

    private func missing(
        _ first: OwnField, _ mine: [String], _ second: OwnField, _ others: [String]
    ) -> Refusal? {
        let applies =
            value.map { value in mine.contains { foldedName($0) == foldedName(value) } }
            ?? !mine.isEmpty
        guard applies, others.isEmpty else { return nil }
        if let message { return .invalid(other, message) }
        if let value {
            return .invalid(
                other, "“\(second.name)” is needed when “\(first.name)” is “\(value)”.")
        }
        return .invalid(other, "“\(second.name)” is needed when “\(first.name)” is filled in.")
    }

    /// Whether one value comes before another; nil for what cannot be compared.
    private func less(_ one: String, _ two: String, _ kind: OwnField.Kind) -> Bool? {
        if kind == .day { return one < two }
        guard let one = ownNumber(one), let two = ownNumber(two) else { return nil }
        return one < two
    }
}
