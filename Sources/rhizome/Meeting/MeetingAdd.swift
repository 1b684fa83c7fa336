import ArgumentParser
import Node
import Web

/// Plans a meeting.
struct MeetingAdd: Command {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Plan a meeting.",
        discussion: "Times are written with an offset: 2026-11-22T18:00+01:00.")

    @Option(help: "What it is called.")
    var title: String

    @Option(help: "When it starts.", transform: Reading.moment)
    var start: Moment

    @Option(help: "When it ends.", transform: Reading.moment)
    var end: Moment

    @Option(help: "The time zone, such as Europe/Lisbon; the chapter's without one.")
    var timeZone: String?

    @OptionGroup var options: MeetingOptions

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MeetingIDAnswer {
        try await door.ask(
            .send(
                "POST", "meetings",
                options.fields([
                    "title": .text(title), "start": .text("\(start)"), "end": .text("\(end)"),
                    "timeZone": timeZone.field,
                ])))
    }

    func words(_ answer: MeetingIDAnswer) -> String {
        "Planned \(Plain.line(title)) as meeting \(answer.meetingID)."
    }
}
