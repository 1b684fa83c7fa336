import Chapter
import Foundation

/// How pages speak of memberships.
extension Wording {
    /// How a membership stands.
    func state(_ state: MembershipState) -> Chip {
        let tone: String =
            switch state {
            case .current: "ok"
            case .grace: "warn"
            case .notYet: "info"
            case .runOut, .endedEarly: ""
            }
        return Chip(say("memberships_state_\(state.rawValue.replacing(" ", with: "_"))"), tone)
    }

    /// “1 May 2026 to 30 April 2027”.
    func days(_ first: String, _ last: String?) -> String {
        guard let last else { return say("memberships_from", ["first": day(first)]) }
        // What ended on the day it began has no last day.
        guard first <= last else { return day(first) }
        return say("memberships_days", ["first": day(first), "last": day(last)])
    }

    /// “3 years and 2 months”, or days where it is less than a month.
    func span(days: Int) -> String {
        // A month is the twelfth of a year of the calendar.
        let months = Int(Double(days) * 12 / 365.2425)
        guard months > 0 else { return count("span_day", days) }
        let years = months / 12
        let parts = [
            years > 0 ? count("span_year", years) : nil,
            months % 12 > 0 ? count("span_month", months % 12) : nil,
        ]
        return list(parts.compactMap { $0 })
    }

    /// How long a period of a kind runs, in a sentence.
    func term(_ plan: MembershipTypePlan) -> String {
        var sentence: String
        switch plan.term {
        case .open: sentence = say("memberships_term_open")
        case .rolling(let months): sentence = count("memberships_term_rolling", months)
        case .fixed(let starts, let rollover):
            sentence = say("memberships_term_fixed", ["day": yearDay(starts)])
            if let rollover {
                sentence += " " + say("memberships_term_rollover", ["day": yearDay(rollover)])
            }
        }
        if plan.graceDays > 0, plan.term != .open {
            sentence += " " + count("memberships_term_grace", plan.graceDays)
        }
        return sentence
    }

    /// “1 July”.
    func yearDay(_ day: MonthDay) -> String {
        guard let noon = CivilTime.parse("2001-\(day)T12:00Z") else { return day.description }
        return date(noon.moment, .dateTime.day().month(.wide), in: .gmt)
    }

    /// One condition of good standing with what there is of it.
    func standing(_ line: GoodStanding.Line) -> String {
        let met = line.isMet ? "yes" : "no"
        switch line.condition {
        case .membership: return say("standing_member_\(met)")
        case .paidUp: return say("standing_paid_\(met)")
        case .joined(nil, _, let needed): return count("standing_joined_unknown", needed)
        case .joined(.some(let days), _, let needed):
            return count("standing_joined_\(met)", days, ["needed": number(needed)])
        case .meetings(let came, let needed, let months):
            return count(
                "standing_meetings", months,
                ["came": number(came), "needed": number(needed)])
        }
    }

    /// Whether somebody is in good standing, with what is missing: “not in good standing: joined
    /// 12 days ago, the rule is 30”.
    func standing(_ standing: GoodStanding) -> String {
        let missing = standing.lines.filter { !$0.isMet }.map { self.standing($0) }
        if standing.isGood { return say("standing_good") }
        guard standing.override == nil, !missing.isEmpty else { return say("standing_not") }
        return say("standing_not_because", ["why": missing.joined(separator: "; ")])
    }

    /// A period or an exception as history has it; nil for another field.
    func membership(_ value: String, of field: String) -> String? {
        if field == PeriodInHistory.field, let period = PeriodInHistory(value) {
            let said: [String?] = [
                period.kind, days(period.startsOn, period.lastDay),
                period.endedEarly ? say("memberships_ended_early") : nil,
                period.movedTo.map { say("memberships_moved", ["chapter": $0]) },
                period.vouchedBy.map { say("memberships_vouched", ["certificate": $0]) },
            ]
            return said.compactMap { $0 }.joined(separator: ", ")
        }
        guard field == StandingOverride.field else { return nil }
        let parts = value.components(separatedBy: " until ")
        let said = say(parts[0] == "yes" ? "standing_chip_good" : "standing_chip_not")
        guard parts.count == 2 else { return said }
        return said + ", " + say("standing_until", ["day": day(parts[1])])
    }

    /// What the rule asks, in a sentence.
    func rule(_ rule: StandingRule) -> String {
        var parts: [String] = []
        if !rule.graceCounts {
            parts.append(say("standing_asks_paid"))
        } else if rule.joinedDays == nil {
            parts.append(say("standing_asks_member"))
        }
        if let days = rule.joinedDays { parts.append(count("standing_asks_joined", days)) }
        if let meetings = rule.meetings, let months = rule.withinMonths {
            parts.append(
                count("standing_asks_meetings", months, ["meetings": number(meetings)]))
        }
        return say("standing_asks", ["what": list(parts)])
    }
}
