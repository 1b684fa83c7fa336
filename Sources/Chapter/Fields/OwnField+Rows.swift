import GRDB

extension OwnField {
    /// The rows of a new contact's own fields, checked by every rule of the chapter.
    static func rows(_ values: [String: [String]], for kind: String, in db: Database) throws
        -> [DetailRow]
    {
        try rows(values, over: [], for: kind, of: nil, known: [:], in: db)
    }

    /// The rows of a contact's own fields after these have changed; other codes stay.
    ///
    /// What was stored before and is not touched is not checked again: a rule that came later
    /// must not stop other work on the contact.
    static func rows(_ values: [String: [String]], of person: StoredPerson, in db: Database) throws
        -> [DetailRow]
    {
        try rows(
            values, over: person.rows(.ownField), for: person.values[.kind] ?? "person",
            of: person.id, known: person.values, in: db)
    }

    private static func rows(
        _ values: [String: [String]], over before: [DetailRow], for kind: String,
        of member: MemberID?, known: [PersonField: String], in db: Database
    ) throws -> [DetailRow] {
        let fields = try all(in: db).filter { $0.contactKind == nil || $0.contactKind == kind }
        for code in values.keys.sorted() where !fields.contains(where: { $0.code == code }) {
            throw Refusal.invalid(code, "There is no field “\(code)” for this kind of contact.")
        }
        var after: [String: [String]] = [:]
        for row in before { after[row.cells[0], default: []].append(row.cells[1]) }
        for field in fields {
            guard let entered = values[field.code] else { continue }
            after[field.code] = try field.checked(entered).get()
            try field.refuseTaken(after[field.code] ?? [], by: member, in: db)
        }
        for field in fields {
            let isMissing = (after[field.code] ?? []).isEmpty
            let isAsked = values[field.code] != nil || member == nil
            if field.isRequired, isMissing, isAsked {
                throw Refusal.invalid(field.code, field.message ?? "“\(field.name)” is needed.")
            }
            guard values[field.code] != nil, let first = field.notBefore,
                let day = after[field.code]?.first
            else { continue }
            let other = after[first]?.first ?? PersonField(rawValue: first).flatMap { known[$0] }
            if let other, day < other {
                throw Refusal.invalid(
                    field.code,
                    field.message ?? "“\(field.name)” is \(day) and cannot be before \(other).")
            }
        }
        let order = Dictionary(
            fields.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        return after.sorted {
            (order[$0.key] ?? .max, $0.key) < (order[$1.key] ?? .max, $1.key)
        }.flatMap { code, values in values.map { DetailRow(.ownField, [code, $0]) } }
    }

    /// Refuses a contact who is not there, and a value that another contact has.
    private func refuseTaken(_ values: [String], by member: MemberID?, in db: Database) throws {
        for value in values {
            let isThere =
                try kind != .contact
                || Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM member WHERE id = ?)",
                    arguments: [Int64(value)]) == true
            guard isThere else {
                throw Refusal.invalid(
                    code, message ?? "There is no contact with the number \(value) for “\(name)”.")
            }
            guard isUnique else { continue }
            let owner = try String.fetchOne(
                db,
                sql: """
                    SELECT m.name FROM member_own_field f JOIN member m ON m.id = f.member_id
                    WHERE f.field_code = ? AND f.value = ? AND f.member_id IS NOT ?
                    """, arguments: [code, value, member])
            if let owner {
                throw Refusal.invalid(
                    code, message ?? "\(owner) already has \(value) as “\(name)”.")
            }
        }
    }
}
