import ArgumentParser
import Node
import Web

/// Ends somebody's membership early.
struct MembershipEnd: Command {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End a membership early.",
        discussion: "Roles and tokens end with it.")

    @Argument(help: "The person's number.")
    var member: String

    @Option(help: "Why, for the history. Needed unless they move to another chapter.")
    var why: String?

    @Option(help: "The other chapter to which they move.")
    var movesTo: String?

    @Option(help: "The first day on which it no longer counts; today if it is not given.")
    var on: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MemberIDAnswer {
        try await door.ask(
            .send(
                "POST", "members/\(escaped(member))/membership/end",
                ["why": why.field, "movesTo": movesTo.field, "on": on.field]))
    }

    func words(_ answer: MemberIDAnswer) -> String {
        "The membership of person \(answer.memberID) has an end."
    }
}
