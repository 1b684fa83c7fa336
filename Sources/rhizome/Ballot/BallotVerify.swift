import ArgumentParser
import Foundation
import Node
import Web

/// Checks a ballot again from its papers.
struct BallotVerify: Command {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a ballot, or an exported file of one, again.",
        discussion: "A paper, a mark or a result that was changed is named. Exit status 1 if so.")

    @Argument(help: "The ballot's id, or a file that ballot export has written.")
    var ballot: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> BallotVerdictAnswer {
        if FileManager.default.fileExists(atPath: ballot) {
            return try await door.ask(
                DoorRequest(
                    "POST", "ballots/verdict",
                    body: .file(path: ballot, type: "application/json")))
        }
        return try await door.ask(.get("ballots/\(escaped(ballot))/verdict"))
    }

    func isGood(_ verdict: BallotVerdictAnswer) -> Bool { verdict.valid }

    func words(_ verdict: BallotVerdictAnswer) -> String {
        if verdict.valid { return "Everything fits: papers, marks, counts and signatures." }
        return verdict.findings.map { "- " + Plain.line($0) }.joined(separator: "\n")
    }
}
