import Chapter
import Foundation

/// A search as the rows of a form: groups open and close, and conditions lie between.
///
/// The form sends `row` for each of them in order; what belongs to the fourth is `value.3`.
struct SearchRows {
    /// One row, with its number in the form.
    enum Row {
        case open(SearchGroup)
        case condition(SearchCondition)
        case close
    }

    private(set) var rows: [Row] = []

    /// The rows of a query.
    init(_ query: SearchQuery) { add(query.root) }

    private mutating func add(_ group: SearchGroup) {
        rows.append(.open(group))
        for part in group.parts {
            switch part {
            case .condition(let condition): rows.append(.condition(condition))
            case .group(let inner): add(inner)
            }
        }
        rows.append(.close)
    }

    /// The query that a form says; rows that make no tree are left out.
    static func query(_ form: Form) -> SearchQuery {
        var stack: [SearchGroup] = []
        var root: SearchGroup?
        for (number, kind) in form.all("row").enumerated() {
            switch kind {
            case "open":
                let joins = SearchGroup.Joins(rawValue: form["joins.\(number)"]) ?? .all
                if stack.count < SearchQuery.deepest { stack.append(SearchGroup(joins, [])) }
            case "condition":
                if let condition = condition(form, number), !stack.isEmpty {
                    stack[stack.count - 1].parts.append(.condition(condition))
                }
            default:
                guard let group = stack.popLast() else { continue }
                if stack.isEmpty {
                    root = root ?? group
                } else {
                    stack[stack.count - 1].parts.append(.group(group))
                }
            }
        }
        return SearchQuery(root ?? stack.first ?? SearchGroup(.all, []))
    }

    private static func condition(_ form: Form, _ number: Int) -> SearchCondition? {
        func text(_ name: String) -> String? {
            let text = form["\(name).\(number)"].trimmingCharacters(in: .whitespacesAndNewlines)
            return text.isEmpty ? nil : text
        }
        guard let about = SearchAbout(rawValue: form["about.\(number)"]) else { return nil }
        let test = SearchTest(rawValue: form["test.\(number)"]) ?? .is
        return SearchCondition(
            about, of: text("of"), test, text("value"), isNot: form.isOn("not.\(number)"),
            from: text("from"), until: text("until"), days: text("days").flatMap { Int($0) },
            times: text("times").flatMap { Int($0) }, capacity: text("capacity"),
            isEver: form["ever.\(number)"] == "1")
    }

    /// Does what a button of the form says: `add.0`, `group.3`, `remove.5`; anything else leaves
    /// it.
    func doing(_ action: String, _ form: Form, names: SearchNames) -> SearchQuery {
        let parts = action.split(separator: ".").map(String.init)
        guard parts.count == 2, let number = Int(parts[1]), rows.indices.contains(number) else {
            return query(rows)
        }
        var rows = rows
        switch parts[0] {
        case "add":
            guard let new = SearchCondition(choice: form["kind.\(number)"], names: names) else {
                break
            }
            rows.insert(.condition(new), at: end(of: number))
        case "group":
            let inner: SearchGroup.Joins =
                if case .open(let group) = rows[number], group.joins == .all { .any } else { .all }
            rows.insert(
                contentsOf: [.open(SearchGroup(inner, [])), .close], at: end(of: number))
        case "remove":
            if case .open = rows[number] {
                rows.removeSubrange(number...end(of: number))
            } else {
                rows.remove(at: number)
            }
        default: break
        }
        return query(rows)
    }

    /// The id of what to look at after an act: what came, or where something can be added again.
    func place(after action: String) -> String {
        let parts = action.split(separator: ".").map(String.init)
        guard parts.count == 2, let number = Int(parts[1]), rows.indices.contains(number) else {
            return "found"
        }
        switch parts[0] {
        case "add": return "row-\(end(of: number))"
        case "group": return "joins.\(end(of: number))"
        default: return "kind.\(group(around: number))"
        }
    }

    /// Where the group begins in which a row lies.
    private func group(around number: Int) -> Int {
        var depth = 0
        for index in rows.indices[..<number].reversed() {
            switch rows[index] {
            case .close: depth += 1
            case .open where depth == 0: return index
            case .open: depth -= 1
            case .condition: break
            }
        }
        return 0
    }

    /// Where the group that opens in a row closes; the row itself for a condition.
    private func end(of number: Int) -> Int {
        var depth = 0
        for index in rows.indices[number...] {
            if case .open = rows[index] { depth += 1 }
            if case .close = rows[index] { depth -= 1 }
            if depth == 0 { return index }
        }
        return rows.count - 1
    }

    private func query(_ rows: [Row]) -> SearchQuery {
        var stack: [SearchGroup] = []
        for row in rows {
            switch row {
            case .open(let group): stack.append(SearchGroup(group.joins, []))
            case .condition(let condition):
                if !stack.isEmpty { stack[stack.count - 1].parts.append(.condition(condition)) }
            case .close:
                guard stack.count > 1, let group = stack.popLast() else { continue }
                stack[stack.count - 1].parts.append(.group(group))
            }
        }
        return SearchQuery(stack.first ?? SearchGroup(.all, []))
    }
}

extension SearchCondition {
    /// A new condition of the kind that was chosen: `tag`, `field:employer`, `own field:size`.
    init?(choice: String, names: SearchNames) {
        let parts = choice.split(separator: ":", maxSplits: 1).map(String.init)
        guard let about = parts.first.flatMap(SearchAbout.init(rawValue:)) else { return nil }
        var of = parts.count > 1 ? parts[1] : nil
        switch about {
        case .reachable: of = ReachWay.mail.rawValue
        case .address: of = AddressPart.city.rawValue
        case .search: of = names.searches.first?.of
        case .dashboard: of = DashboardQuestion.members.code
        default: break
        }
        let kind = names.ownFields.first { $0.code == of }?.kind
        guard let test = about.tests(of: of, ownKind: kind).first else { return nil }
        self.init(about, of: of, test)
        switch about {
        case .status: value = "member"
        case .kind: value = "person"
        case .attended: (times, days) = (1, 90)
        case .changed, .added, .contacted: days = 30
        case .imported: of = names.imports.first?.of
        case .role: value = Role.coordinator.rawValue
        case .answered: (value, days) = (RSVP.yes.rawValue, 30)
        case .age: value = "18"
        default: break
        }
    }
}
