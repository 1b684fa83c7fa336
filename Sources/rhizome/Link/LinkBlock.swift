import ArgumentParser
import Node
import Web

/// Blocks a chapter.
struct LinkBlock: Command {
    static let configuration = CommandConfiguration(
        commandName: "block", abstract: "Stop exchanging with a chapter and hide what it shared.",
        discussion: "Others may still pass on what this chapter has shared before.")

    @Argument(help: "The chapter's id, as link list shows it.")
    var chapter: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> LinkAnswer {
        try await door.ask(.send("POST", "links/\(escaped(chapter))/block"))
    }

    func words(_ link: LinkAnswer) -> String { LinkList.table([link]) }
}
