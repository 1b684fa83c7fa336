import ArgumentParser
import Node
import Web

/// Removes a contact who was added by mistake.
struct MemberRemove: Command {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a contact who was added by mistake.",
        discussion: """
            Whoever other records rely on stays, and the answer names what does. For somebody who \
            leaves there is “end”.
            """)

    @Argument(help: "The contact's number.")
    var member: String

    @Option(help: "Why, for the history.")
    var why: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> RemovedAnswer {
        try await door.ask(
            .send("POST", "members/\(escaped(member))/removal", ["why": .text(why)]))
    }

    func words(_ answer: RemovedAnswer) -> String {
        "Contact \(answer.memberID) is removed. Bring it back with: "
            + "rhizome member bring-back \(answer.id)"
    }
}
