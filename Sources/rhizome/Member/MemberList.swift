import ArgumentParser
import Foundation
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

    @Option(help: "Only whom the saved search with this number finds, in its order.")
    var saved: String?

    @Option(
        help: ArgumentHelp(
            "More columns, with commas between them, or “kept” for those of the saved search.",
            discussion: "Such as town,employer,positions, or own:CODE for a field of your own."))
    var columns: String?

    @Option(help: "What comes first: name, family (the family name), or joined (last first).")
    var sort: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> [MemberAnswer] {
        var query: [(name: String, value: String)] = []
        for (name, value) in [
            ("search", search), ("status", status), ("tag", tag), ("interest", interest),
            ("saved", saved), ("columns", columns), ("sort", sort),
        ] {
            if let value { query.append((name, value)) }
        }
        // The node gives a page at a time; the command gives all.
        var people: [MemberAnswer] = []
        var next: String? = nil
        repeat {
            let page = query + (next.map { [("after", $0)] } ?? [])
            let reply = try await door.reply(.get("members", query: page))
            people += try JSONDecoder().decode([MemberAnswer].self, from: reply.body)
            next = reply.next
        } while next != nil
        return people
    }

    func words(_ people: [MemberAnswer]) -> String {
        let known: Set = ["status", "email", "phone", "number"]
        let asked =
            columns == "kept"
            ? (people.first?.columns?.keys.sorted() ?? [])
            : (columns ?? "").split(separator: ",").map(String.init)
        let more = asked.filter { !known.contains($0) }
        var table = Table(["Person", "Name", "Status", "Mail", "Phone"] + more)
        for person in people {
            table.add(
                [
                    person.memberID, person.name, person.status, person.email ?? "",
                    person.phone ?? "",
                ] + more.map { person.columns?[$0]?.joined(separator: ", ") ?? "" })
        }
        return table.text(orIfEmpty: "No people.")
    }
}
