import ArgumentParser
import Node
import Web

/// Has the chapter's key sign an agreement and writes what it signed to a file.
struct AgreementSign: Command {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Have the chapter's key sign an agreement as it is written down now.",
        discussion: """
            The file says who signed as what on which day, and the hashes of the agreement's files. \
            Whoever gets it can read that, so give it only to those who may. They check it with \
            rhizome agreement verify FILE, without a chapter and without a network.
            """)

    @Argument(help: "The agreement's number.")
    var agreement: String

    @Argument(help: "The file to write. One that exists is not overwritten.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> SignedAgreementAnswer {
        try NewFile.check(file)
        let path = "agreements/\(escaped(agreement))/seals"
        let answer: IDAnswer = try await door.ask(DoorRequest("POST", path))
        try NewFile.write(try await door.bytes(.get("\(path)/\(answer.id)")), to: file)
        return SignedAgreementAnswer(agreement: agreement, signature: answer.id, file: file)
    }

    func words(_ answer: SignedAgreementAnswer) -> String {
        "Wrote \(answer.file). Check it anywhere with: rhizome agreement verify \(answer.file)"
    }
}

/// What `agreement sign` prints.
struct SignedAgreementAnswer: Codable, Hashable {
    /// The agreement.
    var agreement: String
    /// The number of what was signed.
    var signature: String
    /// Where it was written.
    var file: String
}
