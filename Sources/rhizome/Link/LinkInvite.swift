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
        It leads them to \(Plain.line(answer.address)). \(Self.advice(answer.reach))
        """
    }

    private static func advice(_ reach: Reach) -> String {
        let change = "rhizome serve --public-endpoint tcp://NAME:PORT"
        return switch reach {
        case .anywhere: "If that is not where others reach this machine: \(change)"
        case .network:
            """
            Warning: this name or address is good in this machine's own network at most. For \
            chapters elsewhere start the node with the name under which they reach it, and make \
            another invitation: \(change)
            """
        case .machine:
            """
            Warning: that is this machine itself; nobody elsewhere gets there. Start the node with \
            the name under which others reach it, and make another invitation: \(change)
            """
        }
    }
}
