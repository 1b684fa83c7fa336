import ArgumentParser

/// The chapters' feeds of events.
struct Feed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "The chapters' feeds of events.",
        subcommands: [
            FeedVerify.self, FeedProve.self, FeedChangeKey.self, FeedRenew.self,
        ])
}
