import GRDB

/// Whom or what a text of a list means that is to become the value of a field which names a contact
/// or an object: its number, or the exact name of the only one that has it.
struct LinkNamed {
    /// The field.
    let field: OwnField

    /// The value to store; nobody, nothing, or several of the name are refused in words.
    func value(_ text: String, in db: Database) throws -> String {
        if let number = Int64(text), number > 0 { return String(number) }
        let name = foldedName(text)
        let ids: [Int64]
        if field.kind == .contact {
            ids = try Int64.fetchAll(
                db, sql: "SELECT id FROM member WHERE folded_name = ? ORDER BY id LIMIT 2",
                arguments: [name])
        } else {
            ids = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM own_object
                    WHERE type_id = ? AND folded_name = ? AND removed_at IS NULL
                    ORDER BY id LIMIT 2
                    """, arguments: [field.linkedType, name])
        }
        guard let only = ids.first else {
            throw Refusal.invalid(
                field.code, "Nobody and nothing is called “\(text)”, which “\(field.name)” names.")
        }
        guard ids.count == 1 else {
            throw Refusal.invalid(
                field.code,
                "Several are called “\(text)”. Write the number of the one that “\(field.name)” "
                    + "names.")
        }
        return String(only)
    }
}
