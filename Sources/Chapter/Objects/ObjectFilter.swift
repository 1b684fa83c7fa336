import GRDB

/// A condition on one field of own objects.
public struct ObjectFilter: Hashable, Sendable {
    /// How the field is compared.
    public enum Test: String, CaseIterable, Hashable, Sendable {
        /// It is this choice, this day, this number, or names this contact or object by id.
        case `is`
        /// This is in its text, or in the name of what it names.
        case contains
        /// It is this number or more, or this day or later.
        case least
        /// It is this number or less, or this day or earlier.
        case most
    }

    /// The field's code.
    public var field: String
    /// How it is compared.
    public var test: Test
    /// With what.
    public var value: String

    /// A condition on one field.
    public init(_ field: String, _ test: Test, _ value: String) {
        self.field = field
        self.test = test
        self.value = value
    }

    /// The condition in SQL, about a row of `own_object`.
    func sql(_ fields: [OwnField]) throws -> (sql: String, arguments: StatementArguments) {
        guard let field = fields.first(where: { $0.code == self.field }) else {
            throw Refusal.invalid(
                self.field, "There is no field “\(self.field)” for this kind of objects.")
        }
        let compared = compared(field)
        return (
            """
            EXISTS (SELECT 1 FROM own_object_value v
              WHERE v.object_id = own_object.id AND v.field_code = ? AND \(compared.sql))
            """, [field.code] + compared.arguments
        )
    }

    private func compared(_ field: OwnField) -> (sql: String, arguments: StatementArguments) {
        if field.kind == .number, test != .contains {
            let number = ownNumber(value).map { "\($0)" } ?? value
            return ("CAST(v.value AS REAL) \(sign) CAST(? AS REAL)", [number])
        }
        if test == .contains {
            let pattern = "%" + Self.escaped(value) + "%"
            guard field.isLink else { return ("v.value LIKE ? ESCAPE '\\'", [pattern]) }
            let table = field.kind == .contact ? "member" : "own_object"
            let folded = "%" + Self.escaped(foldedName(value)) + "%"
            return (
                """
                CAST(v.value AS INTEGER) IN
                  (SELECT id FROM \(table) WHERE folded_name LIKE ? ESCAPE '\\')
                """, [folded]
            )
        }
        return ("v.value \(sign) ? COLLATE NOCASE", [value])
    }

    private var sign: String {
        switch test {
        case .is, .contains: "="
        case .least: ">="
        case .most: "<="
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}
