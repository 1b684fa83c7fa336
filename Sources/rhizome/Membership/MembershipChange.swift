import ArgumentParser
import Node
import Web

/// Changes the kind of somebody's membership.
struct MembershipChange: Command {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change the kind of a membership.",
        discussion: "The old period ends and the new one begins on the same day.")

    @Argument(help: "The person's number.")
    var member: String

    @Option(help: "The new kind, by its number or its name.")
    var kind: String

    @Option(help: "From which day on, such as 2026-05-01; today if it is not given.")
    var on: String?

    @Option(help: "Why, for the history.")
    var why: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MemberIDAnswer {
        try await door.ask(
            .send(
                "POST", "members/\(escaped(member))/membership/kind",
                [
                    "kind": .text(try await door.membershipKind(kind)), "on": on.field,
                    "why": why.field,
                ]))
    }

    func words(_ answer: MemberIDAnswer) -> String {
        "The membership of person \(answer.memberID) is of another kind."
    }
}
