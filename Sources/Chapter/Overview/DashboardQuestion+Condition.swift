public import Federation
public import GRDB

/// How a condition of a search names a number of the dashboard: `left/2026-03`, `kept/2026-Q1/12`.
extension DashboardQuestion {
    /// Most months after joining that can be asked for.
    public static let monthsAtMost = 600

    /// The number, with its month or quarter.
    public var code: String {
        switch self {
        case .known: "known"
        case .helping: "helping"
        case .members: "members"
        case .came: "came"
        case .inGoodStanding: "good"
        case .notInGoodStanding: "not-good"
        case .joined(let month): "joined/\(month)"
        case .returned(let month): "returned/\(month)"
        case .left(let month): "left/\(month)"
        case .cohort(let quarter): "cohort/\(quarter)"
        case .kept(let quarter, let months): "kept/\(quarter)/\(months)"
        case .labelled(let kind, _): kind.rawValue
        case .worksAt(.organization): "organization"
        case .worksAt(.thing): "thing"
        }
    }

    /// What it is about besides: a label, or the number of a place; nil for nothing.
    public var value: String? {
        switch self {
        case .labelled(_, let name): name
        case .worksAt(.organization(let id)), .worksAt(.thing(let id)): "\(id)"
        default: nil
        }
    }

    /// Reads the two; nil where they name no number.
    public init?(code: String, value: String?) {
        let parts = code.split(separator: "/").map(String.init)
        guard let word = parts.first else { return nil }
        let month = parts.count == 2 ? YearMonth(parts[1]) : nil
        let quarter = parts.count > 1 ? Quarter(parts[1]) : nil
        let months = parts.count == 3 ? Int(parts[2]) : nil
        let number = value.flatMap { Int64($0) }
        switch (word, parts.count, month, quarter) {
        case ("known", 1, _, _): self = .known
        case ("helping", 1, _, _): self = .helping
        case ("members", 1, _, _): self = .members
        case ("came", 1, _, _): self = .came
        case ("good", 1, _, _): self = .inGoodStanding
        case ("not-good", 1, _, _): self = .notInGoodStanding
        case ("joined", 2, .some(let month), _): self = .joined(month)
        case ("returned", 2, .some(let month), _): self = .returned(month)
        case ("left", 2, .some(let month), _): self = .left(month)
        case ("cohort", 2, _, .some(let quarter)): self = .cohort(quarter)
        case ("kept", 3, _, .some(let quarter)):
            guard let months, (1...Self.monthsAtMost).contains(months) else { return nil }
            self = .kept(quarter, months: months)
        case ("organization", 1, _, _), ("thing", 1, _, _):
            guard let number else { return nil }
            self = .worksAt(word == "thing" ? .thing(number) : .organization(number))
        default:
            guard parts.count == 1, let kind = DashboardLabel(rawValue: word), let value,
                !value.isEmpty
            else { return nil }
            self = .labelled(kind, value)
        }
    }

    /// The last day that can change the number; nil for a number of a day itself.
    private var ends: DayNumber? {
        switch self {
        case .joined(let month), .returned(let month), .left(let month): month.last
        case .cohort(let quarter): quarter.last
        case .kept(let quarter, let months): quarter.last.plus(months: months)
        case .known, .helping, .members, .came, .inGoodStanding, .notInGoodStanding, .labelled,
            .worksAt:
            nil
        }
    }

    /// The number as a condition, on a day of the dashboard.
    ///
    /// Who left in March is asked for without a day, unless the dashboard is looked at on a day of
    /// that March which is past: the list of a month that is running goes on with it.
    fileprivate func condition(_ days: DashboardDays) -> SearchCondition {
        let goesOn = ends.map { $0 <= days.day || days.day == days.today } ?? false
        return SearchCondition(
            .dashboard, of: code, .is, value, from: goesOn ? nil : days.day.description)
    }
}

extension DashboardPeople {
    /// The same people as a condition of a search, so that their list can be worked with.
    public func searchCondition(in db: Database, at now: Timestamp) throws -> SearchCondition {
        question.condition(try DashboardDays(day, at: now, in: db))
    }
}

extension SearchCondition {
    /// The number of the dashboard that it asks for; nil where it is about something else, or does
    /// not say which label yet.
    public var dashboardQuestion: DashboardQuestion? {
        guard about == .dashboard else { return nil }
        return DashboardQuestion(code: of ?? "", value: value)
    }

    /// Whether it asks for a number that there is, once it says of which label.
    var namesNumber: Bool { DashboardQuestion(code: of ?? "", value: value ?? "0") != nil }
}
