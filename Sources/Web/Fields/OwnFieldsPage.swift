import Chapter

/// The chapter's own fields, with what adds one and changes them.
struct OwnFieldsPage: Page {
    /// One field in the list.
    struct Row: Sendable {
        let name: String
        let detail: String
        let address: String
        let isRetired: Bool
        let chips: [Chip]
    }

    static let template = "fields-list"
    let frame: Frame
    let t: Wording
    /// What fields can belong to: contacts, and each kind of objects.
    struct Part: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    let rows: [Row]
    let hasRows: Bool
    let parts: [Part]
    let hasParts: Bool
    let add: String
    /// Whether there are two fields, so that a rule can be made across them.
    let canRule: Bool
    let rules: [Rule]
    let addNeeds: String
    /// Where to compare two fields; nil where there are no two numbers and no two days.
    let addCompare: String?
    /// Fields that every chapter has: those with a rule, and the others.
    let common: [BuiltInLine]
    let silent: [BuiltInLine]
    let hasCommon: Bool

    /// One rule across two fields in the list.
    struct Rule: Sendable {
        let sentence: String
        let message: String?
        let address: String
        /// Whether one of its fields is no longer asked for.
        let rests: Bool
    }

    /// The list of the fields of contacts, or of a kind of objects.
    static func address(of type: Int64?) -> String {
        "/settings/fields" + (type.map { "?of=\($0)" } ?? "")
    }
}

extension OwnFieldsPage {
    init(
        _ frame: Frame, _ fields: [OwnField], _ rules: [FieldRule], _ types: [ObjectType],
        _ asked: Int64?, _ words: Wording, builtIns: [BuiltInRule]
    ) {
        self.frame = frame
        common = builtIns.filter(\.asks).map { BuiltInLine($0, words) }
        silent = builtIns.filter { !$0.asks }.map { BuiltInLine($0, words) }
        hasCommon = !builtIns.isEmpty
        t = words
        let all: [(Int64?, String)] =
            [(nil, words.say("fields_contacts"))] + types.map { ($0.id, $0.plural) }
        parts = all.map {
            Part(name: $0.1, address: Self.address(of: $0.0), isHere: $0.0 == asked)
        }
        hasParts = all.count > 1
        add = "/settings/fields/add" + (asked.map { "?of=\($0)" } ?? "")
        rows = fields.map { field in
            var parts = [words.say("fields_kind_\(field.kind.rawValue.replacing(" ", with: "_"))")]
            if let kind = field.contactKind { parts.append(words.say("fields_of_\(kind)")) }
            var chips: [Chip] = []
            if field.isRequired { chips.append(Chip(words.say("fields_required"), "")) }
            if field.isUnique { chips.append(Chip(words.say("fields_unique"), "")) }
            if field.isRetired { chips.append(Chip(words.say("fields_retired"), "warn")) }
            return Row(
                name: field.name, detail: parts.joined(separator: " · "),
                address: "/settings/fields/\(field.id)", isRetired: field.isRetired, chips: chips)
        }
        hasRows = !rows.isEmpty
        let active = fields.filter { !$0.isRetired }
        canRule = active.count > 1 || !rules.isEmpty
        let addRule = "/settings/field-rules/add?" + (asked.map { "of=\($0)&" } ?? "") + "kind="
        addNeeds = addRule + "needs"
        let canCompare = [OwnField.Kind.number, .day].contains { kind in
            active.count(where: { $0.kind == kind }) > 1
        }
        addCompare = canCompare ? addRule + "compare" : nil
        self.rules = rules.map { rule in
            Rule(
                sentence: rule.sentence(fields, words), message: rule.message,
                address: "/settings/field-rules/\(rule.id)",
                rests: fields.contains {
                    $0.isRetired && ($0.code == rule.field || $0.code == rule.other)
                })
        }
    }
}

