import ArgumentParser
import Node
import Web

/// Lists interest groups.
struct GroupList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the interest groups of all linked chapters.")

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> [GroupAnswer] {
        try await door.ask(.get("groups"))
    }

    func words(_ groups: [GroupAnswer]) -> String {
        var table = Table("Group", "Members", "Chapter", "Name", "Purpose")
        for group in groups {
            table.add(
                group.groupID, "\(group.members)", String(group.chapterID.prefix(8)), group.name,
                group.purpose)
        }
        return table.text(orIfEmpty: "No groups yet. Members found them with their own token.")
    }
}
