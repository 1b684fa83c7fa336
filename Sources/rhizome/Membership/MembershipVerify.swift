import ArgumentParser
import Node
import Web

/// Checks a certificate of membership.
struct MembershipVerify: SealVerifying {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a file that membership certificate, or the page of it, has given.",
        discussion: "Without a chapter and without a network. Exit status 1 if something is wrong.")

    @Argument(help: "The file.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func check() throws -> SealAnswer { try checkCertificate(file) }

    func words(_ answer: SealAnswer) -> String {
        answer.words(
            vouching: "It vouches that the chapter says so, and not that whoever shows it is this "
                + "person.")
    }
}
