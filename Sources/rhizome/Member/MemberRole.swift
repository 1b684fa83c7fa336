import ArgumentParser
import Node
import Web

/// Gives or takes a role.
struct MemberRole: Command {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Give a role to a member, or take it.")

    @Argument(help: "The person's number.")
    var member: String

    @Argument(help: "coordinator or \"federation admin\".")
    var role: String

    @Flag(help: "Take the role instead of giving it.")
    var take = false

    @Option(help: "Why, such as the meeting that decided it.")
    var why: String?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> MemberIDAnswer {
        let path = "members/\(escaped(member))/roles/\(escaped(role))"
        return try await door.ask(.send(take ? "DELETE" : "PUT", path, ["why": why.field]))
    }

    func words(_ answer: MemberIDAnswer) -> String {
        "Person \(answer.memberID) \(take ? "no longer holds" : "holds") the role of "
            + "\(Plain.line(role))."
    }
}
