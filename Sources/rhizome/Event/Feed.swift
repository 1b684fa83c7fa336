import ArgumentParser

/// The chapters' feeds of events.
struct Feed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "The chapters' feeds of events.",
        subcommands: [
            FeedVerify.self, FeedChangeKey.self, FeedRenew.self,
        ])
}
