import ArgumentParser
import Node
import Web

/// Lists events.
struct EventList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the headers of the events that this node holds.")

    @Option(help: "Only this chapter's feed.")
    var chapter: String?

    @Option(help: "From this number in the feed on.")
    var from: UInt64?

    @Option(help: "At most so many.")
    var limit: Int?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> [EventAnswer] {
        var query: [(name: String, value: String)] = []
        if let chapter { query.append(("chapter", chapter)) }
        if let from { query.append(("from", String(from))) }
        if let limit { query.append(("limit", String(limit))) }
        return try await door.ask(.get("events", query: query))
    }

    func words(_ events: [EventAnswer]) -> String {
        var table = Table("Event", "Chapter", "Epoch", "Number", "Time", "Bytes", "Kind")
        for event in events {
            table.add(
                event.eventID, String(event.chapterID.prefix(8)), "\(event.epoch)",
                "\(event.seq)", "\(event.time)", "\(event.size)", "\(event.kind) \(event.name)")
        }
        return table.text(orIfEmpty: "No events.")
    }
}
