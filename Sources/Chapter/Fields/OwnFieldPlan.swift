import GRDB

/// A field as a chapter wants it; the acts check it.
public struct OwnFieldPlan: Hashable, Sendable {
    /// The name for people.
    public var name: String
    /// What a value looks like; it never changes afterwards.
    public var kind: OwnField.Kind
    /// The kind of objects that it belongs to; nil for contacts.
    public var objectType: Int64?
    /// The contacts that it belongs to: person, organization or household; nil for all.
    public var contactKind: String?
    /// A sentence under the field.
    public var help: String?
    /// Whether it must be filled in.
    public var isRequired: Bool
    /// Whether no two may have the same.
    public var isUnique: Bool
    /// The least number, the earliest day, or the shortest text in characters.
    public var least: String?
    /// The greatest number, the latest day, or the longest text in characters.
    public var most: String?
    /// What a text looks like: `#` is a digit, `?` any sign, `*` any number of signs.
    public var pattern: String?
    /// The code of the field whose day comes first.
    public var notBefore: String?
    /// What to say when a value does not fit.
    public var message: String?
    /// What can be chosen.
    public var choices: [String]
    /// The kind of objects of which the value is one, for a field of kind object; it never changes.
    public var linkedType: Int64?
    /// What the field is called on the page of the object that it names; nil for its own name.
    public var backName: String?

    /// A field with the rules that are named.
    public init(
        _ name: String, _ kind: OwnField.Kind, objectType: Int64? = nil,
        contactKind: String? = nil, help: String? = nil, isRequired: Bool = false,
        isUnique: Bool = false, least: String? = nil, most: String? = nil, pattern: String? = nil,
        notBefore: String? = nil, message: String? = nil, choices: [String] = [],
        linkedType: Int64? = nil, backName: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.objectType = objectType
        self.contactKind = contactKind
        self.help = help
        self.isRequired = isRequired
        self.isUnique = isUnique
        self.least = least
        self.most = most
        self.pattern = pattern
        self.notBefore = notBefore
        self.message = message
        self.choices = choices
        self.linkedType = linkedType
        self.backName = backName
    }

    /// How many fields a chapter can have, for contacts or for one kind of objects.
    static let fieldLimit = 100
    /// How many choices a field can have.
    static let choiceLimit = 200

    /// The plan with its texts made fit, or what is wrong with it.
    func checked(in db: Database) throws -> OwnFieldPlan {
        var plan = self
        guard let name = try EnteredText.line(name, "name", limit: 80).get() else {
            throw Refusal.invalid("name", "A field needs a name.")
        }
        plan.name = name
        plan.help = try EnteredText.line(help ?? "", "help", limit: 300).get()
        plan.message = try EnteredText.line(message ?? "", "message", limit: 300).get()
        plan.pattern = try EnteredText.line(pattern ?? "", "pattern", limit: 80).get()
        if plan.pattern != nil, kind != .line, kind != .place {
            throw Refusal.invalid("pattern", "Only a field of one line can have a pattern.")
        }
        (plan.least, plan.most) = (try bound(least, "least"), try bound(most, "most"))
        if let least = plan.least, let most = plan.most, isAfter(least, most) {
            throw Refusal.invalid(
                "most", "The least is \(least) and the most is \(most): no value fits.")
        }
        plan.notBefore = try earlierField(in: db)
        plan.choices = try checkedChoices()
        if let contactKind, !["person", "organization", "household"].contains(contactKind) {
            throw Refusal.invalid(
                "contactKind", "A contact is a person, an organization or a household.")
        }
        if objectType != nil { plan.contactKind = nil }
        plan.linkedType = kind == .object ? try checkedLinkedType(in: db) : nil
        plan.backName =
            kind == .object
            ? try EnteredText.line(backName ?? "", "name from the other end", limit: 80).get() : nil
        return plan
    }

    private func bound(_ entered: String?, _ field: String) throws -> String? {
        guard let text = try EnteredText.line(entered ?? "", field, limit: 30).get() else {
            return nil
        }
        let fits =
            switch kind {
            case .line, .text, .place: Int(text).map { $0 >= 0 } ?? false
            case .number: ownNumber(text) != nil
            case .day: CalendarDay(text) != nil
            case .yesNo, .choice, .choices, .webAddress, .contact, .object: false
            }
        guard fits else {
            throw Refusal.invalid(
                field,
                "“\(text)” cannot be the \(field) here: it is a number, or a day for a field of "
                    + "days, and other fields have none.")
        }
        return kind == .day ? CalendarDay(text)?.description : text
    }

    private func checkedLinkedType(in db: Database) throws -> Int64 {
        let found = try Int64.fetchOne(
            db, sql: "SELECT id FROM object_type WHERE id = ?", arguments: [linkedType])
        guard let found else {
            throw Refusal.invalid("linkedType", "Say of which kind the objects are.")
        }
        return found
    }

    private func isAfter(_ least: String, _ most: String) -> Bool {
        if kind == .day { return least > most }
        guard let least = ownNumber(least), let most = ownNumber(most) else { return false }
        return least > most
    }

    private func earlierField(in db: Database) throws -> String? {
        guard let code = try EnteredText.line(notBefore ?? "", "earlier day", limit: 60).get()
        else { return nil }
        let own = try OwnField.all(of: objectType, in: db).contains {
            $0.code == code && $0.kind == .day
        }
        let known = objectType == nil && PersonField(rawValue: code)?.shape == .day
        guard kind == .day, own || known else {
            throw Refusal.invalid(
                "notBefore", "Only a day can come after another day, and “\(code)” is none.")
        }
        return code
    }

    private func checkedChoices() throws -> [String] {
        guard kind == .choice || kind == .choices else { return [] }
        var result: [String] = []
        for entered in choices {
            guard let choice = try EnteredText.line(entered, "choice", limit: 80).get() else {
                continue
            }
            // Exports separate several values with semicolons.
            guard !choice.contains(";") else {
                throw Refusal.invalid("choices", "The choice “\(choice)” contains a semicolon.")
            }
            if !result.contains(where: { foldedName($0) == foldedName(choice) }) {
                result.append(choice)
            }
        }
        guard (1...Self.choiceLimit).contains(result.count) else {
            throw Refusal.invalid(
                "choices",
                "There are 1 to \(Self.choiceLimit) choices, and these are \(result.count).")
        }
        return result
    }
}
