import Chapter
import Foundation

/// Something to choose from in a form.
struct Choice: Sendable {
    /// One of the values.
    struct Option: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    let name: String
    let label: String
    let options: [Option]

    init(_ name: String, label: String, _ options: [(value: String, name: String)], chosen: String)
    {
        self.name = name
        self.label = label
        self.options = options.map {
            Option(value: $0.value, name: $0.name, isChosen: $0.value == chosen)
        }
    }
}

/// The inputs of one condition.
struct SearchInputs: Sendable {
    /// One input of a line.
    struct Input: Sendable {
        let name: String
        let label: String
        let type: String
        let value: String
        /// The list of what can be chosen from, if there is one.
        let list: String?
        let most: Int?
    }

    let number: Int
    let name: String
    let about: String
    let hiddenOf: String?
    /// A value that is not to be changed here: the place that a number of the dashboard is about.
    let hiddenValue: String?
    let hiddenTest: String?
    let isNot: Bool
    let not: String
    let remove: String
    let choices: [Choice]
    let inputs: [Input]
    let problem: String?

    init(
        _ condition: SearchCondition, number: Int, names: SearchNames, problem: String?,
        _ words: Wording
    ) {
        let ownKind = names.ownFields.first { $0.code == condition.of }?.kind
        let tests = condition.about.tests(of: condition.of, ownKind: ownKind)
        self.number = number
        about = condition.about.rawValue
        isNot = condition.isNot
        self.problem = problem
        let title = words.searchKind(condition, names)
        name = title
        not = words.say("find_not")
        remove = words.say("find_remove", ["name": title])
        var choices: [Choice] = []
        let of = Self.ofs(condition, names, words)
        if let of {
            choices.append(
                Choice(
                    "of.\(number)", label: words.say("find_which"), of, chosen: condition.of ?? ""))
        }
        hiddenOf = of == nil ? condition.of : nil
        hiddenValue = condition.dashboardQuestion?.place == nil ? nil : condition.value
        if tests.count > 1 {
            choices.append(
                Choice(
                    "test.\(number)", label: words.say("find_how"),
                    tests.map {
                        ($0.rawValue, words.searchTest($0, condition.about))
                    }, chosen: condition.test.rawValue))
        }
        hiddenTest = tests.count > 1 ? nil : condition.test.rawValue
        if let values = Self.values(condition, ownKind, names, words), condition.test == .is {
            choices.append(
                Choice(
                    "value.\(number)", label: words.say("find_value"), values,
                    chosen: condition.value ?? ""))
            inputs =
                condition.about == .answered ? Self.inputs(condition, ownKind, number, words) : []
        } else {
            inputs = Self.inputs(condition, ownKind, number, words)
        }
        if condition.about == .thing {
            choices.append(
                Choice(
                    "ever.\(number)", label: words.say("find_when"),
                    [("", words.say("find_when_day")), ("1", words.say("find_ever"))],
                    chosen: condition.isEver ? "1" : ""))
        }
        self.choices = choices
    }

    /// What `of` is chosen from in the row itself; nil where the row is about one thing.
    private static func ofs(_ condition: SearchCondition, _ names: SearchNames, _ words: Wording)
        -> [(value: String, name: String)]?
    {
        let any = ("", words.say("find_any"))
        switch condition.about {
        case .address:
            return AddressPart.allCases.map { ($0.rawValue, words.addressPart($0.rawValue)) }
        case .reachable:
            return ReachWay.allCases.map { ($0.rawValue, words.say("find_way_\($0.rawValue)")) }
        case .attended where condition.test == .is:
            return [("", words.say("find_choose"))]
                + names.meetings.map { ($0.of, "\($0.title), \(words.day($0.start))") }
        case .relation: return [any] + names.relations.map { ($0.of, $0.name) }
        case .membership: return [any] + names.memberships.map { ($0.of, $0.name) }
        case .imported:
            return [any] + names.imports.map { ($0.of, "\($0.file), \(words.day($0.at))") }
        case .search: return names.searches.map { ($0.of, $0.name) }
        case .thing, .agreement, .answered, .outcome, .openTask, .overdueTask:
            return ownOfs(condition, names, words)
        case .dashboard: return DashboardCondition(condition, names, words).numbers
        default: return nil
        }
    }

