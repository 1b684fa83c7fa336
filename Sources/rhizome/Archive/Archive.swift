import ArgumentParser

/// The complete archive of a chapter.
struct Archive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Everything that the chapter knows of its contacts, in one file.",
        subcommands: [ArchiveWrite.self, ArchiveRead.self])
}
