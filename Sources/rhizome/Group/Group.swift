import ArgumentParser

/// Interest groups across the linked chapters.
struct Group: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Interest groups across the linked chapters.",
        subcommands: [
            GroupList.self, GroupShow.self,
        ])
}
