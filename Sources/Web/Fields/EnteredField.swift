import Chapter

/// An own field as a form sends it.
struct EnteredField: Sendable {
    let version: Int
    let plan: OwnFieldPlan

    /// An empty form for a field of contacts, or of a kind of objects.
    init(of objectType: Int64?) {
        version = 0
        plan = OwnFieldPlan("", .line, objectType: objectType)
    }

    /// A field as it is.
    init(_ field: OwnField) {
        version = field.version
        plan = OwnFieldPlan(
            field.name, field.kind, objectType: field.objectType, contactKind: field.contactKind,
            help: field.help,
            isRequired: field.isRequired, isUnique: field.isUnique, least: field.least,
            most: field.most, pattern: field.pattern, notBefore: field.notBefore,
            message: field.message, choices: field.choices, linkedType: field.linkedType,
            backName: field.backName)
    }

    /// What was sent.
    init(_ form: Form) {
        version = Int(form["version"]) ?? 0
        func text(_ name: String) -> String? { form[name].isBlank ? nil : form[name] }
        let lines = form["choices"].split(whereSeparator: \.isNewline).map(String.init)
        plan = OwnFieldPlan(
            form["name"], OwnField.Kind(rawValue: form["kind"]) ?? .line,
            objectType: Int64(form["of"]), contactKind: text("contactKind"), help: text("help"),
            isRequired: form.isOn("required"), isUnique: form.isOn("unique"),
            least: text("least"), most: text("most"), pattern: text("pattern"),
            notBefore: text("notBefore"), message: text("message"), choices: lines,
            linkedType: Int64(form["linkedType"]), backName: text("backName"))
    }
}
