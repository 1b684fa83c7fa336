import ArgumentParser
import Node
import Web

/// Checks every feed again.
struct FeedVerify: Command {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every stored event again: ids, chain, signatures.",
        discussion: "Exit status 1 if something is wrong.")

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> FeedsVerdictAnswer {
        try await door.ask(.get("feeds/verdict"))
    }

    func isGood(_ verdict: FeedsVerdictAnswer) -> Bool { verdict.valid }

    func words(_ verdict: FeedsVerdictAnswer) -> String {
        let sum = "Checked \(verdict.events) events of \(verdict.feeds) feeds."
        if verdict.valid { return sum + " Nothing is wrong." }
        return ([sum] + verdict.findings.map { "- " + Plain.line($0) }).joined(separator: "\n")
    }
}
