import ArgumentParser
import Node
import Web

/// Lists whose membership is due.
struct MembershipDue: Command {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "List whose membership runs out within 30 days, or has in the last 30.")

    @Argument(help: "soon or lately.")
    var part = "soon"

    @OptionGroup var globals: Globals

    func validate() throws {
        guard ["soon", "lately"].contains(part) else {
            throw ValidationError("Say soon or lately.")
        }
    }

    func perform(through door: any Door) async throws -> [DueAnswer] {
        try await door.ask(.get("memberships/\(part)"))
    }

    func words(_ people: [DueAnswer]) -> String {
        var table = Table("Person", "Name", "Kind", "Until", "Counts until")
        for person in people {
            table.add(
                person.memberID, person.name, person.kind, person.lastDay, person.countsUntil)
        }
        return table.text(orIfEmpty: "Nobody is due.")
    }
}
