import ArgumentParser
import Node
import Web

/// Makes an invitation.
struct LinkInvite: Command {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Make an invitation for another chapter.")

    @Flag(help: "Confirm whoever takes it up, without comparing words.")
    var autoConfirm = false

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> InvitationAnswer {
        try await door.ask(
            .send("POST", "links/invitations", ["autoConfirm": .flag(autoConfirm)]))
    }

    func words(_ answer: InvitationAnswer) -> String {
        """
        \(answer.invitation)

        Hand this line to the other chapter by a way that you trust. It can be taken up once, \
        until \(answer.expires).
        """
    }
}
