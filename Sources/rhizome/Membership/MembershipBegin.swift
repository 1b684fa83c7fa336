import ArgumentParser
import Node
import Web

/// Begins somebody's membership.
struct MembershipBegin: Command {
    static let configuration = CommandConfiguration(
        commandName: "begin", abstract: "Begin a membership, or record one of the past.",
        discussion: "Days are written as 2026-05-01.")

    @Argument(help: "The person's number.")
    var member: String

    @Option(help: "The kind, by its number or its name.")
    var kind: String

    @Option(help: "The first day; today if it is not given.")
    var startsOn: String?

    @Option(help: "The last day; the one that follows from the kind if it is not given.")
    var runsUntil: String?

    @Option(help: "Since when they had been a member without a break, also elsewhere.")
    var memberSince: String?

    @Option(
        help: "The file of another chapter's certificate, which says since when instead.",
        completion: .file())
    var certificate: String?

    @Flag(help: "It is the same person, though the certificate has another name.")
    var samePerson = false

    @Option(help: "Why, for the history.")
    var why: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MemberIDAnswer {
        try await door.ask(
            .send(
                "POST", "members/\(escaped(member))/membership/begin",
                [
                    "kind": .text(try await door.membershipKind(kind)),
                    "startsOn": startsOn.field, "runsUntil": runsUntil.field,
                    "memberSince": memberSince.field, "why": why.field,
                    "certificate": try certificate.map(readCertificate).field,
                    "isSamePerson": .flag(samePerson),
                ]))
    }

    func words(_ answer: MemberIDAnswer) -> String {
        "The membership of person \(answer.memberID) is kept from now on."
    }
}
