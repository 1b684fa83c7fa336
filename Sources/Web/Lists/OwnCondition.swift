import Chapter

/// A condition about things, agreements, answers, outcomes, tasks or an age, in words.
struct OwnCondition {
    private let condition: SearchCondition
    private let names: SearchNames
    private let words: Wording

    init(_ condition: SearchCondition, _ names: SearchNames, _ words: Wording) {
        self.condition = condition
        self.names = names
        self.words = words
    }

    /// The key of its sentence, without what stands in front of all of them.
    var key: String {
        let about = condition.about.rawValue.replacing(" ", with: "_")
        let usual = "\(about)_\(condition.test.rawValue)"
        switch condition.about {
        case .openTask, .overdueTask:
            return condition.of == TaskTie.assigned.rawValue ? "\(about)_assigned" : usual
        case .agreement where condition.test == .is:
            let state = condition.value.flatMap(AgreementState.init(rawValue:))
            return state.map { "agreement_\($0.key)" } ?? usual
        case .answered where condition.test == .is:
            let known = RSVP.allCases.map(\.rawValue) + [SearchCondition.noAnswer]
            return known.first { $0 == condition.value }.map { "answered_\($0)" } ?? usual
        case .age where condition.test == .between:
            if condition.from == nil { return "age_most" }
            return condition.until == nil ? "age_least" : usual
        default: return usual
        }
    }

    /// What stands in the sentence.
    var values: [String: String] {
        switch condition.about {
        case .thing: thing
        case .agreement:
            ["kind": ofKind(condition.of.map { AgreementKind.name($0, names, words) })]
        case .answered: invitation
        case .outcome: ["what": entry]
        case .age: ages
        default: [:]
        }
    }

    private var thing: [String: String] {
        let value = condition.value ?? "…"
        let span =
            condition.isEver
            ? words.say("find_ever")
            : condition.from.map { words.say("find_on", ["day": words.day($0)]) } ?? ""
        return [
            "value": condition.thingNumber.map { names.things["\($0)"] ?? words.say("find_gone") }
                ?? value,
            "kind": ofKind(
                condition.of.map { of in
                    names.thingKinds.first { $0.of == of }?.name ?? words.say("find_gone")
                }),
            "capacity": condition.capacity.map { words.say("find_as", ["capacity": $0]) } ?? "",
            "span": span,
        ]
    }

    private var invitation: [String: String] {
        guard let of = condition.of else {
            return [
                "to": words.say("find_invitation_an"), "any": words.say("find_invitation_any"),
            ]
        }
        let title = names.meetings.first { $0.of == of }?.title ?? words.say("find_gone")
        let one = words.say("find_invitation_one", ["title": title])
        return ["to": one, "any": one]
    }

    private var entry: String {
        guard let kind = condition.of.flatMap(InteractionKind.init(rawValue:)) else {
            return words.say("find_outcome_any")
        }
        return words.say("find_outcome_of", ["name": words.name(of: kind)])
    }

    private var ages: [String: String] {
        let (from, until) = (condition.from ?? "…", condition.until ?? "…")
        guard condition.test == .between else { return [:] }
        return ["from": from, "until": until, "value": condition.from == nil ? until : from]
    }

    private func ofKind(_ name: String?) -> String {
        name.map { words.say("find_of_kind", ["name": $0]) } ?? ""
    }
}

extension AgreementState {
    /// The name of the message that says it.
    var key: String {
        switch self {
        case .inForce: "in_force"
        case .over: "over"
        case .unsigned: "unsigned"
        }
    }
}

extension AgreementKind {
    /// What a kind is called that a condition names, be it of the chapter's own or not.
    fileprivate static func name(_ of: String, _ names: SearchNames, _ words: Wording) -> String {
        AgreementKind(rawValue: of).map { words.agreement($0) }
            ?? names.agreementKinds.first { $0.of == of }?.name ?? words.say("find_gone")
    }
}
