import ArgumentParser
import Foundation
import Node

/// The command line of a chapter's node.
struct Rhizome: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rhizome",
        abstract: "Runs a chapter's own node: its people, meetings, groups and ballots.",
        discussion: """
            A chapter lives in one data directory: the one named with --data, else $RHIZOME_DATA, \
            else ~/.rhizome. While its node runs, commands go through the node; otherwise they open \
            the database themselves.

            Times are ISO 8601 with an offset, such as 2026-11-22T18:00+01:00.
            Exit status: 0 done, 1 refused or failed, 64 wrong usage.
            """,
        version: programVersion,
        subcommands: [
            Init.self, Return.self, Serve.self, Demo.self, Status.self, Member.self,
            Archive.self, LogListing.self, Membership.self, Place.self, Agreement.self,
            Meeting.self, Group.self,
            Ballot.self, TallyCommand.self,
            Link.self, Event.self, Feed.self, TransportKeys.self,
            RootKey.self,
        ])

    @OptionGroup var globals: Globals

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}

/// What every command takes.
struct Globals: ParsableArguments {
    @Option(help: "The chapter's data directory.", completion: .directory)
    var data: String?

    @Flag(help: "Print one JSON value; errors too, as {\"error\": ...} on standard error.")
    var json = false

    /// The directory that is meant.
    var directory: DataDirectory {
        data.map(DataDirectory.init)
            ?? .standard(environment: ProcessInfo.processInfo.environment)
    }
}
