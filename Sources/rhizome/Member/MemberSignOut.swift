import ArgumentParser
import Node
import Web

/// Signs a person out everywhere.
struct MemberSignOut: Command {
    static let configuration = CommandConfiguration(
        commandName: "sign-out", abstract: "End all tokens and sign-in links of a person.")

    @Argument(help: "The person's number.")
    var member: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> RevokedAnswer {
        try await door.ask(DoorRequest("DELETE", "members/\(escaped(member))/tokens"))
    }

    func words(_ answer: RevokedAnswer) -> String { "\(answer.revoked) tokens ended." }
}
