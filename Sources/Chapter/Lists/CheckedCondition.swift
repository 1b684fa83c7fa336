import Federation

extension SearchCondition {
    /// Nobody is older.
    public static let ageAtMost = 150
    /// What is looked for has at most so many characters.
    private static let valueAtMost = 200
    /// As what somebody has to do with something has at most so many characters.
    private static let capacityAtMost = 80

    /// The condition fit for asking, or what is missing, in words.
    ///
    /// `ownKinds` are the chapter's own fields of contacts by code.
    func checked(ownKinds: [String: String]) -> Result<SearchCondition, Refusal> {
        let tests = about.tests(of: of, ownKind: of.flatMap { ownKinds[$0] })
        if about == .ownField, of.flatMap({ ownKinds[$0] }) == nil { return .failure(.noSuchPart) }
        if about == .relation, let of, RelationEnd(of) == nil { return .failure(.noSuchPart) }
        if about == .imported, of.map({ Int64($0) == nil }) ?? false {
            return .failure(.noSuchPart)
        }
        if about == .address, of.map({ AddressPart(rawValue: $0) == nil }) ?? false {
            return .failure(.noSuchPart)
        }
        if about == .reachable, of.flatMap(ReachWay.init(rawValue:)) == nil {
            return .failure(.noSuchPart)
        }
        if about == .dashboard, !namesNumber { return .failure(.noSuchPart) }
        if !namesKind { return .failure(.noSuchPart) }
        guard tests.contains(test) else { return .failure(.noSuchPart) }
        var result = self
        switch EnteredText.line(value ?? "", "search", limit: Self.valueAtMost) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let text): result.value = text
        }
        switch EnteredText.line(capacity ?? "", "capacity", limit: Self.capacityAtMost) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let text): result.capacity = text
        }
        if let refusal = result.lack() { return .failure(refusal) }
        return .success(result)
    }

    /// What is missing; nil where nothing is.
    private func lack() -> Refusal? {
        if about == .search { return of.flatMap { Int64($0) } == nil ? .noSuchPart : nil }
        if about == .dashboard, dashboardQuestion == nil { return .emptyCondition }
        if about == .attended, test == .is { return of == nil ? .noSuchPart : nil }
        if let days, !(0...Self.daysAtMost).contains(days) { return .daysOutOfRange }
        if let times, !(0...Self.timesAtMost).contains(times) { return .timesOutOfRange }
        if about == .age { return lackOfAge() }
        if let bad = [from, until].compactMap({ $0 }).first(where: { CalendarDay($0) == nil }) {
            return .noDay(bad, "query")
        }
        if about == .attended { return times == nil ? .timesOutOfRange : nil }
        switch test {
        case .known: return nil
        case .is where isOfDay, .before, .after:
            guard let value else { return .emptyCondition }
            return CalendarDay(value) == nil ? .noDay(value, "query") : nil
        case .is where about == .dashboard: return nil
        case .is, .contains, .begins: return value == nil ? .emptyCondition : nil
        case .between: return from == nil && until == nil ? .emptyCondition : nil
        case .last, .next: return days == nil ? .daysOutOfRange : nil
        case .least, .most:
            guard let value else { return .emptyCondition }
            return Double(value).map(\.isFinite) == true ? nil : .noNumber(value)
        }
    }

    /// Whether what it names can be: a kind of things, of agreements or of entries, a meeting.
    private var namesKind: Bool {
        guard let of else { return true }
        switch about {
        case .thing: return Int64(of) != nil
        case .agreement:
            return AgreementKind(rawValue: of) != nil || AgreementKind.own(historyText: of) != nil
        case .answered: return ObjectID(of) != nil
        case .outcome: return InteractionKind.recorded.contains { $0.rawValue == of }
        case .openTask, .overdueTask: return TaskTie(rawValue: of) != nil
        default: return true
        }
    }

    /// What is missing of a condition on ages.
    private func lackOfAge() -> Refusal? {
        let asked: [String?]
        switch test {
        case .known: return nil
        case .between: asked = [from, until]
        default: asked = [value]
        }
        let ages = asked.compactMap { $0 }
        guard !ages.isEmpty else { return .emptyCondition }
        let areYears = ages.allSatisfy { text in
            guard let years = Int(text) else { return false }
            return (0...Self.ageAtMost).contains(years)
        }
        return areYears ? nil : .ageOutOfRange
    }

    private var isOfDay: Bool {
        about == .field && of.flatMap(PersonField.init(rawValue:))?.shape == .day
    }
}

/// One end of a kind of relation: `3/forward`, `3/backward`.
struct RelationEnd: Hashable {
    let type: Int64
    let isForward: Bool

    init(type: Int64, isForward: Bool) {
        self.type = type
        self.isForward = isForward
    }

    init?(_ text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let type = Int64(parts[0]),
            parts[1] == "forward" || parts[1] == "backward"
        else { return nil }
        self.init(type: type, isForward: parts[1] == "forward")
    }
}

extension Refusal {
    fileprivate static let noSuchPart = Refusal.invalid(
        "query",
        "This condition asks for something that is not there any more. Take it out or choose "
            + "another.")
    fileprivate static let emptyCondition = Refusal.invalid(
        "query", "This condition does not say yet what to look for.")
    fileprivate static let daysOutOfRange = Refusal.invalid(
        "query", "Write a number of days from 0 to \(SearchCondition.daysAtMost).")
    fileprivate static let timesOutOfRange = Refusal.invalid(
        "query", "Write a number of meetings from 0 to \(SearchCondition.timesAtMost).")
    fileprivate static let ageOutOfRange = Refusal.invalid(
        "query", "Write an age in whole years, from 0 to \(SearchCondition.ageAtMost).")
    fileprivate static func noNumber(_ text: String) -> Refusal {
        .invalid("query", "“\(text)” is no number. Write it as 12.5.")
    }
}
