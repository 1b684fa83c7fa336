import ArgumentParser
import Node
import Web

/// Makes a ballot.
struct BallotAdd: Command {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make a ballot.",
        discussion: "Without --option people answer yes, no or abstain.")

    @Option(help: "What is asked.")
    var question: String

    @Option(name: .customLong("option"), help: "Something that can be chosen; twice or more.")
    var options: [String] = []

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> BallotIDAnswer {
        try await door.ask(
            .send(
                "POST", "ballots", ["question": .text(question), "options": .texts(options)]))
    }

    func words(_ answer: BallotIDAnswer) -> String {
        "Made ballot \(answer.ballotID). Open it with: rhizome ballot open \(answer.ballotID)"
    }
}
