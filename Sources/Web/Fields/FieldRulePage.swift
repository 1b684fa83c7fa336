import Chapter

/// The form that makes a rule across two own fields, or changes one.
struct FieldRulePage: Page {
    static let template = "fields-rule"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let lead: String
    let address: String
    let back: String
    let version: Int
    let objectType: Int64?
    /// Where to take the rule away; nil for a new one.
    let remove: String?
    let when: SelectField?
    let field: SelectField?
    let kind: SelectField?
    let other: SelectField
    let message: Field
}

extension FieldRulePage {
    /// The form as it was sent, or for a rule as it is; `rule` is nil for a new one.
    init(
        _ frame: Frame, _ words: Wording, _ entered: EnteredFieldRule, of rule: FieldRule?,
        _ fields: [OwnField], _ entries: [Problem]
    ) {
        let plan = entered.plan
        let isComparison = plan.kind != .needs
        // The form that asks for a field and its value in one sends no input called value.
        let problems = entries.map { problem in
            let isWhen = !isComparison && ["field", "value"].contains(problem.field)
            return isWhen ? Problem("when", problem.sentence) : problem
        }
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        title = frame.title
        lead = words.say(isComparison ? "fields_rule_compare_lead" : "fields_rule_needs_lead")
        let base = "/settings/field-rules/"
        address = base + (rule.map { "\($0.id)" } ?? "add")
        remove = rule.map { base + "\($0.id)/remove" }
        back = OwnFieldsPage.address(of: plan.objectType)
        version = entered.version
        objectType = plan.objectType
        func select(_ name: String, _ chosen: String, _ options: [(String, String)]) -> SelectField
        {
            let none = chosen.isEmpty ? [("", words.say("fields_rule_choose"))] : []
            return SelectField(
                name: name, label: words.say("fields_rule_\(name)"), help: nil,
                options: (none + options).map {
                    PeopleFilters.Option(value: $0.0, name: $0.1, isChosen: $0.0 == chosen)
                }, problem: problems.first { $0.field == name }?.sentence, isRequired: true)
        }
        let compared = fields.filter { $0.kind == .number || $0.kind == .day }
        let names = (isComparison ? compared : fields).map { ($0.code, $0.name) }
        if isComparison {
            when = nil
            field = select("field", plan.field, names)
            kind = select(
                "kind", plan.kind.rawValue,
                FieldRule.Kind.allCases.filter { $0 != .needs }.map { kind in
                    let word = kind.rawValue.replacing(" ", with: "_")
                    return (kind.rawValue, words.say("fields_rule_\(word)_kind"))
                })
        } else {
            let chosen = plan.field.isEmpty ? "" : plan.field + "=" + (plan.value ?? "")
            when = select("when", chosen, Self.cases(fields, plan, words))
            (field, kind) = (nil, nil)
        }
        other = select("other", plan.other, names)
        message = Field(
            "message", label: words.say("fields_message"), value: plan.message ?? "",
            help: words.say("fields_message_help"), problems: problems)
    }

    /// Every field that can be filled in, and every choice that it can have.
    private static func cases(_ fields: [OwnField], _ plan: FieldRulePlan, _ words: Wording) -> [(
        String, String
    )] {
        fields.flatMap { field -> [(String, String)] in
            var values: [String] =
                switch field.kind {
                case .choice, .choices: field.choices
                case .yesNo: ["yes", "no"]
                default: []
                }
            if field.code == plan.field, let value = plan.value, !values.contains(value) {
                values.append(value)
            }
            var cases = [
                (field.code + "=", words.say("fields_rule_filled", ["field": field.name]))
            ]
            for value in values {
                let shown = field.kind == .yesNo ? words.say("people_\(value)") : value
                let words = words.say("fields_rule_is", ["field": field.name, "value": shown])
                cases.append((field.code + "=" + value, words))
            }
            return cases
        }
    }
}

extension FieldRule {
    /// The rule as one sentence.
    func sentence(_ fields: [OwnField], _ words: Wording) -> String {
        let first = fields.first { $0.code == field }
        let name = first?.name ?? field
        let bound = fields.first { $0.code == other }?.name ?? other
        guard kind == .needs else {
            let word = kind.rawValue.replacing(" ", with: "_")
            let unit = first?.kind == .day ? "day" : "number"
            return words.say("fields_rule_\(word)_\(unit)", ["field": name, "other": bound])
        }
        guard let value else {
            return words.say("fields_rule_needs_any", ["field": name, "other": bound])
        }
        let shown = first?.kind == .yesNo ? words.say("people_\(value)") : value
        return words.say("fields_rule_needs", ["field": name, "value": shown, "other": bound])
    }
}
