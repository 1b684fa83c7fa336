import GRDB

/// Adds a field of the chapter's own to contacts or to a kind of objects.
public struct AddOwnField: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// The field.
    public var plan: OwnFieldPlan

    /// A field as the chapter wants it.
    public init(_ plan: OwnFieldPlan) { self.plan = plan }

    /// Adds it at the end and gives it with its code.
    public func perform(in context: ActContext) throws -> Result<OwnField, Refusal> {
        try refusing {
            let db = context.db
            let plan = try plan.checked(in: db)
            if let type = plan.objectType { try refuseMissing(type, in: db) }
            let fields = try OwnField.all(of: plan.objectType, retired: true, in: db)
            guard fields.count < OwnFieldPlan.fieldLimit else {
                throw Refusal(
                    .conflict, "There are \(fields.count) fields already, and more do not fit.")
            }
            try refuseSecond(plan.name, of: plan.objectType, besides: nil, in: db)
            try db.execute(
                sql: """
                    INSERT INTO own_field
                      (object_type_id, contact_kind, code, name, folded_name, kind, help,
                       is_required, is_unique, least, most, pattern, not_before, message, ordinal,
                       linked_type_id, back_name)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    plan.objectType, plan.contactKind, try newCode(for: plan, in: db), plan.name,
                    foldedName(plan.name), plan.kind.rawValue, plan.help,
                    plan.isRequired ? 1 : 0, plan.isUnique ? 1 : 0, plan.least, plan.most,
                    plan.pattern, plan.notBefore, plan.message, fields.count, plan.linkedType,
                    plan.backName,
                ])
            let id = db.lastInsertedRowID
            try setChoices(plan.choices, of: id, in: db)
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "AddOwnField", member: nil,
                    field: "own field", old: nil, new: plan.name))
            return try OwnField.find(id, in: db)
        }
    }

    private func refuseMissing(_ type: Int64, in db: Database) throws {
        let found = try Bool.fetchOne(
            db, sql: "SELECT retired FROM object_type WHERE id = ?", arguments: [type])
        guard found == false else { throw Refusal.notFound("kind of objects") }
    }

    /// A name for machines, made of the name for people, that nothing else has.
    private func newCode(for plan: OwnFieldPlan, in db: Database) throws -> String {
        let words = foldedWords(plan.name).joined(separator: "_").unicodeScalars.filter {
            $0.isASCII
        }
        let stem = String(String.UnicodeScalarView(words)).prefix(50)
        let base = stem.isEmpty || PersonField(rawValue: String(stem)) != nil ? "own_\(stem)" : stem
        let end = plan.kind == .choices ? "[]" : ""
        let used = Set(try String.fetchAll(db, sql: "SELECT code FROM own_field"))
        var code = base + end
        var number = 2
        while used.contains(String(code)) {
            code = "\(base)_\(number)" + end
            number += 1
        }
        return String(code)
    }
}

/// Refuses a second field of one name.
func refuseSecond(_ name: String, of objectType: Int64?, besides id: Int64?, in db: Database) throws
{
    let other = try String.fetchOne(
        db,
        sql: """
            SELECT name FROM own_field
            WHERE object_type_id IS ? AND folded_name = ? AND id IS NOT ?
            """, arguments: [objectType, foldedName(name), id])
    if let other { throw Refusal(.conflict, "There is a field “\(other)” already.", field: "name") }
}

/// Makes these the choices of a field; what is no longer among them is retired.
func setChoices(_ choices: [String], of field: Int64, in db: Database) throws {
    try db.execute(
        sql: "UPDATE own_field_choice SET retired = 1 WHERE field_id = ?", arguments: [field])
    for (ordinal, choice) in choices.enumerated() {
        try db.execute(
            sql: """
                INSERT INTO own_field_choice (field_id, ordinal, choice, key) VALUES (?, ?, ?, ?)
                ON CONFLICT (field_id, key)
                DO UPDATE SET ordinal = excluded.ordinal, choice = excluded.choice, retired = 0
                """, arguments: [field, ordinal, choice, foldedName(choice)])
    }
}
