/// Another system whose exports are read without a hand: its columns and what their words mean.
///
/// A system is recognised by headings that no other has. What it calls by a name of ours is left
/// to the common guess.
public struct KnownSystem: Sendable {
    /// What the system is called.
    public let name: String
    /// Sets of headings as they are compared; a list with all of one set is from the system.
    let marks: [[String]]
    /// What its headings mean, as they are compared; nil for what is for nothing of ours.
    let columns: [String: ColumnTarget?]
    /// The same for headings that only their signs tell from another: of two that are compared
    /// alike, such as “address_2” and “address2”, in small letters.
    let exact: [String: ColumnTarget?]
    /// What the words of its columns mean, as they are compared.
    let values: [ColumnTarget: [String: String]]
    /// What new people are who have no status in the list; nil for members.
    ///
    /// A list of everybody who ever signed a petition must not become a list of who can vote.
    let newcomers: String?

    /// A system in the spellings of its own documentation: targets with their headings, which
    /// bars separate.
    init(
        _ name: String, marks: [[String]], columns: [(ColumnTarget?, String)],
        exact: [(ColumnTarget?, String)] = [],
        values: [ColumnTarget: [String: String]] = [:], newcomers: String? = "contact"
    ) {
        self.name = name
        self.marks = marks.map { $0.map(headerKey) }
        var all: [String: ColumnTarget?] = [:]
        for (target, headings) in columns {
            for heading in headings.split(separator: "|") {
                all.updateValue(target, forKey: headerKey(String(heading)))
            }
        }
        self.columns = all
        self.exact = Dictionary(exact.map { ($1.lowercased(), $0) }, uniquingKeysWith: { $1 })
        self.values = values.mapValues { words in
            Dictionary(words.map { (ListedValue.key($0), $1) }, uniquingKeysWith: { $1 })
        }
        self.newcomers = newcomers
    }

    /// What a heading means; nil where the system does not have it.
    func target(_ heading: String) -> ColumnTarget?? {
        exact[heading.trimmed.lowercased()] ?? columns[headerKey(heading)]
    }

    /// All of them.
    static let all = [
        civiCRM, actionNetwork, nationBuilder, zetkin, sugarCRM, vtiger, salesforce, tendenci,
        highrise,
    ]

    /// The system that a list with these headings comes from; nil where nobody knows it.
    static func recognize(_ headings: [String]) -> KnownSystem? {
        let keys = Set(headings.map(headerKey))
        return all.first { $0.marks.contains { keys.isSuperset(of: $0) } }
    }

    /// The system with this name.
    static func named(_ name: String) -> KnownSystem? { all.first { $0.name == name } }
}

/// The parts of an address in the order of `ColumnTarget.address`.
func addressColumns(_ kind: ReachKind, _ headings: [String]) -> [(ColumnTarget?, String)] {
    headings.enumerated().filter { !$1.isEmpty }.map { (.address($0, kind), $1) }
}

/// What yes means where a column asks whether mail may come, and not whether it must not.
let optingIn = ["yes": "no", "true": "no", "1": "no", "no": "yes", "false": "yes", "0": "yes"]

/// What a column that forbids paper post says in our field for wishes about it.
let noPost = [
    "yes": "no paper post", "true": "no paper post", "1": "no paper post", "no": "", "false": "",
    "0": "",
]

/// What a column says of an e-mail address or a number that asks whether it is bad; that it is not
/// is no news.
let isBad = ["yes": "bounced", "true": "bounced", "1": "bounced", "no": "", "false": "", "0": ""]

/// The same of a phone number, which belongs to somebody else or to nobody.
let isWrong = isBad.mapValues { $0.isEmpty ? "" : "wrong number" }
