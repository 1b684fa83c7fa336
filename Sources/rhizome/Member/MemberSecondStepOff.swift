import ArgumentParser
import Node
import Web

/// Switches off the second step of somebody who has lost their app and their recovery codes.
struct MemberSecondStepOff: Command {
    static let configuration = CommandConfiguration(
        commandName: "second-step-off",
        abstract: "Switch off the second step of a person who has lost app and recovery codes.")

    @Argument(help: "The person's number.")
    var member: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> SecondStepAnswer {
        try await door.ask(DoorRequest("DELETE", "members/\(escaped(member))/second-step"))
    }

    func words(_ answer: SecondStepAnswer) -> String {
        "The second step of person \(answer.memberID) is off. They see it in their history."
    }
}
