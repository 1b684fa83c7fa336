public import GRDB

/// The names of the contacts and objects for which values of own fields stand.
public struct LinkedNames: Hashable, Sendable {
    private var contacts: [String: String] = [:]
    private var objects: [String: String] = [:]

    /// No names.
    public init() {}

    /// Reads the names of all that these values name, for who may see people; for others there are
    /// none.
    public static func read(
        _ values: [String: [String]], of fields: [OwnField], in db: Database, for viewer: Viewer
    ) throws -> LinkedNames {
        var names = LinkedNames()
        guard viewer.may(.seePeople) else { return names }
        for field in fields where field.isLink {
            for value in values[field.code] ?? [] { try names.read(value, of: field, in: db) }
        }
        return names
    }

    private mutating func read(_ value: String, of field: OwnField, in db: Database) throws {
        guard let id = Int64(value), name(value, of: field) == nil else { return }
        if field.kind == .contact {
            contacts[value] = try String.fetchOne(
                db, sql: "SELECT name FROM member WHERE id = ?", arguments: [id])
        } else {
            objects[value] = try String.fetchOne(
                db, sql: "SELECT name FROM own_object WHERE id = ?", arguments: [id])
        }
    }

    /// What the value of a field is called; nil where it names nothing that is known.
    public func name(_ value: String, of field: OwnField) -> String? {
        switch field.kind {
        case .contact: contacts[value]
        case .object: objects[value]
        default: nil
        }
    }
}

extension OwnField {
    /// Whether its values name something else by its number.
    public var isLink: Bool { kind == .contact || kind == .object }
}
