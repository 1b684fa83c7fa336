import Chapter
import Foundation

/// What a list of own objects is asked for: words, a tag, values of fields, a contact, a page.
///
/// A field is asked as `own.CODE` for what is in its text or one of its choices, as `own.CODE.is`
/// for exactly a value, and as `own.CODE.least` and `own.CODE.most` for numbers and days.
struct ObjectQuery: Sendable {
    var search: String
    var tag: String
    /// What was asked of fields, by the names of the inputs, in the order of the fields.
    var asked: [(name: String, filter: ObjectFilter)] = []
    var contact: MemberID?
    var after: String?

    init(_ form: Form, _ fields: [OwnField], search name: String = "q") {
        search = form[name]
        tag = form["tag"]
        contact = MemberID(form["contact"])
        after = form["after"].isEmpty ? nil : form["after"]
        for field in fields {
            let usual: ObjectFilter.Test =
                switch field.kind {
                case .choice, .choices, .yesNo: .is
                case .number, .day: .is
                default: .contains
                }
            let tests: [(String, ObjectFilter.Test)] = [
                ("", usual), (".is", .is), (".least", .least), (".most", .most),
            ]
            for (ending, test) in tests {
                let value = form[field.formName + ending].trimmingCharacters(in: .whitespaces)
                guard !value.isEmpty else { continue }
                asked.append(
                    (field.formName + ending, ObjectFilter(field.code, test, value)))
            }
        }
    }

    /// The list of one kind.
    func list(of kind: Int64, limit: Int = 50) -> ObjectList {
        ObjectList(
            kind, search: search, tag: tag, filters: asked.map { $0.filter }, contact: contact,
            after: after, limit: limit)
    }

    /// What it is in an address, without the page.
    var pairs: [(name: String, value: String)] {
        let all =
            [(name: "q", value: search), (name: "tag", value: tag)]
            + asked.map { (name: $0.name, value: $0.filter.value) }
            + [(name: "contact", value: contact?.description ?? "")]
        return all.filter { !$0.value.isEmpty }
    }

    /// What was asked of an input.
    func value(_ name: String) -> String {
        asked.first { $0.name == name }?.filter.value ?? ""
    }
}

extension ObjectQuery {
    /// The inputs that ask for values of fields.
    func inputs(_ fields: [OwnField], _ words: Wording) -> [EditPersonPage.Line] {
        fields.filter { !$0.isRetired }.flatMap { field -> [EditPersonPage.Line] in
            func input(_ name: String, _ label: String, type: String = "text")
                -> EditPersonPage.Line
            {
                var line = EditPersonPage.Line()
                line.field = Field(
                    name, label: label, value: value(name), type: type, isRequired: false,
                    problems: [])
                return line
            }
            func select(_ values: [(String, String)]) -> EditPersonPage.Line {
                var line = EditPersonPage.Line()
                let chosen = value(field.formName)
                line.select = SelectField(
                    name: field.formName, label: field.name, help: nil,
                    options: ([("", words.say("objects_any"))] + values).map {
                        PeopleFilters.Option(value: $0.0, name: $0.1, isChosen: $0.0 == chosen)
                    })
                return line
            }
            switch field.kind {
            case .choice, .choices: return [select(field.choices.map { ($0, $0) })]
            case .yesNo: return [select(["yes", "no"].map { ($0, words.say("people_\($0)")) })]
            case .number, .day:
                let type = field.kind == .day ? "date" : "text"
                let unit = field.kind == .day ? "day" : "number"
                return [("least", "objects_least_\(unit)"), ("most", "objects_most_\(unit)")].map {
                    input(
                        "\(field.formName).\($0.0)", words.say($0.1, ["field": field.name]),
                        type: type)
                }
            default: return [input(field.formName, field.name)]
            }
        }
    }
}
