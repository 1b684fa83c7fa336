import ArgumentParser
import Node
import Web

/// Drafts a ballot.
struct BallotAdd: Command {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write a ballot down; nobody learns of it before it opens.",
        discussion: "Without --option people answer yes, no or abstain.")

    @Option(help: "What is asked.")
    var question: String

    @Option(name: .customLong("option"), help: "Something that can be chosen; twice or more.")
    var options: [String] = []

    @Option(help: "simple-majority, two-thirds, absolute-majority or most.")
    var threshold: String?

    @Option(help: "The part of the roll that must vote, such as 1/2.")
    var quorum: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> BallotIDAnswer {
        try await door.ask(
            .send(
                "POST", "ballots",
                [
                    "question": .text(question), "options": .texts(options),
                    "threshold": threshold.field, "quorum": quorum.field,
                ]))
    }

    func words(_ answer: BallotIDAnswer) -> String {
        "Made ballot \(answer.ballotID). Open it with: rhizome ballot open \(answer.ballotID)"
    }
}
