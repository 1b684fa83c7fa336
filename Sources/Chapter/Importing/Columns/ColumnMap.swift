/// What each column of one list means, and how its dates and its words are written.
struct ColumnMap: Sendable {
    /// The headings as they are.
    let headers: [String]
    private let hasHeading: Bool
    /// The meaning of each column; nil where it is not used.
    private(set) var targets: [ColumnTarget?] = []
    /// What each column would be without a choice of the caller.
    private(set) var suggestions: [ColumnTarget?] = []
    /// The columns whose dates begin with the day.
    var dayFirst: Set<Int> = []
    /// The columns that mean what another column means already.
    private(set) var doubled: [Int] = []
    /// The columns that the other system has and that are for nothing of ours.
    private(set) var known: Set<Int> = []
    /// The system that the list comes from; nil where nobody knows it.
    let system: KnownSystem?
    /// The chapter's own fields of contacts, by code.
    let fields: [String: OwnField]
    /// The chapter's kinds of membership, by their folded names.
    let kinds: [String: Int64]
    /// Which column each column of states speaks of.
    private(set) var states = StateColumns([], [])
    /// The columns of which a person has said what they are.
    private var chosen: Set<Int> = []
    /// What the words of columns mean, by `ListedValue.key`; empty for nothing.
    private(set) var values: [Int: [String: String]] = [:]
    /// The columns of `values` about which somebody decided.
    private(set) var decided: [Int: Set<String>] = [:]

