/// Whether somebody is in good standing on a day, and why or why not.
public struct GoodStanding: Hashable, Sendable {
    /// One thing that the chapter asks, with what there is of it.
    public enum Condition: Hashable, Sendable {
        /// Being a member.
        case membership
        /// Not only in grace.
        case paidUp
        /// So many days as a member without a break, and since when; nil where nobody knows.
        case joined(days: Int?, since: String?, needed: Int)
        /// So many meetings within so many months.
        case meetings(came: Int, needed: Int, months: Int)
    }

    /// A condition, and whether it is met.
    public struct Line: Hashable, Sendable {
        /// What is asked.
        public let condition: Condition
        /// Whether it is met.
        public let isMet: Bool
    }

    /// Whether the person is in good standing.
    public let isGood: Bool
    /// Each condition of the rule; for somebody who is no member only that.
    public let lines: [Line]
    /// The exception that decides instead of the rule, if there is one.
    public let override: StandingOverride?
}

/// What a person's standing follows from.
struct StandingFacts: Hashable, Sendable {
    /// Whether they are a member.
    var isMember: Bool
    /// Whether a period runs; true for a member without periods.
    var isPaidUp: Bool
    /// Since when they are a member without a break.
    var since: CalendarDay?
    /// To how many meetings they came in the time that the rule looks at.
    var meetings: Int
    /// The exception that holds.
    var override: StandingOverride?

    /// What the rule says of it on a day.
    func judged(by rule: StandingRule, on day: CalendarDay) -> GoodStanding {
        guard isMember else {
            let line = GoodStanding.Line(condition: .membership, isMet: false)
            return GoodStanding(isGood: false, lines: [line], override: nil)
        }
        var lines = [GoodStanding.Line(condition: .membership, isMet: true)]
        if !rule.graceCounts {
            lines.append(GoodStanding.Line(condition: .paidUp, isMet: isPaidUp))
        }
        if let needed = rule.joinedDays {
            let days = since.map { day - $0 }
            lines.append(
                GoodStanding.Line(
                    condition: .joined(days: days, since: since?.description, needed: needed),
                    isMet: (days ?? -1) >= needed))
        }
        if let needed = rule.meetings, let months = rule.withinMonths {
            lines.append(
                GoodStanding.Line(
                    condition: .meetings(came: meetings, needed: needed, months: months),
                    isMet: meetings >= needed))
        }
        return GoodStanding(
            isGood: override?.isGood ?? lines.allSatisfy(\.isMet), lines: lines, override: override)
    }
}
