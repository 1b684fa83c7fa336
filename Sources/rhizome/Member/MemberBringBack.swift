import ArgumentParser
import Node
import Web

/// Brings back a contact who was removed.
struct MemberBringBack: Command {
    static let configuration = CommandConfiguration(
        commandName: "bring-back", abstract: "Bring back a contact who was removed.",
        discussion: "Ways to sign in do not come back.")

    @Argument(help: "The number of the removal, as “remove” has said it.")
    var removal: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> BroughtBackAnswer {
        try await door.ask(.send("POST", "removals/\(escaped(removal))/reversal"))
    }

    func words(_ answer: BroughtBackAnswer) -> String {
        let left =
            answer.leftOut == 0
            ? "" : " Relations or positions that do not fit any more: \(answer.leftOut)."
        return "Contact \(answer.memberID) is back.\(left)"
    }
}
