import Chapter

/// A number of the dashboard as a condition of a search, in words.
struct DashboardCondition {
    private let condition: SearchCondition
    private let names: SearchNames
    private let words: Wording

    init(_ condition: SearchCondition, _ names: SearchNames, _ words: Wording) {
        self.condition = condition
        self.names = names
        self.words = words
    }

    /// A label that the number still waits for is three dots.
    private var question: DashboardQuestion? {
        condition.dashboardQuestion
            ?? DashboardQuestion(code: condition.of ?? "", value: "…")
    }

    /// Whether it counts people of a day, and not of a month or a quarter.
    var isOfDay: Bool {
        switch question {
        case .joined, .returned, .left, .cohort, .kept: false
        default: true
        }
    }

    /// Whether it counts people by what they have.
    var isOfLabel: Bool {
        if case .labelled? = question { true } else { false }
    }

    /// The list of the form from which the label is chosen; nil where it is typed.
    var list: String? {
        switch question {
        case .labelled(.tag, _): "tags"
        case .labelled(.interest, _): "interests"
        default: nil
        }
    }

    /// The end of the key of its sentence.
    var key: String {
        switch question {
        case .known: "known"
        case .helping: "helping"
        case .members: "members"
        case .came: "came"
        case .inGoodStanding: "good"
        case .notInGoodStanding: "lacking"
        case .joined, .cohort: "joined"
        case .returned: "returned"
        case .left: "left"
        case .kept: "kept"
        case .labelled(let kind, _): kind.rawValue
        case .worksAt(.organization): "organization"
        case .worksAt(.thing): "thing"
        case nil: "gone"
        }
    }

    /// What stands in the sentence: the day, the month, the label.
    var values: [String: String] {
        var values = ["days": "\(ChapterOverview.lately)", "until": "", "month": ""]
        let day = condition.from.map { words.day($0) }
        values["when"] =
            day.map { words.say("find_on", ["day": $0]) } ?? words.say("find_dashboard_today")
        if !isOfDay, let day {
            values["until"] = words.say("find_dashboard_until", ["day": day])
        }
        switch question {
        case .joined(let month), .returned(let month), .left(let month):
            values["month"] = words.month(month)
        case .cohort(let quarter): values["month"] = words.quarter(quarter)
        case .kept(let quarter, let months):
            values["month"] = words.quarter(quarter)
            values["later"] = words.count("find_dashboard_later", months)
        case .labelled(_, let name): values["value"] = name
        case .worksAt(.organization(let id)):
            values["value"] = names.contacts["\(id)"] ?? words.say("find_gone")
        case .worksAt(.thing(let id)):
            values["value"] = names.things["\(id)"] ?? words.say("find_gone")
        default: break
        }
        return values
    }

    /// The numbers that a row of the builder offers: those of a day, and the one that is there.
    var numbers: [(value: String, name: String)] {
        var offered: [DashboardQuestion] = [
            .members, .came, .inGoodStanding, .notInGoodStanding, .helping, .known,
        ]
        offered += DashboardLabel.allCases.map { .labelled($0, "…") }
        var numbers: [(value: String, name: String)] = offered.map { number in
            let key = DashboardCondition(
                SearchCondition(.dashboard, of: number.code, .is, number.value), names, words
            ).key
            return (number.code, words.say("find_number_\(key)"))
        }
        guard let code = condition.of, !numbers.contains(where: { $0.value == code }) else {
            return numbers
        }
        var here = condition
        (here.isNot, here.from) = (false, nil)
        numbers.insert((code, SearchSentence(names, words).phrase(here)), at: 0)
        return numbers
    }
}
