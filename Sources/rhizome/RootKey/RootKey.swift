import ArgumentParser

/// The chapter's root key.
struct RootKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "root-key",
        abstract: "The chapter's root key, and the printed sheets that bring it back.",
        subcommands: [RootKeySplit.self, RootKeyJoin.self, RootKeyCheck.self])
}