/// The form that adds a field, or changes one.
struct OwnFieldPage: Page {
    static let template = "fields-field"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let address: String
    let version: Int
    /// Whether the field is new, so that its kind can be chosen.
    let isNew: Bool
    let isRetired: Bool
    let name: Field
    let kind: SelectField
    let kindName: String
    let contactKind: SelectField?
    let objectType: Int64?
    let help: Field
    let isRequired: Bool
    let isUnique: Bool
    let choices: Field?
    let least: Field?
    let most: Field?
    let pattern: Field?
    let notBefore: SelectField?
    /// Of which kind the objects are that it names, and what it is called from their end.
    let linkedType: SelectField?
    let backName: Field?
    let message: Field
    let code: String?
}

extension OwnFieldPage {
    /// The form as it was sent, or for a field as it is; `field` is nil for a new one.
    init(
        _ frame: Frame, _ words: Wording, _ entered: EnteredField, of field: OwnField?,
        days: [(code: String, name: String)], kinds: [ObjectType], _ problems: [Problem]
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        title = frame.title
        address = field.map { "/settings/fields/\($0.id)" } ?? "/settings/fields/add"
        version = entered.version
        isNew = field == nil
        isRetired = field?.isRetired ?? false
        code = field?.code
        let plan = entered.plan
        func text(
            _ name: String, _ value: String?, lines: Int? = nil, required: Bool = false
        ) -> Field {
            Field(
                name, label: words.say("fields_\(name)"), value: value ?? "",
                help: words.messages["fields_\(name)_help"], lines: lines, isRequired: required,
                problems: problems)
        }
        func select(_ name: String, _ chosen: String, _ options: [(String, String)]) -> SelectField
        {
            SelectField(
                name: name, label: words.say("fields_\(name)"),
                help: words.messages["fields_\(name)_help"],
                options: options.map {
                    PeopleFilters.Option(value: $0.0, name: $0.1, isChosen: $0.0 == chosen)
                })
        }
        func kindName(_ kind: OwnField.Kind) -> String {
            words.say("fields_kind_\(kind.rawValue.replacing(" ", with: "_"))")
        }
        name = text("name", plan.name, required: true)
        kind = select(
            "kind", plan.kind.rawValue,
            OwnField.Kind.allCases.filter { $0 != .object || !kinds.isEmpty }.map {
                ($0.rawValue, kindName($0))
            })
        let linked = kinds.first { $0.id == plan.linkedType && field != nil }?.plural
        self.kindName = [kindName(plan.kind), linked].compactMap { $0 }.joined(separator: ": ")
        objectType = plan.objectType
        contactKind =
            plan.objectType != nil
            ? nil
            : select(
                "contactKind", plan.contactKind ?? "",
                [("", words.say("fields_of_all"))]
                    + ["person", "organization", "household"].map {
                        ($0, words.say("fields_of_\($0)"))
                    }
            )
        help = text("help", plan.help)
        (isRequired, isUnique) = (plan.isRequired, plan.isUnique)
        // A new field's kind is not known yet, so everything is asked; what does not fit is refused.
        let asks = field.map { Set([$0.kind]) } ?? Set(OwnField.Kind.allCases)
        func asked(_ kinds: OwnField.Kind...) -> Bool { !asks.isDisjoint(with: kinds) }
        choices =
            asked(.choice, .choices)
            ? text("choices", plan.choices.joined(separator: "\n"), lines: 5) : nil
        let isBounded = asked(.line, .text, .place, .number, .day)
        least = isBounded ? text("least", plan.least) : nil
        most = isBounded ? text("most", plan.most) : nil
        pattern = asked(.line, .place) ? text("pattern", plan.pattern) : nil
        notBefore =
            asked(.day)
            ? select(
                "notBefore", plan.notBefore ?? "",
                [("", words.say("fields_no_day"))] + days.map { ($0.code, $0.name) }) : nil
        let isLinking = asked(.object) && !kinds.isEmpty
        linkedType =
            isLinking && field == nil
            ? select(
                "linkedType", plan.linkedType.map { String($0) } ?? "",
                [("", words.say("fields_no_kind"))] + kinds.map { (String($0.id), $0.plural) })
            : nil
        backName = isLinking ? text("backName", plan.backName) : nil
        message = text("message", plan.message)
    }
}
