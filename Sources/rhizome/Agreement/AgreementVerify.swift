import ArgumentParser
import Node
import Web

/// Checks what a chapter's key has signed of an agreement.
struct AgreementVerify: Command {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a file that agreement sign, or the page of an agreement, has given.",
        discussion: "Without a chapter and without a network. Exit status 1 if something is wrong.")

    @Argument(help: "The file.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func run() async throws {
        let answer = try checkSeal(file)
        if globals.json {
            try Output.print(json: answer)
        } else {
            Output.print(words(answer))
        }
        if !answer.valid { throw ExitCode(1) }
    }

    func perform(through door: any Door) async throws -> SealAnswer { try checkSeal(file) }

    func words(_ answer: SealAnswer) -> String {
        answer.words(
            vouching: "It vouches that the chapter had it so at that time by its own clock, not "
                + "for the hands that signed on paper.")
    }
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
