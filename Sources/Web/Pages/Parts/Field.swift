import Chapter

/// One field of a form with its label, its help and what is wrong with it.
///
/// The partial `frame-field` prints it: `{{#title}}{{>frame-field}}{{/title}}`.
struct Field: Sendable {
    /// The name under which it is sent; also its id in the page.
    let name: String
    let label: String
    /// What was entered, kept when the form is shown again.
    let value: String
    let help: String?
    /// What has to be put right.
    let problem: String?
    /// The input's type: text, email, tel, date, time, password ...
    let type: String
    /// The name under which browsers remember it, or `off`.
    let autocomplete: String
    /// How many lines it has; nil for an input of one line.
    let lines: Int?
    /// Whether the form cannot do without it.
    let isRequired: Bool
    /// Whether the page says in the chapter's own words what is missing, instead of the browser.
    let isSaidHere: Bool
    /// The id of a `datalist` with what can be chosen; nil for none.
    let suggestions: String?
    /// The ids of what describes it, for people who do not see it.
    let describedBy: String?

    init(
        _ name: String, label: String, value: String = "", help: String? = nil,
        type: String = "text", autocomplete: String = "off", lines: Int? = nil,
        isRequired: Bool = false, isSaidHere: Bool = false, suggestions: String? = nil,
        problems: [Problem] = []
    ) {
        self.name = name
        self.label = label
        self.value = value
        self.help = help
        self.type = type
        self.autocomplete = autocomplete
        self.lines = lines
        self.isRequired = isRequired
        self.isSaidHere = isSaidHere
        self.suggestions = suggestions
        problem = problems.first { $0.field == name }?.sentence
        let described = [
            problem == nil ? nil : "\(name)-problem", help == nil ? nil : "\(name)-help",
        ]
        .compactMap { $0 }
        describedBy = described.isEmpty ? nil : described.joined(separator: " ")
    }
}

extension Field {
    /// Why something is changed, for its history.
    static func why(_ value: String, _ words: Wording, _ problems: [Problem]) -> Field {
        Field(
            "why", label: words.say("people_why"), value: value,
            help: words.say("people_why_help"), problems: problems)
    }
}

/// Something to put right in a form.
///
/// The partial `frame-problems` lists them on top of the form, as links to the fields.
struct Problem: Sendable {
    /// The field it is about; nil for the form as a whole.
    let field: String?
    let sentence: String
    /// Whether whoever insists can have it all the same.
    let canBeKept: Bool

    init(_ field: String?, _ sentence: String, canBeKept: Bool = false) {
        self.field = field
        self.sentence = sentence
        self.canBeKept = canBeKept
    }

    /// What an act refused to do, as something to put right.
    init(_ refusal: Refusal, _ words: Wording) {
        self.init(
            refusal.field, words.sentence(refusal), canBeKept: refusal.code == .conflict)
    }
}

extension [Problem] {
    /// Whether a phone number cannot be one in its country, and can be kept all the same.
    var mayKeepPhones: Bool { contains { $0.field == "phone" && $0.canBeKept } }
}

/// Everything to put right in a form; nothing is printed for an empty list.
struct Problems: Sendable {
    let all: [Problem]
    let isEmpty: Bool
    let heading: String

    /// The problems under a heading, which says how many they are unless it is given.
    init(_ problems: [Problem], _ words: Wording, heading: String? = nil) {
        all = problems
        isEmpty = problems.isEmpty
        self.heading = heading ?? words.count("form_problems", problems.count)
    }
}
