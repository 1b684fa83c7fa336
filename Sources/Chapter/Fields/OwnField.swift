public import GRDB

/// A field that the chapter has added to its contacts or to a kind of its own objects.
public struct OwnField: Hashable, Sendable, Encodable {
    /// What a value looks like.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// One line.
        case line
        /// Several lines.
        case text
        /// A number with or without a decimal point.
        case number
        /// A day: 2026-05-01.
        case day
        /// yes or no.
        case yesNo = "yes or no"
        /// One of the choices.
        case choice
        /// Any of the choices.
        case choices
        /// An address in the web.
        case webAddress = "web address"
        /// A place in words.
        case place
        /// Another contact, by id.
        case contact
        /// An own object of one kind, by id.
        case object
    }

    /// What an act takes.
    public let id: Int64
    /// What an editor sends back.
    public let version: Int
    /// The kind of objects that it belongs to; nil for contacts.
    public let objectType: Int64?
    /// The contacts that it belongs to; nil for all kinds.
    public let contactKind: String?
    /// The name for imports, exports and the API; it never changes.
    public let code: String
    /// The name for people.
    public let name: String
    /// What a value looks like.
    public let kind: Kind
    /// A sentence under the field.
    public let help: String?
    /// Whether a contact or an object must have it.
    public let isRequired: Bool
    /// Whether no two may have the same.
    public let isUnique: Bool
    /// The least number, the earliest day, or the shortest text in characters.
    public let least: String?
    /// The greatest number, the latest day, or the longest text in characters.
    public let most: String?
    /// What a text looks like: `#` is a digit, `?` any sign, `*` any number of signs.
    public let pattern: String?
    /// The code of the field whose day comes first.
    public let notBefore: String?
    /// What the chapter says when a value does not fit.
    public let message: String?
    /// What can be chosen, retired choices left out.
    public let choices: [String]
    /// Whether it is no longer asked for.
    public let isRetired: Bool
    /// The kind of objects of which the value is one; nil for values that are none.
    public let linkedType: Int64?
    /// What the field is called on the page of the object that it names; nil for its own name.
    public let backName: String?

    /// Whether it can have several values.
    public var isMany: Bool { kind == .choices }

    /// The fields of contacts, or of one kind of objects, in their order.
    public static func all(
        of objectType: Int64? = nil, retired: Bool = false, in db: Database
    ) throws -> [OwnField] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM own_field WHERE object_type_id IS ? AND retired <= ?
                ORDER BY retired, ordinal, id
                """, arguments: [objectType, retired ? 1 : 0])
        guard !rows.isEmpty else { return [] }
        var choices: [Int64: [String]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT field_id, choice FROM own_field_choice WHERE retired = 0
                ORDER BY field_id, ordinal
                """)
        {
            choices[row[0], default: []].append(row[1])
        }
        return rows.map { OwnField($0, choices: choices[$0["id"]] ?? []) }
    }

    /// The fields that are asked of contacts of one kind, in their order.
    public static func all(of kind: ContactKind, in db: Database) throws -> [OwnField] {
        try all(in: db).filter { $0.contactKind == nil || $0.contactKind == kind.rawValue }
    }

    /// The field with this id, whatever it belongs to, for who may see people.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws -> Result<
        OwnField, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing { try find(id, in: db) }
    }

    /// The field with this id, whatever it belongs to.
    static func find(_ id: Int64, in db: Database) throws -> OwnField {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM own_field WHERE id = ?", arguments: [id])
        else { throw Refusal.notFound("own field") }
        let choices = try String.fetchAll(
            db,
            sql: """
                SELECT choice FROM own_field_choice WHERE field_id = ? AND retired = 0
                ORDER BY ordinal
                """, arguments: [id])
        return OwnField(row, choices: choices)
    }

    private init(_ row: Row, choices: [String]) {
        id = row["id"]
        version = row["version"]
        objectType = row["object_type_id"]
        contactKind = row["contact_kind"]
        code = row["code"]
        name = row["name"]
        kind = Kind(rawValue: row["kind"]) ?? .line
        help = row["help"]
        isRequired = row["is_required"] == 1
        isUnique = row["is_unique"] == 1
        least = row["least"]
        most = row["most"]
        pattern = row["pattern"]
        notBefore = row["not_before"]
        message = row["message"]
        self.choices = choices
        isRetired = row["retired"] == 1
        linkedType = row["linked_type_id"]
        backName = row["back_name"]
    }

    /// What stands in exported lists before the name of a field that is called like another.
    static let headerMark = "own field"

    /// What tells two values of one contact apart: a field with one value has one row.
    static func key(code: String, value: String) -> String {
        code.hasSuffix("[]") ? code + "\n" + foldedName(value) : code
    }
}
