import ArgumentParser
import Node
import Web

/// Writes a closed ballot to a file.
struct BallotExport: Command {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a closed ballot with its papers to a file.")

    @Argument(help: "The ballot's id.")
    var ballot: String

    @Argument(help: "The file to write. One that exists is not overwritten.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> ExportedBallotAnswer {
        try NewFile.check(file)
        let content = try await door.bytes(.get("ballots/\(escaped(ballot))/export"))
        try NewFile.write(content, to: file)
        return ExportedBallotAnswer(ballotID: ballot, file: file)
    }

    func words(_ answer: ExportedBallotAnswer) -> String { "Wrote \(answer.file)." }
}

/// What `ballot export` prints.
struct ExportedBallotAnswer: Codable, Hashable {
    /// The ballot.
    var ballotID: String
    /// Where it was written.
    var file: String
}
