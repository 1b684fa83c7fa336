import Federation
import GRDB

/// Checks and writes the values of one object's fields, each change with a line of its history.
struct ObjectValues {
    private let object: Int64
    private let version: Int
    private let context: ActContext

    init(of object: Int64, version: Int, in context: ActContext) {
        self.object = object
        self.version = version
        self.context = context
    }

    /// Sets the values that are named; of a new object every required field must be among them.
    func set(_ values: [String: [String]], of type: Int64, isNew: Bool) throws {
        let db = context.db
        let fields = try OwnField.all(of: type, in: db)
        let before = try OwnObject.values(of: object, in: db)
        let after = try EnteredFields(fields: fields, owner: .object(object), asksAll: isNew)
            .checked(values, over: before, in: db)
        for field in fields {
            let now = after[field.code] ?? []
            guard
                now.count != (before[field.code] ?? []).count
                    || Set(now) != Set(before[field.code] ?? [])
            else { continue }
            try write(field, now)
            try record(
                field.name, code: field.code, old: before[field.code]?.joined(separator: "; "),
                new: now.isEmpty ? nil : now.joined(separator: "; "))
        }
    }

    /// Writes a line of the object's history; `code` is that of an own field.
    func record(_ field: String, code: String? = nil, old: String?, new: String?) throws {
        try context.writeLine(
            of: "own_object_history",
            [
                "object_id": object, "version": version, "field": field, "field_code": code,
                "old": old, "new": new,
            ])
    }

    private func write(_ field: OwnField, _ values: [String]) throws {
        try context.db.execute(
            sql: "DELETE FROM own_object_value WHERE object_id = ? AND field_code = ?",
            arguments: [object, field.code])
        for value in values {
            try context.db.execute(
                sql: """
                    INSERT INTO own_object_value (object_id, field_code, value, key)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [
                    object, field.code, value, OwnField.key(code: field.code, value: value),
                ])
        }
    }
}
