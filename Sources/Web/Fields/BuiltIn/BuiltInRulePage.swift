import Chapter

/// The form that says what the chapter asks of a field that every chapter has.
struct BuiltInRulePage: Page {
    static let template = "fields-builtin"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let address: String
    let version: Int
    let neededOf: SelectField
    let least: Field?
    let most: Field?
    let pattern: Field?
    let message: Field
}

extension BuiltInRulePage {
    init(
        _ frame: Frame, _ words: Wording, _ entered: EnteredBuiltInRule, of field: BuiltInField,
        _ problems: [Problem]
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        title = frame.title
        address = BuiltInLine.address(of: field)
        version = entered.version
        let nobody = PeopleFilters.Option(
            value: "", name: words.say("fields_needed_nobody"), isChosen: entered.neededOf == nil)
        neededOf = SelectField(
            name: "neededOf", label: words.say("fields_needed_of"),
            help: words.say("fields_needed_of_help"),
            options: [nobody]
                + field.wanting.map { whom in
                    PeopleFilters.Option(
                        value: whom.rawValue, name: words.say("fields_needed_\(whom.rawValue)"),
                        isChosen: whom == entered.neededOf)
                }, problem: problems.first { $0.field == "neededOf" }?.sentence)
        func input(_ name: String, _ label: String, _ value: String, _ type: String = "text")
            -> Field
        {
            Field(
                name, label: words.say(label), value: value,
                help: type == "date" ? nil : words.say("\(label)_help"), type: type,
                problems: problems)
        }
        let isDay = field.asking == .days
        least = isDay ? input("least", "fields_earliest", entered.least, "date") : nil
        most = isDay ? input("most", "fields_latest", entered.most, "date") : nil
        pattern =
            field.asking == .pattern ? input("pattern", "fields_pattern", entered.pattern) : nil
        message = input("message", "fields_message", entered.message)
    }
}

/// A field that every chapter has, in the list of fields.
struct BuiltInLine: Sendable {
    let name: String
    let message: String?
    let address: String
    let chips: [Chip]
    /// The list of everybody who lacks it; nil where it is needed of nobody.
    let lacking: String?

    init(_ rule: BuiltInRule, _ words: Wording) {
        name = words.builtIn(rule.field)
        message = rule.asks ? rule.message : nil
        address = Self.address(of: rule.field)
        lacking = rule.lacking.map { PeopleQuery(finding: $0).address("/people") }
        let needed = rule.neededOf.map { whom in
            words.say(
                "fields_needed_chip", ["whom": words.say("fields_needed_\(whom.rawValue)")])
        }
        let bounds = [
            rule.least.map { words.say("fields_from_day", ["day": words.day($0)]) },
            rule.most.map { words.say("fields_until_day", ["day": words.day($0)]) },
            rule.pattern.map { words.say("fields_like", ["pattern": $0]) },
        ]
        chips = ([needed] + bounds).compactMap { $0 }.map { Chip($0, "") }
    }

    /// The form of its rule.
    static func address(of field: BuiltInField) -> String {
        "/settings/built-in-fields/\(field.code)"
    }
}

extension Wording {
    /// A field that every chapter has, as pages call it.
    func builtIn(_ field: BuiltInField) -> String {
        switch field {
        case .emailOrPhone: say("fields_email_or_phone")
        case .postcode: say("people_export_postcode")
        case .person, .email, .phone, .address: self.field(field.code)
        }
    }
}
