import ArgumentParser
import Node
import Web

/// Checks what a chapter's key has signed of an agreement.
struct AgreementVerify: SealVerifying {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a file that agreement sign, or the page of an agreement, has given.",
        discussion: "Without a chapter and without a network. Exit status 1 if something is wrong.")

    @Argument(help: "The file.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func check() throws -> SealAnswer { try checkSeal(file) }

    func words(_ answer: SealAnswer) -> String {
        answer.words(
            vouching: "It vouches that the chapter had it so at that time by its own clock, not "
                + "for the hands that signed on paper.")
    }
}
