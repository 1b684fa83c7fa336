import ArgumentParser
import Node
import Web

/// Takes up an invitation.
struct LinkAccept: Command {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Take up another chapter's invitation.",
        discussion: """
            Both sides see the same six words. Compare them, for instance on the telephone, before \
            you say yes. What this chapter shares can then be read by the other, and the other way.
            """)

    @Argument(help: "The invitation, one line of text.")
    var text: String

    @Flag(help: "Say yes to the words without being asked.")
    var yes = false

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> JoinAnswer {
        let first: JoinAnswer = try await accept(yes: yes, door)
        guard !yes, !globals.json, Question.canBeAsked else { return first }
        Output.error(words(first))
        guard Question.yes("Does the other side see the same words?") else {
            throw Failure("The link was not confirmed. Nothing is shared.")
        }
        return try await accept(yes: true, door)
    }

    private func accept(yes: Bool, _ door: any Door) async throws -> JoinAnswer {
        try await door.ask(
            .send("POST", "links", ["invitation": .text(text), "yes": .flag(yes)]))
    }

    func words(_ answer: JoinAnswer) -> String {
        var lines = [
            "\(Plain.line(answer.name))", "Chapter  \(answer.chapterID)",
            "Words    \(answer.words.joined(separator: " "))",
        ]
        if answer.state == .unconfirmed {
            lines.append("Not confirmed yet. Confirm with: rhizome link accept TEXT --yes")
        }
        return lines.joined(separator: "\n")
    }
}
