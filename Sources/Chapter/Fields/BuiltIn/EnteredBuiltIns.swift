import GRDB

/// What was entered into the fields that every chapter has, checked by the chapter's own rules.
///
/// It is the same on a page, in an import and in the API. As with own fields, what was stored
/// before and has not changed is not checked again: somebody who came without a date of birth can
/// still get a new phone number. What is missed and was there is missed at once.
struct EnteredBuiltIns {
    /// The rules that ask for something.
    let rules: [BuiltInRule]

    /// The rules of the chapter.
    init(in db: Database) throws { rules = try BuiltInRule.asking(in: db) }

    /// Refuses a new contact who breaks a rule.
    ///
    /// What is needed can wait where nobody can be asked, and of a list that has no column for
    /// it; nil asks for everything.
    func check(new person: StoredPerson, needing asked: Set<BuiltInField>? = nil) throws {
        guard !rules.isEmpty else { return }
        let known = BuiltInField.Known(person)
        for rule in rules {
            let values = rule.field.values(of: known)
            for value in values { try rule.refuseWrong(value) }
            let isAsked = asked.map { $0.contains(rule.field) } ?? true
            if isAsked, values.isEmpty { try rule.refuseMissing(of: person) }
        }
    }

    /// Refuses a change that breaks a rule.
    func check(_ after: StoredPerson, over before: StoredPerson) throws {
        guard !rules.isEmpty else { return }
        let (now, then) = (BuiltInField.Known(after), BuiltInField.Known(before))
        for rule in rules {
            let values = rule.field.values(of: now)
            let old = rule.field.values(of: then)
            for value in values where !old.contains(value) { try rule.refuseWrong(value) }
            if values.isEmpty, !old.isEmpty { try rule.refuseMissing(of: after) }
        }
    }
}

extension BuiltInRule {
    /// Refuses that there is no value where one is needed.
    fileprivate func refuseMissing(of person: StoredPerson) throws {
        guard let neededOf, neededOf.has(person.values) else { return }
        if field == .emailOrPhone {
            throw Refusal.invalid(
                field.formName, message ?? "An e-mail address or a phone number is needed.")
        }
        throw Refusal.invalid(field.formName, message ?? "The \(field.words) is needed.")
    }

    /// Refuses a value that does not look as it must, or a day that is too early or too late.
    fileprivate func refuseWrong(_ value: String) throws {
        if let pattern, !matches(value, pattern) {
            throw Refusal.invalid(
                field.formName,
                message ?? "“\(value)” does not look like \(pattern), as the \(field.words) must.")
        }
        if let least, value < least {
            throw Refusal.invalid(
                field.formName,
                message ?? "The \(field.words) is not before \(least), and this is \(value).")
        }
        if let most, value > most {
            throw Refusal.invalid(
                field.formName,
                message ?? "The \(field.words) is not after \(most), and this is \(value).")
        }
    }
}
