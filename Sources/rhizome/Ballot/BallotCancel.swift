import ArgumentParser
import Node
import Web

/// Ends a ballot without a count.
struct BallotCancel: Command {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End a ballot without a count; papers are destroyed.")

    @Argument(help: "The ballot's id.")
    var ballot: String

    @Option(help: "Why, for people to read.")
    var reason: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> BallotIDAnswer {
        try await door.ask(
            .send("POST", "ballots/\(escaped(ballot))/cancellation", ["reason": reason.field]))
    }

    func words(_ answer: BallotIDAnswer) -> String { "Cancelled ballot \(answer.ballotID)." }
}