    /// What the value is chosen from; nil where it is typed.
    private static func values(
        _ condition: SearchCondition, _ ownKind: String?, _ names: SearchNames, _ words: Wording
    ) -> [(value: String, name: String)]? {
        switch condition.about {
        case .status:
            return PeopleQuery.statuses.map { ($0, words.say("people_status_\($0)")) }
        case .kind:
            return ["person", "organization", "household"].map {
                ($0, words.say("find_kind_\($0)"))
            }
        case .imported:
            return ImportedHow.allCases.map {
                ($0.rawValue, words.say("find_imported_\($0.rawValue)"))
            }
        case .field:
            guard let field = condition.of.flatMap(PersonField.init(rawValue:)) else { return nil }
            let choose = ("", words.say("find_choose"))
            switch field.shape {
            case .yesNo: return [choose] + ["yes", "no"].map { ($0, words.say("people_\($0)")) }
            case .choice(let values):
                return [choose] + values.map { ($0, words.choice($0, of: field)) }
            default: return nil
            }
        case .ownField:
            let choose = ("", words.say("find_choose"))
            if ownKind == "yes or no" {
                return [choose] + ["yes", "no"].map { ($0, words.say("people_\($0)")) }
            }
            let choices = names.ownFields.first { $0.code == condition.of }?.choices ?? []
            return choices.isEmpty ? nil : [choose] + choices.map { ($0, $0) }
        default: return ownValues(condition, words)
        }
    }

    private static func inputs(
        _ condition: SearchCondition, _ ownKind: String?, _ number: Int, _ words: Wording
    ) -> [Input] {
        func input(
            _ name: String, _ type: String, _ value: String?, list: String? = nil,
            most: Int? = nil, label: String? = nil
        ) -> Input {
            Input(
                name: "\(name).\(number)", label: words.say("find_\(label ?? name)"), type: type,
                value: value ?? "", list: list, most: most)
        }
        let days = input(
            "days", "number", condition.days.map(String.init), most: SearchCondition.daysAtMost)
        let span = [
            input("from", "date", condition.from), input("until", "date", condition.until),
        ]
        if condition.about == .dashboard {
            let counted = DashboardCondition(condition, SearchNames(), words)
            let day = input(
                "from", "date", condition.from, label: counted.isOfDay ? "on_day" : "until")
            guard counted.isOfLabel else { return [day] }
            return [input("value", "text", condition.value, list: counted.list), day]
        }
        if condition.about == .attended, condition.test != .is {
            let times = input(
                "times", "number", condition.times.map(String.init),
                most: SearchCondition.timesAtMost)
            return [times, days] + span
        }
        if condition.about == .age {
            let years = { (name: String, value: String?) in
                input(
                    name, "number", value, most: SearchCondition.ageAtMost,
                    label: name == "value" ? "years" : "years_\(name)")
            }
            switch condition.test {
            case .known: return []
            case .between: return [years("from", condition.from), years("until", condition.until)]
            default: return [years("value", condition.value)]
            }
        }
        let isDay =
            ownKind == "day"
            || condition.of.flatMap(PersonField.init(rawValue:)).map { $0.shape == .day } ?? false
        var inputs: [Input] = []
        switch condition.test {
        case .last, .next: inputs = [days]
        case .between: inputs = span
        case .known: break
        case .is where condition.about == .search || condition.about == .attended: break
        case .is where condition.about == .answered: break
        case .is, .before, .after, .least, .most, .contains, .begins:
            let lists: [SearchAbout: String] = [
                .tag: "tags", .interest: "interests", .skill: "skills",
                .position: "positions", .thing: "things", .outcome: "outcomes",
            ]
            inputs = [
                input(
                    "value", isDay ? "date" : "text", condition.value,
                    list: lists[condition.about],
                    label: condition.about == .relation || condition.about == .pointPerson
                        ? "whom" : condition.about == .thing ? "thing_which" : nil)
            ]
        }
        if condition.about == .answered || condition.about == .outcome { inputs.append(days) }
        if condition.about == .thing {
            inputs.append(input("capacity", "text", condition.capacity, list: "capacities"))
            inputs.append(input("from", "date", condition.from, label: "on_day"))
        }
        if condition.about == .relation || condition.about == .position {
            inputs.append(input("from", "date", condition.from, label: "on_day"))
        }
        return inputs
    }
}

extension Wording {
    /// What a condition looks at, as its heading.
    func searchKind(_ condition: SearchCondition, _ names: SearchNames) -> String {
        switch condition.about {
        case .field: field(condition.of ?? "")
        case .ownField:
            names.ownFields.first { $0.code == condition.of }?.name ?? say("find_gone")
        default: say("find_about_\(condition.about.rawValue.replacing(" ", with: "_"))")
        }
    }

    /// How a condition looks at it.
    func searchTest(_ test: SearchTest, _ about: SearchAbout) -> String {
        let own = "find_test_\(about.rawValue.replacing(" ", with: "_"))_\(test.rawValue)"
        return messages[own] ?? say("find_test_\(test.rawValue)")
    }
}
