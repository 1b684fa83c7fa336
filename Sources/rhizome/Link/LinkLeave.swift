import ArgumentParser
import Node
import Web

/// Leaves the federation.
struct LinkLeave: Command {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Leave the federation with this chapter.",
        discussion: "What was shared before stays with the others. Coming back needs an invitation."
    )

    @Flag(help: "Leave without being asked.")
    var yes = false

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> LeaveAnswer {
        if !yes {
            guard !globals.json, Question.canBeAsked else {
                throw Failure("The chapter was not taken out: nobody can be asked here. Use --yes.")
            }
            guard Question.yes("Leave the federation with this chapter?") else {
                throw Failure("The chapter stays in the federation.")
            }
        }
        return try await door.ask(DoorRequest("DELETE", "federation"))
    }

    func words(_ answer: LeaveAnswer) -> String { "The chapter left at \(answer.left)." }
}
