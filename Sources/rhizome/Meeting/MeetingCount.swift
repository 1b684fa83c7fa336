import ArgumentParser
import Node
import Web

/// Says how many people came.
struct MeetingCount: Command {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Say how many people came, or count those on record.",
        discussion: "The number of a shared meeting is told to the linked chapters, never a name.")

    @Argument(help: "The meeting's id.")
    var meeting: String

    @Option(help: "How many came.")
    var heads: Int?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> HeadCountAnswer {
        try await door.ask(
            .send(
                "PUT", "meetings/\(escaped(meeting))/head-count",
                ["headCount": heads.map(Field.number)]))
    }

    func words(_ answer: HeadCountAnswer) -> String { "\(answer.headCount) people came." }
}
