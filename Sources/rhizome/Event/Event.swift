import ArgumentParser

/// The signed events that this node holds.
struct Event: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event", abstract: "The signed events that this node holds.",
        subcommands: [
            EventList.self, EventShow.self,
        ])
}
