import Federation
import TestSupport

@testable import Chapter

/// Random queries that could have been built for an invented chapter.
struct RandomSearch {
    let chapter: InventedChapter
    var random: SplitMix64

    mutating func query() -> SearchQuery {
        SearchQuery(group(depth: Int.random(in: 1...4, using: &random)))
    }

    private mutating func group(depth: Int) -> SearchGroup {
        let joins = pick(SearchGroup.Joins.allCases)
        let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            depth > 1 && Int.random(in: 0..<3, using: &random) == 0
                ? SearchPart.group(group(depth: depth - 1)) : .condition(condition())
        }
        return SearchGroup(joins, parts)
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    mutating func condition() -> SearchCondition {
        let apart: [SearchAbout] = [.search, .standing, .dashboard]
        let about = pick(SearchAbout.allCases.filter { !apart.contains($0) })
        var condition = SearchCondition(about, .known)
        condition.isNot = Int.random(in: 0..<3, using: &random) == 0
        condition.of = of(about)
        let ownKind = InventedChapter.ownFields.first { $0.0 == condition.of }?.1
        condition.test = pick(about.tests(of: condition.of, ownKind: ownKind))
        fill(&condition, ownKind)
        return condition
    }

    private mutating func of(_ about: SearchAbout) -> String? {
        switch about {
        case .field: pick(InventedChapter.textFields + [.joinedOn, .doNotEmail]).rawValue
        case .address: pick(["any", "line1", "city", "postcode"])
        case .reachable: pick(ReachWay.allCases).rawValue
        case .attended: pick(chapter.meetings).id.description
        case .relation:
            pick([nil, "1/forward", "1/backward", "2/forward", "5/forward", "5/backward"])
        case .ownField: pick(InventedChapter.ownFields).0
        case .membership: pick([nil, "1", "2"])
        case .imported: pick([nil, "1", "2", "3", "4"])
        case .thing: pick([nil, "1", "2"])
        case .agreement: pick([nil, "coalition", "other", "#1", "#2"])
        case .answered: pick([nil, pick(chapter.meetings).id.description])
        case .outcome: pick([nil, "call", "visit"])
        case .openTask, .overdueTask: pick([nil, "about", "assigned"])
        default: nil
        }
    }

    /// What only some conditions have.
    private mutating func fillOwn(_ condition: inout SearchCondition) {
        let days = pick([nil, 0, 10, 40])
        let ages = [0, 1, 2].map { _ in "\(Int.random(in: 0...95, using: &random))" }
        switch condition.about {
        case .thing:
            condition.capacity = pick([nil, nil, "STEWARD", "Delegue"])
            condition.isEver = pick([true, false])
            condition.from = pick([nil, InventedChapter.day(&random)])
        case .answered, .outcome: condition.days = days
        case .age:
            condition.value = ages[0]
            (condition.from, condition.until) = (ages[1], pick([nil, ages[2]]))
        default: break
        }
    }

    private mutating func fill(_ condition: inout SearchCondition, _ ownKind: String?) {
        let days = Int.random(in: 0...90, using: &random)
        switch condition.test {
        case .last, .next: condition.days = days
        case .between:
            condition.from = InventedChapter.day(&random)
            condition.until = pick([nil, InventedChapter.day(&random)])
        case .least, .most:
            condition.times = Int.random(in: 0...4, using: &random)
            condition.value = "\(Int.random(in: -2...9, using: &random))"
        case .is, .contains, .begins, .before, .after: condition.value = value(condition, ownKind)
        case .known: break
        }
        if condition.about == .attended, condition.test != .is {
            condition.of = nil
            switch Int.random(in: 0..<3, using: &random) {
            case 0: condition.days = days
            case 1:
                condition.from = InventedChapter.day(&random)
                condition.until = pick([nil, InventedChapter.day(&random)])
            default: break
            }
        }
        if condition.about == .relation || condition.about == .position {
            condition.from = pick([nil, InventedChapter.day(&random)])
        }
        fillOwn(&condition)
    }

    private mutating func value(_ condition: SearchCondition, _ ownKind: String?) -> String {
        let isPart = condition.test == .contains || condition.test == .begins
        let person = "\(Int.random(in: 1...InventedChapter.size, using: &random))"
        switch condition.about {
        case .words: return pick(["an", "ana nu", "o'brien", "zolc", "xyz"])
        case .thing: return pick(InventedBelongings.thingNames + ["PIER 4", "#1", "#3", "1"])
        case .agreement: return pick(AgreementState.allCases).rawValue
        case .answered: return pick(["yes", "maybe", "no", "none"])
        case .outcome: return pick(isPart ? ["ANSW", "é", "no"] : ["answered", "reponse"])
        case .role: return pick(Role.allCases).rawValue
        case .imported: return pick(ImportedHow.allCases).rawValue
        case .kind: return pick(["person", "organization"])
        case .status: return pick(["contact", "supporter", "member", "former"])
        case .tag, .interest, .skill:
            return pick(isPart ? ["ight", "Stew", "D"] : InventedChapter.tags)
        case .email: return pick(isPart ? ["PERSON", "son3", "x"] : ["PERSON3@example.org"])
        case .phone: return pick(isPart ? ["5550", "01", "9"] : InventedChapter.phones)
        case .address: return pick(isPart ? ["Po", "ár", "0"] : ["PORTO", "00411", "Docks"])
        case .position: return pick(isPart ? ["e", "rer"] : ["Steward", "treasurer"])
        case .pointPerson, .relation: return pick([person, "Ana", "ana maria silva"])
        case .ownField: return InventedChapter.text(ownKind ?? "", &random)
        default:
            if condition.of == PersonField.joinedOn.rawValue { return InventedChapter.day(&random) }
            if condition.of == PersonField.doNotEmail.rawValue { return pick(["yes", "no"]) }
            return pick(
                isPart ? ["a", "har", "MÜ", "%", "_", "ł", "'"] : InventedChapter.words + ["ana"])
        }
    }
}
