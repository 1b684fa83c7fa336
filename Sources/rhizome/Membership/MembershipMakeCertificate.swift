import ArgumentParser
import Node
import Web

/// Has the chapter's key sign since when somebody has been a member, and writes it to a file.
struct MembershipMakeCertificate: Command {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Make a certificate of somebody's membership, for another chapter.",
        discussion: """
            The file has the person's name and number, the periods, and since when. Give it to \
            them alone: whoever has it can show it. It is checked with \
            rhizome membership verify FILE, without a chapter and without a network.
            """)

    @Argument(help: "The person's number.")
    var member: String

    @Argument(help: "The file to write. One that exists is not overwritten.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> CertificateAnswer {
        try NewFile.check(file)
        let path = "members/\(escaped(member))/membership/certificate"
        try NewFile.write(try await door.bytes(DoorRequest("POST", path)), to: file)
        return CertificateAnswer(memberID: member, file: file)
    }

    func words(_ answer: CertificateAnswer) -> String {
        "Wrote \(answer.file). Check it anywhere with: rhizome membership verify \(answer.file)"
    }
}

/// What `membership certificate` prints.
struct CertificateAnswer: Codable, Hashable {
    /// Whose membership.
    var memberID: String
    /// Where it was written.
    var file: String
}
