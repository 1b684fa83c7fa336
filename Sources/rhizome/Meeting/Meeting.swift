import ArgumentParser

/// Meetings of this chapter and of linked ones.
struct Meeting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "Meetings of this chapter and of linked ones.",
        subcommands: [
            MeetingAdd.self, MeetingList.self, MeetingEdit.self, MeetingCancel.self,
            MeetingAttend.self, MeetingCount.self,
        ])
}
