import ArgumentParser
import Node
import Web

/// Makes a link that signs a person in.
struct MemberSignIn: Command {
    static let configuration = CommandConfiguration(
        commandName: "sign-in", abstract: "Make a link that signs a member in once.",
        discussion: "It is written to the history that the member sees.")

    @Argument(help: "The person's number.")
    var member: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> SignInAnswer {
        try await door.ask(.send("POST", "members/\(escaped(member))/sign-in-links"))
    }

    func words(_ answer: SignInAnswer) -> String {
        let alone =
            Reach(of: answer.url) == .machine
            ? "\nIt opens on this machine alone. For phones and other computers the node needs a "
                + "name: rhizome serve --public-origin https://NAME" : ""
        return "\(answer.url)\nIt works once, until \(answer.expires)." + alone
    }
}
