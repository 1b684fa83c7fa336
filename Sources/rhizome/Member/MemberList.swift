import ArgumentParser
import Node
import Web

/// Lists people.
struct MemberList: Command {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List people.")

    @Option(help: "Only people in whose name, mail or phone these words begin.")
    var search: String?

    @Option(help: "Only people with this status: contact, supporter, member or former.")
    var status: String?

    @Option(help: "Only people with this tag.")
    var tag: String?

    @Option(help: "Only people with this interest.")
    var interest: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> [MemberAnswer] {
        var query: [(name: String, value: String)] = []
        for (name, value) in [
            ("search", search), ("status", status), ("tag", tag), ("interest", interest),
        ] {
            if let value { query.append((name, value)) }
        }
        return try await door.ask(.get("members", query: query))
    }

    func words(_ people: [MemberAnswer]) -> String {
        var table = Table("Person", "Name", "Status", "Mail", "Phone")
        for person in people {
            let roles = person.roles.isEmpty ? "" : " (\(person.roles.joined(separator: ", ")))"
            table.add(
                person.memberID, person.name, person.status + roles, person.email ?? "",
                person.phone ?? "")
        }
        return table.text(orIfEmpty: "No people.")
    }
}
