import ArgumentParser
import Node
import Web

/// Shows one event.
struct EventShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one event with what it says.")

    @Argument(help: "The event's id.")
    var event: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> EventDetailAnswer {
        try await door.ask(.get("events/\(escaped(event))"))
    }

    func words(_ event: EventDetailAnswer) -> String {
        let header = event.header
        var lines = [
            "Event      \(header.eventID)", "Chapter    \(header.chapterID)",
            "Epoch      \(header.epoch)", "Number     \(header.seq)",
            "Previous   \(header.previous)", "Time       \(header.time)",
            "Kind       \(header.kind) \(header.name)",
        ]
        if let void = event.void { lines.append("No effect  \(Plain.line(void))") }
        if let signature = event.signature { lines.append("Signature  \(signature)") }
        lines += ["", event.text.map(Plain.lines) ?? event.payload]
        return lines.joined(separator: "\n")
    }
}
