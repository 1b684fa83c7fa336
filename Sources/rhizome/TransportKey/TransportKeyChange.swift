import ArgumentParser
import Node
import Web

/// Begins to give the node a new transport key.
struct TransportKeyChange: Command {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Give this node a new key for its links, while it runs.",
        discussion: """
            Do it together with rhizome feed change-key when somebody else may have a copy of the \
            data directory. The linked chapters are told of the new key first; it comes into force \
            when all of them have heard, or after a day where one is away, and the old one is \
            removed in the same way. rhizome status says how far it has come. The node can be \
            stopped and started meanwhile. Invitations that are open then end; make new ones \
            afterwards.
            """)

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> TransportKeyAnswer {
        try await door.ask(.send("POST", "transport-key"))
    }

    func words(_ answer: TransportKeyAnswer) -> String {
        """
        A new transport key was made. The old one stays in force until the linked chapters have \
        heard of it, at most a day; nothing is interrupted for longer than a moment.
        \(answer.plain)
        Invitations that are open now end with the old key. When rhizome status says nothing of \
        the transport key any more, make a backup: an older one cannot link any more.
        """
    }
}

extension TransportKeyAnswer {
    /// How far the change has come, in words.
    var plain: String {
        let names = waitingFor.map { Plain.line($0) }.joined(separator: ", ")
        return switch (isInForce, waitingFor.isEmpty) {
        case (false, true): "All linked chapters have heard of the new transport key."
        case (false, false): "The new transport key waits until these have heard of it: \(names)"
        case (true, true): "The new transport key is in force; the old one is being removed."
        case (true, false):
            "The new transport key is in force. The old one stays until these have heard: \(names)"
        }
    }
}
