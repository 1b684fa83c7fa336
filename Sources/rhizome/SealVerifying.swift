import ArgumentParser
import Node
import Web

/// A command that checks what a chapter's key has signed, without a chapter and a network.
protocol SealVerifying: Command where Content == SealAnswer {
    /// Checks the file; throws in words if it cannot be read.
    func check() throws -> SealAnswer
}

extension SealVerifying {
    func run() async throws { try show(check()) }

    func perform(through door: any Door) async throws -> SealAnswer { try check() }

    func isGood(_ answer: SealAnswer) -> Bool { answer.valid }
}

extension SealAnswer {
    /// What a chapter's key has signed, in words, with what the signature vouches for.
    func words(vouching: String) -> String {
        guard valid, let text, let chapterID else {
            return (["Nothing is proven."] + findings.map { "- " + Plain.line($0) })
                .joined(separator: "\n")
        }
        return
            (["The chapter's key has signed this:", ""]
            + text.split(separator: "\n").map { "    " + Plain.line(String($0)) } + [
                "", vouching, "The code of the chapter's root key: \(chapterID)",
                "Compare it with the one that you know of this chapter: anybody can call "
                    + "themselves so.",
            ]).joined(separator: "\n")
    }
}
