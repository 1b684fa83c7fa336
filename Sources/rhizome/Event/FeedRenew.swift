import ArgumentParser
import Node

/// Begins the chapter's feed anew.
struct FeedRenew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Begin the chapter's feed anew with its root key: after a fork, or a stolen key.",
        discussion: """
            The node must not run. Linked chapters keep what they have of the feed up to the fork, \
            and what this copy had written after it is said again. The old key is removed. Make \
            sure first that no other copy of this directory is left: it could not write any more.
            """)

    @Option(help: "The file with the chapter's root key, from where you keep it.")
    var rootKey: String

    @Flag(help: "Go on although linked chapters may hold more than this copy. It is lost then.")
    var evenIfBehind = false

    @OptionGroup var globals: Globals

    func run() async throws {
        let report = try await beginAnew(
            RenewOptions(
                directory: globals.directory, rootKey: rootKey, evenIfBehind: evenIfBehind))
        if globals.json {
            try Output.print(json: report)
            return
        }
        Output.print(
            """
            The feed goes on in epoch \(report.epoch), with a new key. Of the epoch before, \
            \(report.kept) events count; \(report.saidAgain) more were said again.
            Start the node with: rhizome --data \(globals.directory) serve
            """)
    }
}
