import ArgumentParser
import Node
import Web

/// Lists links.
struct LinkList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the chapters that this one is linked with.")

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> [LinkAnswer] {
        try await door.ask(.get("links"))
    }

    func words(_ links: [LinkAnswer]) -> String { Self.table(links) }

    /// The links as a table, with the words of those that wait for a confirmation.
    static func table(_ links: [LinkAnswer]) -> String {
        var table = Table("Linked chapter", "State", "Last heard", "They have", "We have", "Name")
        for link in links {
            table.add(
                link.chapterID, link.state.rawValue, link.lastHeard.map(\.description) ?? "never",
                "\(link.theyHave)", "\(link.weHave)", link.name)
        }
        var lines = [table.text(orIfEmpty: "No links.")]
        for link in links {
            if let words = link.words {
                lines.append("Words of \(Plain.line(link.name)): \(words.joined(separator: " "))")
                guard link.returning, link.state == .unconfirmed else { continue }
                lines.append(
                    "\(Plain.line(link.name)) is linked already. Somebody who has its root key says "
                        + "that its computer is lost. Call somebody you know there and ask whether "
                        + "that is so, then compare the words and confirm.")
            }
        }
        return lines.joined(separator: "\n")
    }
}
