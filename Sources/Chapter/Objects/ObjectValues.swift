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
        for code in values.keys.sorted() where !fields.contains(where: { $0.code == code }) {
            throw Refusal.invalid(code, "There is no field “\(code)” for this kind of objects.")
        }
        let before = try OwnObject.values(of: object, in: db)
        var after = before
        for field in fields {
            guard let entered = values[field.code] else { continue }
            after[field.code] = try field.checked(entered).get()
        }
        for field in fields {
            let now = after[field.code] ?? []
            if field.isRequired, now.isEmpty, isNew || values[field.code] != nil {
                throw Refusal.invalid(field.code, field.message ?? "“\(field.name)” is needed.")
            }
            guard now != before[field.code] ?? [] else { continue }
            try refuse(field, now, after)
            try write(field, now)
            try record(
                field.name, old: before[field.code]?.joined(separator: "; "),
                new: now.isEmpty ? nil : now.joined(separator: "; "))
        }
    }

    /// Writes a line of the object's history.
    func record(_ field: String, old: String?, new: String?) throws {
        try context.db.execute(
            sql: """
                INSERT INTO own_object_history (at, actor, object_id, version, field, old, new)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                context.now.milliseconds, context.viewer.actor, object, version, field, old, new,
            ])
    }

    private func refuse(_ field: OwnField, _ values: [String], _ all: [String: [String]]) throws {
        for value in values {
            if field.kind == .contact, let id = MemberID(value) {
                let isThere = try StoredPerson.fetch(context.db, id) != nil
                guard isThere else {
                    throw Refusal.invalid(
                        field.code,
                        field.message
                            ?? "There is no contact with the number \(value) for “\(field.name)”.")
                }
            }
            guard field.isUnique else { continue }
            let owner = try String.fetchOne(
                context.db,
                sql: """
                    SELECT o.name FROM own_object_value v JOIN own_object o ON o.id = v.object_id
                    WHERE v.field_code = ? AND v.value = ? AND o.id <> ? AND o.removed_at IS NULL
                    """, arguments: [field.code, value, object])
            if let owner {
                throw Refusal.invalid(
                    field.code,
                    field.message ?? "\(owner) already has \(value) as “\(field.name)”.")
            }
        }
        if let first = field.notBefore.flatMap({ all[$0]?.first }), let day = values.first,
            day < first
        {
            throw Refusal.invalid(
                field.code,
                field.message ?? "“\(field.name)” is \(day) and cannot be before \(first).")
        }
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
