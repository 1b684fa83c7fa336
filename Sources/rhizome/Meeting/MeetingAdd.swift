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

    @Option(help: "Where it is.")
    var place: String?

    @Option(help: "Where it is online, an https address.")
    var onlineLink: String?

    @Option(help: "What it is about.")
    var agenda: String?

    @Option(help: "The time zone, such as Europe/Lisbon.")
    var timeZone: String?

    @Option(help: "chapter (only ours), linked (linked chapters too) or public.")
    var audience: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MeetingIDAnswer {
        try await door.ask(
            .send(
                "POST", "meetings",
                [
                    "title": .text(title), "start": .text("\(start)"), "end": .text("\(end)"),
                    "place": place.field, "onlineLink": onlineLink.field, "agenda": agenda.field,
                    "timeZone": timeZone.field, "audience": audience.field,
                ]))
    }

    func words(_ answer: MeetingIDAnswer) -> String {
        "Planned \(Plain.line(title)) as meeting \(answer.meetingID)."
    }
}
