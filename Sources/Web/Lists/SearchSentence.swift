import Chapter
import Foundation

/// A search in the reader's language: whole, or condition by condition.
struct SearchSentence {
    let names: SearchNames
    let words: Wording

    init(_ names: SearchNames, _ words: Wording) {
        self.names = names
        self.words = words
    }

    /// “People who are members and have the tag “night shift””.
    func whole(_ query: SearchQuery) -> String {
        guard !query.isEmpty else { return words.say("find_everybody") }
        if query.isByHand { return words.say("find_made_by_hand") }
        let key = query.root.joins == .none ? "find_people_none" : "find_people"
        return words.say(key, ["what": joined(query.root)])
    }

    /// What stands in a chip.
    func phrase(_ part: SearchPart) -> String {
        switch part {
        case .condition(let condition): return phrase(condition)
        case .group(let group):
            let key = group.joins == .none ? "find_group_none" : "find_group"
            return words.say(key, ["what": joined(group)])
        }
    }

    private func joined(_ group: SearchGroup) -> String {
        let parts = group.parts.filter { part in
            if case .group(let inner) = part { !inner.conditions.isEmpty } else { true }
        }
        let word = words.say(group.joins == .all ? "find_and" : "find_or")
        return parts.map(phrase).joined(separator: " \(word) ")
    }

    /// “have the tag “night shift””, “did not come in the last 90 days”.
    func phrase(_ condition: SearchCondition) -> String {
        let about = condition.about.rawValue.replacing(" ", with: "_")
        let end = condition.isNot ? "_not" : ""
        var values = [
            "value": value(condition), "field": field(condition),
            "days": days(condition), "from": day(condition.from), "until": day(condition.until),
            "times": condition.times.map { words.number($0) } ?? "…",
        ]
        var key = "\(about)_\(condition.test.rawValue)"
        switch condition.about {
        case .field, .ownField, .address:
            let isJoined = condition.of == PersonField.joinedOn.rawValue
            key = "\(isJoined ? "joined" : "field")_\(condition.test.rawValue)"
            if condition.test == .between { values["span"] = span(condition) }
            if condition.about == .address, condition.of ?? "any" == "any" {
                key = "address_\(condition.test.rawValue)"
            }
        case .reachable: key = "reachable_\(condition.of ?? "mail")"
        case .attended where condition.test != .is:
            values["span"] = span(condition)
            if condition.test == .least, condition.times == 1 { key = "attended_once" }
        case .attended:
            values["value"] =
                names.meetings.first { $0.of == condition.of }?.title ?? words.say("find_gone")
        case .imported:
            values["import"] = imported(condition.of)
            let how = condition.test == .is ? condition.value : nil
            key = "import_\(how.flatMap(ImportedHow.init(rawValue:))?.rawValue ?? "known")"
        case .dashboard:
            let number = DashboardCondition(condition, names, words)
            key = "dashboard_\(number.key)"
            values.merge(number.values) { _, new in new }
        case .search:
            values["value"] = named(condition, among: names.searches)
            if condition.of.map(names.byHand.contains) ?? false { key = "in_hand_made" }
        case .membership where condition.of != nil:
            let name = named(condition, among: names.memberships)
            values["kind"] = words.say("find_of_kind", ["name": name])
        case .membership: values["kind"] = ""
        case .relation, .position:
            let name = named(condition, among: names.relations)
            values["relation"] =
                condition.of == nil ? "" : words.say("find_relation_of", ["name": name])
            values["span"] =
                condition.from.map { words.say("find_on", ["day": day($0)]) } ?? ""
        case .thing, .agreement, .answered, .outcome, .age, .openTask, .overdueTask:
            let own = OwnCondition(condition, names, words)
            key = own.key
            values["span"] = span(condition)
            values.merge(own.values) { _, new in new }
        default: break
        }
        let text = words.say("find_\(key)\(end)", values)
        return text.split(separator: " ").joined(separator: " ")
    }

    private func value(_ condition: SearchCondition) -> String {
        guard let value = condition.value else { return "…" }
        switch condition.about {
        case .status: return words.messages["people_are_\(value)"] ?? value
        case .kind: return words.messages["find_kind_\(value)"] ?? value
        case .field:
            // An address can ask for anything; only what can be has a word.
            switch condition.of.flatMap(PersonField.init(rawValue:))?.shape {
            case .yesNo where value != "yes" && value != "no": return value
            case .choice(let values) where !values.contains(value): return value
            default: return words.value(value, of: condition.of ?? "")
            }
        case .relation, .pointPerson: return names.contacts[value] ?? value
        case .role: return Role(rawValue: value).map { words.say("role_\($0.key)") } ?? value
        case .ownField:
            guard let field = names.ownFields.first(where: { $0.code == condition.of }) else {
                return value
            }
            switch field.kind {
            case "day": return words.day(value)
            case "yes or no": return words.messages["people_\(value)"] ?? value
            case "contact": return names.contacts[value] ?? value
            default: return value
            }
        default: return value
        }
    }

    private func field(_ condition: SearchCondition) -> String {
        switch condition.about {
        case .ownField:
            names.ownFields.first { $0.code == condition.of }?.name ?? condition.of ?? ""
        case .address: words.addressPart(condition.of)
        default: words.field(condition.of ?? "")
        }
    }

    /// What is called so: a search, a kind of membership, a relation.
    private func named(_ condition: SearchCondition, among all: [SearchNames.Named]) -> String {
        all.first { $0.of == condition.of }?.name ?? words.say("find_gone")
    }

    /// “the import of 3 May 2026, list.csv”.
    private func imported(_ of: String?) -> String {
        guard let of else { return words.say("find_import_any") }
        guard let one = names.imports.first(where: { $0.of == of }) else {
            return words.say("find_gone")
        }
        return words.say("find_import_one", ["day": words.day(one.at), "file": one.file])
    }

    private func days(_ condition: SearchCondition) -> String {
        guard let days = condition.days else { return "…" }
        return condition.test == .next
            ? words.count("find_next_days", days) : words.count("people_last_days", days)
    }

    private func day(_ day: String?) -> String { day.map { words.day($0) } ?? "…" }

    private func span(_ condition: SearchCondition) -> String {
        if condition.days != nil { return words.say("find_span_last", ["days": days(condition)]) }
        let (from, until) = (condition.from, condition.until)
        let values = ["from": day(from), "until": day(until)]
        switch (from, until) {
        case (nil, nil): return ""
        case (.some, nil): return words.say("find_span_from", values)
        case (nil, .some): return words.say("find_span_until", values)
        case (.some, .some): return words.say("find_span_between", values)
        }
    }
}

extension Wording {
    /// A part of a postal address.
    func addressPart(_ part: String?) -> String {
        switch part {
        case "line1": say("people_export_address_line_1")
        case "line2": say("people_export_address_line_2")
        case "city", "region", "postcode", "country": say("people_export_\(part ?? "")")
        default: say("find_address_any")
        }
    }
}
