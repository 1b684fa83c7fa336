/// A field in which one chooses.
///
/// The partial `people-select` prints it.
struct SelectField: Sendable {
    /// The name under which it is sent; also its id in the page.
    let name: String
    let label: String
    let help: String?
    let options: [PeopleFilters.Option]
    /// What has to be put right.
    let problem: String?
    /// Whether the form cannot do without it; the page says so, not the browser.
    let isRequired: Bool
    /// Whether the label says that it can be left as it is.
    let isOptional: Bool
    /// The ids of what describes it, for people who do not see it.
    let describedBy: String?

    init(
        name: String, label: String, help: String?, options: [PeopleFilters.Option],
        problem: String? = nil, isRequired: Bool = false, isOptional: Bool = false
    ) {
        self.name = name
        self.label = label
        self.help = help
        self.options = options
        self.problem = problem
        self.isRequired = isRequired
        self.isOptional = isOptional
        let described = [
            problem == nil ? nil : "\(name)-problem", help == nil ? nil : "\(name)-help",
        ]
        .compactMap { $0 }
        describedBy = described.isEmpty ? nil : described.joined(separator: " ")
    }
}
