import ArgumentParser
import Node
import Web

/// Makes a token for a member's own programs.
struct MemberToken: Command {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make a token with which a member's programs act.",
        discussion: "It is shown this once, and written to the history that the member sees.")

    @Argument(help: "The person's number.")
    var member: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> TokenAnswer {
        try await door.ask(.send("POST", "members/\(escaped(member))/tokens"))
    }

    func words(_ answer: TokenAnswer) -> String {
        "\(answer.token)\nIt works until \(answer.expires)."
    }
}
