import ArgumentParser
import Node
import Web

/// Changes a meeting.
struct MeetingEdit: Command {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a meeting; what is not named stays.")

    @Argument(help: "The meeting's id.")
    var meeting: String

    @Option(help: "What it is called.")
    var title: String?

    @Option(help: "When it starts.", transform: Reading.moment)
    var start: Moment?

    @Option(help: "When it ends.", transform: Reading.moment)
    var end: Moment?

    @OptionGroup var options: MeetingOptions

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MeetingIDAnswer {
        try await door.ask(
            .send(
                "PATCH", "meetings/\(escaped(meeting))",
                options.fields([
                    "title": title.field, "start": start.map { .text("\($0)") },
                    "end": end.map { .text("\($0)") },
                ])))
    }

    func words(_ answer: MeetingIDAnswer) -> String { "Changed meeting \(answer.meetingID)." }
}
