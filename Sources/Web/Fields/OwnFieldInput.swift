import Chapter

extension EditPersonPage.Line {
    /// What asks for the value of an own field.
    init(
        _ own: OwnField, _ values: [String], _ words: Wording, _ problems: [Problem],
        links: LinkFields = LinkFields()
    ) {
        let value = values.first ?? ""
        let mine = problems.filter { $0.field == own.code }.map {
            Problem(own.formName, $0.sentence)
        }
        func input(_ type: String, lines: Int? = nil, help: String? = nil) -> Field {
            Field(
                own.formName, label: own.name,
                value: value.replacing("\u{2028}", with: "\n"), help: own.help ?? help,
                type: type, lines: lines, isRequired: own.isRequired,
                isSaidHere: own.message != nil, problems: mine)
        }
        func select(_ options: [(value: String, name: String)]) -> SelectField {
            SelectField(
                name: own.formName, label: own.name, help: own.help,
                options: ([("", words.say("people_unknown"))] + options).map { option in
                    PeopleFilters.Option(
                        value: option.0, name: option.1, isChosen: option.0 == value)
                }, problem: mine.first?.sentence, isRequired: own.isRequired,
                isOptional: !own.isRequired)
        }
        switch own.kind {
        case .line, .place, .number: field = input("text")
        case .webAddress: field = input("url")
        case .text: field = input("text", lines: 4)
        case .day: field = input("date")
        case .contact, .object:
            link = LinkField(own, value, links, words, problem: mine.first?.sentence)
        case .yesNo:
            self.select = select(["yes", "no"].map { ($0, words.say("people_\($0)")) })
        case .choice:
            // What was chosen before it was retired can stay.
            let old = value.isEmpty || own.choices.contains(value) ? [] : [value]
            self.select = select((own.choices + old).map { ($0, $0) })
        case .choices:
            let old = values.filter { !$0.isEmpty && !own.choices.contains($0) }
            group = EditPersonPage.BoxGroup(
                name: own.formName, legend: own.name, help: own.help,
                problem: mine.first?.sentence, isRequired: own.isRequired,
                choices: (own.choices + old).map { choice in
                    EditPersonPage.BoxGroup.Choice(value: choice, isOn: values.contains(choice))
                })
        }
    }
}

extension [Problem] {
    /// The problems, those of own fields under the names of their inputs.
    func inForms(of fields: [OwnField]) -> [Problem] {
        map { problem in
            fields.first { $0.code == problem.field }.map {
                Problem($0.formName, problem.sentence)
            } ?? problem
        }
    }
}

extension PersonFact.Value {
    /// A value of an own field, as the page says it.
    init(
        _ value: String, of field: OwnField, _ words: Wording, names: LinkedNames = LinkedNames()
    ) {
        switch field.kind {
        case .day: self.init(text: words.day(value))
        case .yesNo: self.init(text: words.say("people_\(value)"))
        case .webAddress: self.init(text: value, opens: value)
        case .contact:
            self.init(
                text: names.name(value, of: field)
                    ?? words.say("fields_contact", ["number": value]), opens: "/people/\(value)")
        case .object:
            self.init(
                text: names.name(value, of: field)
                    ?? words.say("fields_object", ["number": value]), opens: "/objects/\(value)")
        case .text: self.init(text: value.replacing("\u{2028}", with: "\n"))
        case .line, .number, .choice, .choices, .place: self.init(text: value)
        }
    }
}
