import ArgumentParser
import Node
import Web

/// Shows how a ballot went.
struct BallotResult: Command {
    static let configuration = CommandConfiguration(
        commandName: "result", abstract: "Show how a ballot went and who has recounted it.")

    @Argument(help: "The ballot's id.")
    var ballot: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> BallotResultAnswer {
        try await door.ask(.get("ballots/\(escaped(ballot))/result"))
    }

    func words(_ result: BallotResultAnswer) -> String {
        var lines = [Plain.line(result.question), "State: \(result.state)", ""]
        var counts = Table("Papers", "Option")
        for (option, count) in result.counts.sorted(by: {
            $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
        }) { counts.add("\(count)", option) }
        lines.append(counts.text(orIfEmpty: "The papers are counted when the ballot closes."))
        if let outcome = result.outcome {
            let leading = result.leading.map(Plain.line).joined(separator: ", ")
            lines += ["", "Outcome: \(outcome)\(leading.isEmpty ? "" : " (\(leading))")"]
        }
        if let turnout = result.turnout, let size = result.rollSize {
            lines += ["", "\(turnout) of \(size) have voted."]
        }
        for recount in result.recounts {
            let word = recount.agrees ? "agrees" : "DOES NOT AGREE"
            lines.append("Recounted by \(recount.chapterID): \(word)")
        }
        return lines.joined(separator: "\n")
    }
}
