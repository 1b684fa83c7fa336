import Tally

/// Which papers are to be counted, and how.
struct CountingFormPage: Page {
    static let template = "counting-form"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let fileProblem: String?
    /// How large the file may be; in bytes for the script that looks before sending.
    let limit: String
    let bytes: String
    let tooLarge: String
    let method: SelectField
    let seats: Field
    let unranked: SelectField
    let lots: Field

    init(frame: Frame, t words: Wording, choice: CountingChoice, problems: [Problem]) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        fileProblem = problems.first { $0.field == "file" }?.sentence
        let size = words.size(CountingDesk.bytesAtMost)
        limit = words.say("counting_file_help", ["size": size])
        bytes = String(CountingDesk.bytesAtMost)
        tooLarge = words.say("import_too_large", ["size": size])
        method = SelectField(
            name: "method", label: words.say("counting_method"),
            help: words.say("counting_method_help"),
            options: CountingChoice.methods.map {
                PeopleFilters.Option(
                    value: $0.rawValue, name: words.name($0),
                    isChosen: $0.rawValue == choice.method)
            }, problem: problems.first { $0.field == "method" }?.sentence)
        seats = Field(
            "seats", label: words.say("counting_seats"), value: choice.seats,
            help: words.say("counting_seats_help"), problems: problems)
        unranked = SelectField(
            name: "unranked", label: words.say("counting_unranked"),
            help: words.say("counting_unranked_help"),
            options: Unranked.allCases.map {
                PeopleFilters.Option(
                    value: $0.rawValue, name: words.say("counting_unranked_\($0.rawValue)"),
                    isChosen: $0.rawValue == choice.unranked)
            })
        lots = Field(
            "lots", label: words.say("counting_lots"), value: choice.lots,
            help: words.say("counting_lots_help"), problems: problems)
    }
}

extension Wording {
    /// What a rule is called.
    func name(_ method: CountingMethod) -> String {
        say("counting_method_\(method.rawValue.replacing("-", with: "_"))")
    }
}
