import ArgumentParser
import Node
import Web

/// Close a ballot.
struct BallotClose: Command {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a ballot, count it and share the result.")

    @Argument(help: "The ballot's id.")
    var ballot: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> BallotIDAnswer {
        try await door.ask(.send("POST", "ballots/\(escaped(ballot))/closure"))
    }

    func words(_ answer: BallotIDAnswer) -> String {
        "Ballot \(answer.ballotID): Voting has ended, and the result is shared."
    }
}
