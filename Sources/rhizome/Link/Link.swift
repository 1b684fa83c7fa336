import ArgumentParser

/// Links with other chapters.
struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Links with other chapters.",
        subcommands: [
            LinkInvite.self, LinkAccept.self, LinkConfirm.self, LinkList.self, LinkBlock.self,
            LinkLeave.self,
        ])
}
