import ArgumentParser
import Foundation
import Node
import Web

/// Brings a chapter back whose computer is lost.
struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Bring a chapter back whose computer is lost and of which there is no backup.",
        discussion: """
            Needed are the chapter's root key (rhizome root-key join makes it of its sheets) and an \
            invitation of a chapter that was linked with this one (rhizome link invite there). Both \
            sides compare six words. What the chapter had shared comes back from the linked \
            chapters: meetings, groups, results of votes. Its people are lost, and so is all that \
            had stayed in the chapter; a backup, if there is one, is better. The old computer, if it \
            turns up, can do nothing any more. The root key is not kept here.
            """)

    @Argument(help: "The invitation, one line of text.")
    var invitation: String

    @Option(help: "The file with the chapter's root key.", completion: .file())
    var rootKey: String

    @Option(
        help: "A coordinator to begin with, as \"NAME <MAIL>\".", transform: { try Init.person($0) }
    )
    var coordinator: (name: String, mail: String)

    @Option(help: "The time zone in which the chapter meets and votes, such as Europe/Lisbon.")
    var timeZone: String?

    @Flag(help: "Say yes to the words without being asked.")
    var yes = false

    @OptionGroup var globals: Globals

    func run() async throws {
        guard yes || !globals.json && Question.canBeAsked else {
            throw Failure("Nobody can be asked here whether the six words are the same. Use --yes.")
        }
        let report = try await comeBack(
            ReturnOptions(
                directory: globals.directory, rootKey: rootKey, invitation: invitation,
                coordinatorName: coordinator.name, coordinatorMail: coordinator.mail,
                timeZone: timeZone),
            talk: Talk(yes: yes, isQuiet: globals.json))
        if globals.json {
            try Output.print(json: report)
            return
        }
        Output.print(
            """
            \(Plain.line(report.name)) is back in \(report.dataDirectory), with \(report.kept) \
            events that it had shared.
            Start its node with: rhizome --data \(report.dataDirectory) serve
            Then import the list of members again, and remove the file with the root key.
            """)
    }

    /// What is said while it goes on.
    private struct Talk: ReturnTalk {
        let yes: Bool
        let isQuiet: Bool

        func compare(inviter: String, words: [String]) -> Bool {
            say("Words with \(Plain.line(inviter)): \(words.joined(separator: " "))")
            return yes || Question.yes("Does the other side see the same words?")
        }

        func waits() { say("Waiting until somebody there confirms them too.") }
        func fetches() { say("Fetching what this chapter had shared.") }

        private func say(_ text: String) {
            if !isQuiet { Output.error(text) }
        }
    }
}
