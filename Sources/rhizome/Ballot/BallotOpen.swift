import ArgumentParser
import Node
import Web

/// Open a ballot.
struct BallotOpen: Command {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open a ballot: the roll is frozen and shared, and voting begins.")

    @Argument(help: "The ballot's id.")
    var ballot: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> BallotIDAnswer {
        try await door.ask(.send("POST", "ballots/\(escaped(ballot))/opening"))
    }

    func words(_ answer: BallotIDAnswer) -> String {
        "Ballot \(answer.ballotID): The roll is frozen and voting has begun."
    }
}