    /// Guesses from the headings of a list, or from the system that it comes from; a choice of the
    /// caller by column wins, also for nothing.
    init(_ list: OpenList, _ settings: ListSettings, chosen: ListChoices) {
        headers = list.headings
        hasHeading = settings.hasHeading
        let isCards: Bool = if case .cards = list.format { true } else { false }
        let system = settings.recognizes && !isCards ? KnownSystem.recognize(headers) : nil
        self.system = system
        kinds = chosen.kinds
        fields = Dictionary(chosen.fields.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
        var own: [String: ColumnTarget] = [:]
        for field in chosen.fields {
            own[headerKey(field.name)] = .ownField(field.code)
            own[headerKey(field.code)] = .ownField(field.code)
            own[headerKey("\(OwnField.headerMark) \(field.name)")] = .ownField(field.code)
        }
        var taken: Set<ColumnTarget> = []
        for (index, header) in headers.enumerated() {
            var target =
                isCards ? CardRows.target(header) : ColumnTarget.guess(header)
            target = target ?? own[headerKey(header)]
            if let said = system?.target(header) {
                target = said ?? own[headerKey(header)]
                if target == nil { known.insert(index) }
            }
            // A field of the chapter's own with this name is likelier meant than any note.
            if target == .note, let field = own[headerKey(header)] { target = field }
            suggestions.append(target)
            if let choice = chosen.columns[index] { target = choice }
            if case .ownField(let code)? = target, fields[code] == nil { target = nil }
            if let found = target, !found.takesSeveral, !taken.insert(found).inserted {
                doubled.append(index)
                target = nil
            }
            targets.append(target)
            let isSuggested = target != nil && target == suggestions[index]
            if isSuggested, let target, let words = system?.values[target] {
                values[index] = words
            } else if isCards, isSuggested, let target, let words = cardValues[target] {
                values[index] = words
            }
            for (value, meaning) in chosen.values[index] ?? [:] {
                let key = ListedValue.key(value)
                values[index, default: [:]][key] = meaning
                decided[index, default: []].insert(key)
            }
        }
        states = StateColumns(headers, targets)
        self.chosen = Set(targets.indices.filter { chosen.columns[$0] == targets[$0] })
    }

    /// Whether a person has said what a column is, and nobody guessed it.
    func isChosen(_ index: Int) -> Bool { chosen.contains(index) }

    /// Whether some column is a name.
    var hasName: Bool {
        let names: [ColumnTarget] = [
            .field(.name), .field(.givenName), .field(.familyName), .fallbackName,
        ]
        return targets.contains { $0.map(names.contains) ?? false }
    }

    /// What stands before the text of a note from this column; nil where its heading says no more
    /// than that it holds notes.
    func noteHeading(_ index: Int) -> String? {
        hasHeading && suggestions[index] != .note ? headers[index] : nil
    }

    /// Whether no column says who is a member.
    var needsStatus: Bool {
        let telling: [ColumnTarget] = [.field(.status), .field(.standing)]
        return !targets.contains { $0.map(telling.contains) ?? false }
    }

    /// Refuses a list in which nobody has a name.
    func requireName() throws {
        guard hasName else {
            let list = headers.prefix(20).joined(separator: ", ")
            throw Refusal.invalid(
                "file",
                "No column of the list is a name. Its first row must be the headings, and these "
                    + "are: \(list). Nothing was imported.")
        }
    }

    /// Whether a column is a date.
    func isDay(_ index: Int) -> Bool {
        switch targets[index] {
        case .field(let field)?: field.shape == .day
        case .ownField(let code)?: fields[code]?.kind == .day
        default: false
        }
    }

    /// The meanings that a column's words can have; nil for a column whose words are free.
    func choices(_ index: Int) -> [String]? {
        switch targets[index] {
        case .field(let field)?:
            switch field.shape {
            case .choice(let values): values
            case .yesNo: ["yes", "no"]
            default: nil
            }
        case .doNotContact?, .deceased?: ["yes", "no"]
        case .emailState?, .phoneState?, .addressState?: targets[index]?.states
        case .ownField(let code)?:
            switch fields[code]?.kind {
            case .choice?, .choices?: fields[code]?.choices
            case .yesNo?: ["yes", "no"]
            default: nil
            }
        case .phoneKind?, .place?: ReachKind.allCases.map(\.rawValue)
        default: nil
        }
    }

    /// What a word of a column means; nil where nobody knows, empty where it says nothing.
    func meaning(_ index: Int, _ value: String) -> String? {
        if let said = values[index]?[ListedValue.key(value)] { return said }
        if ListedValue.isNothing(value) { return "" }
        switch targets[index] {
        case .field(let field)? where field.shape == .yesNo: return ListedValue.yesNo(value)
        case .doNotContact?, .deceased?: return ListedValue.yesNo(value)
        case .emailState?, .phoneState?, .addressState?:
            let key = foldedName(value)
            return targets[index]?.states.first { foldedName($0) == key }
        case .field(let field)?: return ListedValue.choice(field, value)
        case .phoneKind?, .place?: return ListedValue.reach(value)?.rawValue
        case .ownField(let code)?:
            guard let field = fields[code] else { return nil }
            if field.kind == .yesNo { return ListedValue.yesNo(value) }
            return field.choices.first { foldedName($0) == foldedName(value) }
        default: return nil
        }
    }
}

/// A heading as it is compared: its folded words without spaces.
func headerKey(_ header: String) -> String { foldedWords(header).joined() }

/// What a person chose about the columns of a list, by place from 0.
public struct ListChoices: Hashable, Sendable {
    /// What columns are; nil for one to leave out, the others are guessed.
    public var columns: [Int: ColumnTarget?]
    /// What words of columns mean, as they stand in the list; empty for nothing.
    public var values: [Int: [String: String]]

    /// The chapter's own fields that columns can go into.
    public var fields: [OwnField]
    /// The chapter's kinds of membership, by their folded names.
    var kinds: [String: Int64] = [:]

    /// Nothing is chosen where nothing is said.
    public init(
        _ columns: [Int: ColumnTarget?] = [:], values: [Int: [String: String]] = [:],
        fields: [OwnField] = []
    ) {
        self.columns = columns
        self.values = values
        self.fields = fields
    }
}
