import ArgumentParser
import Node
import Web

/// Shows what became of a person's record.
struct MemberHistory: Command {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show who changed what of a person, newest first.")

    @Argument(help: "The person's number.")
    var member: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> [HistoryAnswer] {
        try await door.ask(.get("members/\(escaped(member))/history"))
    }

    func words(_ changes: [HistoryAnswer]) -> String {
        var table = Table("Change", "When", "What")
        for change in changes {
            table.add(change.changeID, "\(change.at)", change.sentence)
        }
        return table.text(orIfEmpty: "No changes.")
    }
}
