import ArgumentParser
import Node
import Web

/// Writes a proof of something that a chapter has said.
struct FeedProve: Command {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Write a small file that proves to anybody what a chapter has said.",
        discussion: """
            The file holds the event itself, the chapter's signature, and what leads from one to the \
            other. Whoever gets it can read what was said, so give it only to those who may. They \
            check it with rhizome feed verify FILE, without a chapter and without a network.
            """)

    @Argument(help: "The id of a meeting, vote, group, post or event, of any linked chapter.")
    var thing: String

    @Argument(help: "The file to write. One that exists is not overwritten.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> WrittenProofAnswer {
        try NewFile.check(file)
        let content = try await door.bytes(.get("feeds/proofs/\(escaped(thing))"))
        try NewFile.write(content, to: file)
        return WrittenProofAnswer(thing: thing, file: file)
    }

    func words(_ answer: WrittenProofAnswer) -> String {
        "Wrote \(answer.file). Check it anywhere with: rhizome feed verify \(answer.file)"
    }
}

/// What `feed prove` prints.
struct WrittenProofAnswer: Codable, Hashable {
    /// What is proven.
    var thing: String
    /// Where the proof was written.
    var file: String
}
