import ArgumentParser

/// The key that a node's links are encrypted with.
struct TransportKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transport-key",
        abstract: "The key that this node's links are encrypted with.",
        subcommands: [TransportKeyChange.self])
}
