import ArgumentParser
import Foundation
import Node
import Web

/// Writes an agreement down.
struct AgreementAdd: Command {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write down an agreement with contacts.")

    @Option(help: "What it is called.")
    var title: String

    @Option(
        help: """
            collective agreement, coalition, volunteer, data consent, authorization card or other.
            """)
    var kind = "other"

    @Option(help: "The number of a contact who is a party; once for each.")
    var party: [String] = []

    @Option(help: "The day on which they signed, as 2026-05-01.")
    var signed: String?

    @Option(help: "The first day.")
    var starts: String?

    @Option(help: "The last day.")
    var ends: String?

    @Option(help: "So many days before the last one a task makes itself.")
    var taskDays: Int?

    @Option(help: "The number of whoever does that task.")
    var taskFor: String?

    @Option(help: "What is to be done then.")
    var task: String?

    @OptionGroup var globals: Globals

    /// What is sent.
    private struct Sent: Encodable {
        struct Party: Encodable {
            var memberID: String
            var signedOn: String?
        }

        struct Reminder: Encodable {
            var days: Int
            var assigneeID: String?
            var summary: String?
        }

        var title: String
        var kind: String
        var startsOn: String?
        var endsOn: String?
        var parties: [Party]
        var reminder: Reminder?
    }

    func validate() throws {
        if taskDays == nil, task != nil || taskFor != nil {
            throw ValidationError("Say with --task-days how many days before the end.")
        }
    }

    func perform(through door: any Door) async throws -> IDAnswer {
        let sent = Sent(
            title: title, kind: kind, startsOn: starts, endsOn: ends,
            parties: party.map { Sent.Party(memberID: $0, signedOn: signed) },
            reminder: taskDays.map {
                Sent.Reminder(days: $0, assigneeID: taskFor, summary: task)
            })
        return try await door.ask(
            DoorRequest("POST", "agreements", body: .json(try JSONEncoder().encode(sent))))
    }

    func words(_ answer: IDAnswer) -> String {
        "Added \(Plain.line(title)) as agreement \(answer.id)."
    }
}
