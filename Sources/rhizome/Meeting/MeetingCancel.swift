import ArgumentParser
import Node
import Web

/// Calls a meeting off.
struct MeetingCancel: Command {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Call a meeting off; it stays in the lists as cancelled.")

    @Argument(help: "The meeting's id.")
    var meeting: String

    @Option(help: "Why, for people to read.")
    var reason: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MeetingIDAnswer {
        try await door.ask(
            .send(
                "POST", "meetings/\(escaped(meeting))/cancellation", ["reason": reason.field]))
    }

    func words(_ answer: MeetingIDAnswer) -> String { "Cancelled meeting \(answer.meetingID)." }
}
