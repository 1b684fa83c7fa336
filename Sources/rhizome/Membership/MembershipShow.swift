import ArgumentParser
import Node
import Web

/// Shows how somebody's membership stands.
struct MembershipShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show somebody's membership, its periods, and whether it is in good standing.")

    @Argument(help: "The person's number.")
    var member: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MembershipAnswer {
        try await door.ask(.get("members/\(escaped(member))/membership"))
    }

    func words(_ answer: MembershipAnswer) -> String {
        var lines = ["Person \(member) is \(answer.isMember ? "a member" : "no member")."]
        if let kind = answer.kind {
            let end = answer.runsUntil.map { "until \($0)" } ?? "without an end"
            lines.append(
                "\(Plain.line(kind)), \(end)\(answer.state.map { ": \($0)" } ?? "").")
        }
        if let since = answer.since { lines.append("Since \(since) without a break.") }
        if answer.isMember { lines.append(standing(answer.goodStanding)) }
        var table = Table("Period", "Kind", "From", "Until", "State")
        for period in answer.periods {
            table.add(
                period.id, period.kind, period.startsOn, period.endedOn ?? period.runsUntil ?? "",
                period.state)
        }
        let periods = table.text(orIfEmpty: "")
        return (lines + (periods.isEmpty ? [] : ["", periods])).joined(separator: "\n")
    }

    private func standing(_ standing: StandingAnswer) -> String {
        if let exception = standing.exception {
            return "\(standing.isGood ? "In" : "Not in") good standing by an exception: "
                + Plain.line(exception)
        }
        guard !standing.isGood else { return "In good standing." }
        let lacks = standing.conditions.filter { !$0.isMet }.map { line in
            switch (line.condition, line.has, line.needs) {
            case ("joined", .some(let days), .some(let rule)):
                "joined \(days) days ago, the rule is \(rule)"
            case ("meetings", .some(let came), .some(let rule)):
                "came to \(came) meetings, the rule is \(rule)"
            case ("paid up", _, _): "only in grace"
            default: line.condition
            }
        }
        return "Not in good standing: \(lacks.joined(separator: "; "))."
    }
}
