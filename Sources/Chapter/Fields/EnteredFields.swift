import GRDB

/// What was entered into own fields, checked by every rule of the chapter.
///
/// It is the same for contacts and for things, on a page, in an import and in the API. What was
/// stored before and was not entered is not checked again: a rule that came later must not stop
/// other work.
struct EnteredFields {
    /// What the values belong to.
    enum Owner {
        /// A contact with what else is known of it; no id for one that is new.
        case contact(MemberID?, known: [PersonField: String])
        /// A thing of the chapter's own.
        case object(Int64)
    }

    /// The fields that the owner has.
    let fields: [OwnField]
    /// Whose values they are.
    let owner: Owner
    /// Whether a required field is missed also where nothing was entered into it.
    let asksAll: Bool
    /// The rules across two fields; nil where they were not read yet.
    var rules: [FieldRule]?

    /// The values after these were entered; those of other fields stay.
    func checked(
        _ entered: [String: [String]], over before: [String: [String]], in db: Database
    ) throws -> [String: [String]] {
        for code in entered.keys.sorted() where !fields.contains(where: { $0.code == code }) {
            throw noField(code)
        }
        var after = before
        for field in fields {
            guard let texts = entered[field.code] else { continue }
            let values = try field.checked(texts).get()
            after[field.code] = values
            try refuseTaken(values, of: field, in: db)
        }
        for field in fields {
            let isEntered = entered[field.code] != nil
            if field.isRequired, isEntered || asksAll, (after[field.code] ?? []).isEmpty {
                throw Refusal.invalid(field.code, field.message ?? "“\(field.name)” is needed.")
            }
            if isEntered { try refuseEarly(field, after) }
        }
        try refuseBroken(entered, before, after, in: db)
        return after
    }

    /// Refuses values that break a rule across two fields, where one of the two has changed.
    private func refuseBroken(
        _ entered: [String: [String]], _ before: [String: [String]], _ after: [String: [String]],
        in db: Database
    ) throws {
        guard let any = fields.first else { return }
        for rule in try rules ?? FieldRule.all(of: any.objectType, in: db) {
            let isTouched = [rule.field, rule.other].contains {
                entered[$0] != nil && after[$0] ?? [] != before[$0] ?? []
            }
            guard isTouched || asksAll else { continue }
            if let fault = rule.fault(in: after, of: fields) { throw fault }
        }
    }

    private func noField(_ code: String) -> Refusal {
        switch owner {
        case .contact: .invalid(code, "There is no field “\(code)” for this kind of contact.")
        case .object: .invalid(code, "There is no field “\(code)” for this kind of objects.")
        }
    }

    /// Refuses a contact who is not there, and a value that another one has.
    private func refuseTaken(_ values: [String], of field: OwnField, in db: Database) throws {
        for value in values {
            try refuseMissing(value, of: field, in: db)
            if field.isUnique, let other = try holder(of: value, in: field, in: db) {
                throw Refusal.invalid(
                    field.code,
                    field.message ?? "\(other) already has \(value) as “\(field.name)”.")
            }
        }
    }

    /// Refuses a contact or an object that is not there.
    private func refuseMissing(_ value: String, of field: OwnField, in db: Database) throws {
        guard field.isLink else { return }
        if field.kind == .contact {
            let isThere = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM member WHERE id = ?)",
                arguments: [Int64(value)])
            guard isThere != true else { return }
            throw Refusal.invalid(
                field.code,
                field.message
                    ?? "There is no contact with the number \(value) for “\(field.name)”.")
        }
        // What was taken off the lists may come back, and its links with it.
        let isThere = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM own_object WHERE id = ? AND type_id = ?)",
            arguments: [Int64(value), field.linkedType])
        guard isThere != true else { return }
        throw Refusal.invalid(
            field.code,
            field.message ?? "There is no object with the number \(value) for “\(field.name)”.")
    }

    /// The name of whoever else has a value.
    private func holder(of value: String, in field: OwnField, in db: Database) throws -> String? {
        switch owner {
        case .contact(let member, _):
            try String.fetchOne(
                db,
                sql: """
                    SELECT m.name FROM member_own_field f JOIN member m ON m.id = f.member_id
                    WHERE f.field_code = ? AND f.value = ? AND f.member_id IS NOT ?
                    """, arguments: [field.code, value, member])
        case .object(let object):
            try String.fetchOne(
                db,
                sql: """
                    SELECT o.name FROM own_object_value v JOIN own_object o ON o.id = v.object_id
                    WHERE v.field_code = ? AND v.value = ? AND o.id <> ? AND o.removed_at IS NULL
                    """, arguments: [field.code, value, object])
        }
    }

    /// Refuses a day before the one that it follows.
    private func refuseEarly(_ field: OwnField, _ values: [String: [String]]) throws {
        guard let first = field.notBefore, let day = values[field.code]?.first,
            let other = values[first]?.first ?? known(first), day < other
        else { return }
        throw Refusal.invalid(
            field.code,
            field.message ?? "“\(field.name)” is \(day) and cannot be before \(other).")
    }

    private func known(_ code: String) -> String? {
        guard case .contact(_, let known) = owner else { return nil }
        return PersonField(rawValue: code).flatMap { known[$0] }
    }
}
