import ArgumentParser
import Node
import Web

/// Records who came.
struct MeetingAttend: Command {
    static let configuration = CommandConfiguration(
        commandName: "attend", abstract: "Record that somebody came to a meeting.",
        discussion: "Who came stays in this chapter. Doing it twice changes nothing.")

    @Argument(help: "The meeting's id.")
    var meeting: String

    @Option(help: "The person's number.")
    var member: String?

    @Option(help: "The name of a guest who is not in the list.")
    var guest: String?

    @Option(help: "When they came; now if it is not given.", transform: Reading.moment)
    var arrived: Moment?

    @Option(help: "When they left.", transform: Reading.moment)
    var left: Moment?

    @Flag(help: "Replace an arrival that is on record.")
    var correct = false

    @OptionGroup var globals: Globals

    func validate() throws {
        guard (member == nil) != (guest == nil) else {
            throw ValidationError("Give either --member or --guest.")
        }
    }

    func perform(through door: any Door) async throws -> JSONValue {
        try await door.ask(
            .send(
                "POST", "meetings/\(escaped(meeting))/attendance",
                [
                    "memberID": member.field, "guest": guest.field,
                    "arrived": arrived.map { .text("\($0)") },
                    "left": left.map { .text("\($0)") }, "corrects": .flag(correct),
                ]))
    }

    func words(_ answer: JSONValue) -> String {
        guard case .object(let fields) = answer, fields["keptEarlierArrival"] == .flag(true),
            case .text(let arrived) = fields["arrived"]
        else { return "Recorded." }
        return "They were on record since \(arrived), and that was kept. Replace it with --correct."
    }
}
