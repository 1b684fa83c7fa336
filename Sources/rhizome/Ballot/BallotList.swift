import ArgumentParser
import Node
import Web

/// Lists ballots.
struct BallotList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the ballots of this chapter and of linked ones.")

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> [BallotAnswer] {
        try await door.ask(.get("ballots"))
    }

    func words(_ ballots: [BallotAnswer]) -> String {
        var table = Table("Ballot", "State", "Chapter", "Question")
        for ballot in ballots {
            table.add(
                ballot.ballotID, ballot.state, String(ballot.chapterID.prefix(8)), ballot.question)
        }
        return table.text(orIfEmpty: "No ballots.")
    }
}
