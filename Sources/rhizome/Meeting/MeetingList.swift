import ArgumentParser
import Node
import Web

/// Lists meetings.
struct MeetingList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List meetings of this chapter and of linked ones.")

    @Option(help: "all, upcoming or past.")
    var when: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> [MeetingAnswer] {
        try await door.ask(.get("meetings", query: when.map { [("when", $0)] } ?? []))
    }

    func words(_ meetings: [MeetingAnswer]) -> String {
        var table = Table("Meeting", "Start", "For", "Came", "Chapter", "Title")
        for meeting in meetings {
            table.add(
                meeting.meetingID, "\(meeting.start)", meeting.audience,
                meeting.headCount.map(String.init) ?? "", String(meeting.chapterID.prefix(8)),
                meeting.title + (meeting.cancelled ? " (cancelled)" : ""))
        }
        return table.text(orIfEmpty: "No meetings.")
    }
}
