import ArgumentParser
import Node
import Web

/// Ends somebody's membership.
struct MemberEnd: Command {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End a membership; the record stays, as former.",
        discussion: "Roles and tokens end with it.")

    @Argument(help: "The person's number.")
    var member: String

    @Option(help: "Why, for the history.")
    var why: String

    @Option(help: "The last day, such as 2026-05-01; today if it is not given.")
    var on: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MemberIDAnswer {
        try await door.ask(
            .send("POST", "members/\(escaped(member))/end", ["why": .text(why), "on": on.field]))
    }

    func words(_ answer: MemberIDAnswer) -> String {
        "Person \(answer.memberID) is a former member now."
    }
}
