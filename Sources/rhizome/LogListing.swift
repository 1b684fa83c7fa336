import ArgumentParser
import Node
import Web

/// Shows what left the chapter and what was changed for all.
struct LogListing: Command {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show what left the chapter and what was changed for all, newest first.")

    @Option(help: "everything, out, in or changed.")
    var show = "everything"

    @Option(help: "Only lines before the one with this number.")
    var before: Int64?

    @OptionGroup var globals: Globals

    func validate() throws {
        guard ["everything", "out", "in", "changed"].contains(show) else {
            throw ValidationError("Say everything, out, in or changed.")
        }
    }

    func perform(through door: any Door) async throws -> [HistoryAnswer] {
        var query: [(name: String, value: String)] = [("show", show)]
        if let before { query.append(("before", "\(before)")) }
        return try await door.ask(.get("log", query: query))
    }

    func words(_ lines: [HistoryAnswer]) -> String {
        var table = Table("Line", "When", "What")
        for line in lines { table.add(line.changeID, "\(line.at)", line.sentence) }
        return table.text(orIfEmpty: "Nothing has been written down.")
    }
}
