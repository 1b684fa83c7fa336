import ArgumentParser
import Node
import Web

/// How the node is.
struct Status: Command {
    static let configuration = CommandConfiguration(abstract: "Show how the chapter's node is.")

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> StatusAnswer {
        try await door.ask(.get("status"))
    }

    func words(_ status: StatusAnswer) -> String {
        var lines = status.warnings.map { "Warning: \(Plain.line($0))" }
        lines.append("\(Plain.line(status.name)), rhizome \(status.version)")
        lines.append("Chapter   \(status.chapterID)")
        lines.append("Members   \(status.members)")
        if let change = status.transportKeyChange { lines.append(change.plain) }
        var feeds = Table("Feed of chapter", "epoch", "events")
        for feed in status.feeds { feeds.add(feed.chapterID, "\(feed.epoch)", "\(feed.seq)") }
        lines += ["", feeds.text(orIfEmpty: "No feeds yet.")]
        lines += ["", LinkList.table(status.links)]
        if !status.refused.isEmpty {
            var refused = Table("Refused from other nodes", "times")
            for (reason, count) in status.refused.sorted(by: { $0.key < $1.key }) {
                refused.add(reason, "\(count)")
            }
            lines += ["", refused.text(orIfEmpty: "")]
        }
        return lines.joined(separator: "\n")
    }
}
