import Chapter

/// What a form knows of its fields whose values are contacts or things: what they are called, and who may be
/// meant by what was typed.
struct LinkFields: Sendable {
    var names = LinkedNames()
    /// What was typed, by the field's code.
    var texts: [String: String] = [:]
    /// Who may be meant.
    var found: [String: [LinkSearch.Found]] = [:]
    /// Where nobody or several may be meant.
    var problems: [Problem] = []
}

extension Backend {
    /// Looks up what was typed into the fields of a form; the only one who fits is taken.
    ///
    /// A form whose `problems` are not empty is shown again.
    func seekLinks(
        _ form: Form, _ fields: [OwnField], into values: inout [String: [String]],
        _ context: Context
    ) async throws -> LinkFields {
        var links = LinkFields()
        let viewer = context.viewer
        for field in fields where field.isLink {
            let text = form[field.findName]
            guard !text.isBlank else { continue }
            let search = LinkSearch(field, text)
            let found = try await chapter.read { db in
                try search.answer(in: db, for: viewer)
            }.get()
            if found.count == 1, let only = found.first {
                values[field.code] = [only.value]
                continue
            }
            links.texts[field.code] = text
            links.found[field.code] = found
            links.problems.append(
                Problem(
                    field.code,
                    found.isEmpty
                        ? context.words.say(
                            field.kind == .contact ? "fields_link_nobody" : "fields_link_nothing",
                            ["text": text])
                        : context.words.say("fields_link_several")))
        }
        return links
    }

    /// The names of what the values of a form stand for.
    func linkedNames(
        _ values: [String: [String]], _ fields: [OwnField], _ context: Context
    ) async throws -> LinkedNames {
        guard fields.contains(where: \.isLink) else { return LinkedNames() }
        let viewer = context.viewer
        return try await chapter.read { db in
            try LinkedNames.read(values, of: fields, in: db, for: viewer)
        }
    }
}

/// A field whose value is a contact or a thing, in a form that works without a script: whoever is chosen has a
/// button, and somebody else is looked up by what is typed.
struct LinkField: Sendable {
    /// One who can be chosen.
    struct Option: Sendable {
        let field: String
        let value: String
        let name: String
        let detail: String?
        let isOn: Bool
    }

    let name: String
    let legend: String
    let help: String?
    let problem: String?
    let isRequired: Bool
    let options: [Option]
    let seek: Field

    init(
        _ field: OwnField, _ value: String, _ links: LinkFields, _ words: Wording,
        problem: String?
    ) {
        name = field.formName
        legend = field.name
        help = field.help
        self.problem = problem
        isRequired = field.isRequired
        func option(_ value: String, _ name: String, _ detail: String? = nil, isOn: Bool) -> Option
        {
            Option(field: field.formName, value: value, name: name, detail: detail, isOn: isOn)
        }
        var options: [Option] = []
        if !value.isEmpty {
            let shown =
                links.names.name(value, of: field)
                ?? words.say(
                    field.kind == .contact ? "fields_contact" : "fields_object",
                    ["number": value])
            options.append(option(value, shown, isOn: true))
        }
        options += (links.found[field.code] ?? []).filter { $0.value != value }.map {
            option($0.value, $0.name, $0.detail, isOn: false)
        }
        if !options.isEmpty, !field.isRequired {
            options.append(
                option(
                    "",
                    words.say(
                        field.kind == .contact ? "fields_link_none" : "fields_link_none_object"),
                    isOn: false))
        }
        self.options = options
        seek = Field(
            field.findName, label: words.say("fields_link_seek", ["field": field.name]),
            value: links.texts[field.code] ?? "", help: words.say("fields_contact_help"),
            isRequired: false, problems: [])
    }
}

extension OwnField {
    /// The name under which forms send what is typed to find its value.
    var findName: String { "find.\(code)" }
}
