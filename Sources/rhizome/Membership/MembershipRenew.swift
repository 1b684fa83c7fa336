import ArgumentParser
import Node
import Web

/// Renews somebody's membership.
struct MembershipRenew: Command {
    static let configuration = CommandConfiguration(
        commandName: "renew", abstract: "Renew a membership.",
        discussion: """
            While it counts, also in grace, the next period begins the day after the last one ends; \
            after a lapse it begins today.
            """)

    @Argument(help: "The person's number.")
    var member: String

    @Option(help: "Another kind, by its number or its name.")
    var kind: String?

    @Option(help: "Why, for the history.")
    var why: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MemberIDAnswer {
        var fields: [String: Field?] = ["why": why.field]
        if let kind { fields["kind"] = .text(try await door.membershipKind(kind)) }
        return try await door.ask(
            .send("POST", "members/\(escaped(member))/membership/renew", fields))
    }

    func words(_ answer: MemberIDAnswer) -> String {
        "The membership of person \(answer.memberID) is renewed."
    }
}
