import GRDB

/// A rule across two own fields as a chapter wants it; the acts check it.
public struct FieldRulePlan: Hashable, Sendable {
    /// What it asks.
    public var kind: FieldRule.Kind
    /// The kind of objects whose fields it is about; nil for contacts.
    public var objectType: Int64?
    /// The code of the field that it begins with.
    public var field: String
    /// The value that makes the other one needed; nil for any value.
    public var value: String?
    /// The code of the other field.
    public var other: String
    /// What to say when it is broken, up to 300 characters.
    public var message: String?

    /// A rule between two fields.
    public init(
        _ field: String, _ kind: FieldRule.Kind, _ other: String, when value: String? = nil,
        objectType: Int64? = nil, message: String? = nil
    ) {
        self.field = field
        self.kind = kind
        self.other = other
        self.value = value
        self.objectType = objectType
        self.message = message
    }

    /// How many rules there can be, for contacts or for one kind of objects.
    static let limit = 100

    /// The plan with its texts made fit, and the rule in words for the history.
    func checked(in db: Database) throws -> (plan: FieldRulePlan, words: String) {
        var plan = self
        let fields = try OwnField.all(of: objectType, in: db)
        guard let first = fields.first(where: { $0.code == field }) else {
            throw Refusal.invalid("field", "Choose a field that is asked for.")
        }
        guard let second = fields.first(where: { $0.code == other }) else {
            throw Refusal.invalid("other", "Choose a field that is asked for.")
        }
        guard first.id != second.id else {
            throw Refusal.invalid("other", "A rule is about two different fields.")
        }
        if let one = first.contactKind, let two = second.contactKind, one != two {
            throw Refusal.invalid(
                "other",
                "“\(first.name)” and “\(second.name)” belong to different kinds of contacts.")
        }
        plan.message = try EnteredText.line(message ?? "", "message", limit: 300).get()
        plan.value = nil
        if kind == .needs {
            plan.value = try value.flatMap { $0.isEmpty ? nil : try checkedValue($0, of: first) }
        } else if first.kind != second.kind || ![.number, .day].contains(first.kind) {
            throw Refusal.invalid(
                "other",
                "Two numbers or two days can be compared, and “\(first.name)” and "
                    + "“\(second.name)” are not.")
        }
        let words =
            kind == .needs
            ? "\(second.name) when \(first.name)" + (plan.value.map { " is \($0)" } ?? "")
            : "\(first.name) \(kind.rawValue) \(second.name)"
        return (plan, words)
    }

    private func checkedValue(_ value: String, of field: OwnField) throws -> String {
        guard !field.isLink, field.kind != .text,
            case .success(let values) = field.checked([value]), let read = values.first
        else { throw Refusal.invalid("value", "“\(field.name)” cannot be “\(value)”.") }
        return read
    }
}
