import ArgumentParser

/// Ballots of this chapter and results of linked ones.
struct Ballot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ballot", abstract: "Ballots of this chapter and results of linked ones.",
        subcommands: [
            BallotAdd.self, BallotList.self, BallotOpen.self, BallotClose.self, BallotCancel.self,
            BallotResult.self,
            BallotVerify.self, BallotExport.self,
        ])
}
