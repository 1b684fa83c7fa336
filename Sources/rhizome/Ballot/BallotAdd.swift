import ArgumentParser
import Node
import Web

/// Drafts a ballot.
struct BallotAdd: Command {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write a ballot down; nobody learns of it before it opens.",
        discussion: """
            Without --option people answer yes, no or abstain; with them they choose one. With \
            --method they say what will do (approval), give points (score, star) or rank (irv, scottish-stv, \
            meek-stv, schulze, ranked-pairs, minimax, copeland, borda).
            """)

    @Option(help: "What is asked.")
    var question: String

    @Option(name: .customLong("option"), help: "Something that can be chosen; twice or more.")
    var options: [String] = []

    @Option(help: "How papers are filled in and counted.")
    var method: String?

    @Option(help: "How many options are chosen.")
    var seats: Int?

    @Option(help: "The most points for an option; 5 unless said.")
    var highestScore: Int?

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
                    "threshold": threshold.field, "quorum": quorum.field, "method": method.field,
                    "seats": seats.map(Field.number),
                    "highestScore": highestScore.map(Field.number),
                ]))
    }

    func words(_ answer: BallotIDAnswer) -> String {
        "Made ballot \(answer.ballotID). Open it with: rhizome ballot open \(answer.ballotID)"
    }
}
