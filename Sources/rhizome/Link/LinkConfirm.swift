import ArgumentParser
import Node
import Web

/// Confirms a joining chapter.
struct LinkConfirm: Command {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Confirm that a joining chapter sees the same words.")

    @Argument(help: "The chapter's id, as link list shows it.")
    var chapter: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> LinkAnswer {
        try await door.ask(.send("POST", "links/\(escaped(chapter))/confirmation"))
    }

    func words(_ link: LinkAnswer) -> String { LinkList.table([link]) }
}
