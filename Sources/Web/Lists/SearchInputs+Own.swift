import Chapter

extension SearchInputs {
    /// What `of` is chosen from where a row is about things, agreements, answers, outcomes or tasks.
    static func ownOfs(_ condition: SearchCondition, _ names: SearchNames, _ words: Wording)
        -> [(value: String, name: String)]?
    {
        let any: [(value: String, name: String)] = [("", words.say("find_any"))]
        switch condition.about {
        case .thing: return any + names.thingKinds.map { ($0.of, $0.name) }
        case .agreement:
            let usual = any + AgreementKind.allCases.map { ($0.rawValue, words.agreement($0)) }
            return usual + names.agreementKinds.map { ($0.of, $0.name) }
        case .answered:
            return any + names.meetings.map { ($0.of, "\($0.title), \(words.day($0.start))") }
        case .outcome:
            return any + InteractionKind.recorded.map { ($0.rawValue, words.name(of: $0)) }
        case .openTask, .overdueTask:
            return [
                ("", words.say("find_task_about")),
                (TaskTie.assigned.rawValue, words.say("find_task_assigned")),
            ]
        default: return nil
        }
    }

    /// What the value is chosen from where a row is about agreements, answers or roles; nil where it
    /// is typed.
    static func ownValues(_ condition: SearchCondition, _ words: Wording)
        -> [(value: String, name: String)]?
    {
        switch condition.about {
        case .agreement:
            return [("", words.say("find_choose"))]
                + AgreementState.allCases.map { ($0.rawValue, words.say("find_state_\($0.key)")) }
        case .answered:
            return (RSVP.allCases.map(\.rawValue) + [SearchCondition.noAnswer]).map {
                ($0, words.say("find_answer_\($0)"))
            }
        case .role: return Role.allCases.map { ($0.rawValue, words.say("role_\($0.key)")) }
        default: return nil
        }
    }
}
