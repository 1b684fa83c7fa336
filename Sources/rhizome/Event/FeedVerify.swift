import ArgumentParser
import Node
import Web

/// Checks every feed again, or a proof that somebody has sent.
struct FeedVerify: Command {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every stored event again, or a file that proves what a chapter has said.",
        discussion: """
            Without a file: ids, chain and signatures of all that is stored. With a file that feed \
            prove has written: that file alone, without a chapter and without a network. Exit \
            status 1 if something is wrong.
            """)

    @Argument(help: "A file that feed prove has written.", completion: .file())
    var file: String?

    @OptionGroup var globals: Globals

    func run() async throws {
        guard let file else { return try await askAndShow() }
        let answer = try checkProof(file)
        if globals.json {
            try Output.print(json: answer)
        } else {
            Output.print(Self.words(answer))
        }
        if !answer.valid { throw ExitCode(1) }
    }

    func perform(through door: any Door) async throws -> FeedsVerdictAnswer {
        try await door.ask(.get("feeds/verdict"))
    }

    func isGood(_ verdict: FeedsVerdictAnswer) -> Bool { verdict.valid }

    func words(_ verdict: FeedsVerdictAnswer) -> String {
        let sum = "Checked \(verdict.events) events of \(verdict.feeds) feeds."
        if verdict.valid { return sum + " Nothing is wrong." }
        return ([sum] + verdict.findings.map { "- " + Plain.line($0) }).joined(separator: "\n")
    }

    /// What a proof shows, in words.
    static func words(_ proof: ProofAnswer) -> String {
        guard proof.valid, let chapter = proof.chapterID else {
            return (["Nothing is proven."] + proof.findings.map { "- " + Plain.line($0) })
                .joined(separator: "\n")
        }
        var lines = [
            "The chapter \(Plain.line(proof.chapter ?? "without a name")) has said this:", "",
        ]
        // Its name stands above already, where it has said something besides.
        let shown =
            proof.events.count > 1 ? proof.events.filter { $0.header.kind != 1 } : proof.events
        for event in shown {
            lines.append("  Event \(event.header.seq), \(event.header.time), \(event.header.name)")
            let says =
                event.says ?? "What it said was taken back; only that it was there is proven."
            lines += Plain.lines(says).split(separator: "\n").map { "    " + $0 }
        }
        lines.append("")
        if let covered = proof.covered, let moment = proof.coveredAt {
            lines.append(
                "It is among the first \(covered) events, which the chapter signed \(moment).")
        } else {
            lines.append("The chapter has signed each of these events.")
        }
        lines += [
            "The times are those of the chapter's own clock. Whether it has said something else "
                + "since, this file cannot tell.",
            "The code of the chapter's root key: \(chapter)",
            "Compare it with the one that you know of this chapter: anybody can call themselves so.",
        ]
        return lines.joined(separator: "\n")
    }
}
