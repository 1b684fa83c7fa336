import ArgumentParser
import Node
import Web

/// Lists agreements.
struct AgreementListing: Command {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List agreements; those that end first stand first.",
        discussion: "The first 100; --skip goes on behind them.")

    @Option(help: "all, current, ending (within 90 days) or over.")
    var part = "current"

    @Option(help: "Leave out so many.")
    var skip = 0

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> AgreementsAnswer {
        try await door.ask(
            .get("agreements", query: [("part", part), ("skip", "\(skip)")]))
    }

    func words(_ answer: AgreementsAnswer) -> String {
        var table = Table("Agreement", "Title", "Until", "Signed")
        for entry in answer.agreements {
            table.add(
                entry.id, entry.title, entry.endsOn ?? "no end",
                "\(entry.signed) of \(entry.partyCount)")
        }
        return table.text(orIfEmpty: "No agreements.")
    }
}
