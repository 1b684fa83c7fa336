import ArgumentParser
import Node
import Web

/// Runs the node of a chapter.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the chapter's node until it is told to stop.",
        discussion: """
            In a directory without a chapter it shows a link under which one is made in a browser. \
            What is given here is kept in rhizome.json and need not be given again. TLS is the \
            work of a reverse proxy before it.
            """)

    @Option(
        help: "Where to serve people, HOST:PORT. Port 0 takes a free one.",
        transform: Reading.address)
    var http: ListenAddress?

    @Option(help: "Where other chapters' nodes can connect, HOST:PORT.", transform: Reading.address)
    var gossip: ListenAddress?

    @Option(
        name: .customLong("public-endpoint"),
        help: "Where other nodes reach it from outside, tcp://HOST:PORT, if it differs.")
    var publicEndpoints: [String] = []

    @Option(help: "The address that people type, such as https://tenants.example.")
    var publicOrigin: String?

    @Flag(help: "Leave the sharing of new events to reconciliation; for tests.")
    var withoutPush = false

    @Flag(
        help: """
            Write at once, though linked chapters may hold more of this chapter's feed than this \
            copy does. For a chapter whose linked chapters are all gone: where they are not, it \
            forks the feed. The log keeps that it was said.
            """)
    var writeWithoutAsking = false

    /// For the demo, whose nodes end with it: see `ParentWatch`.
    @Flag(help: .hidden)
    var stopWithParent = false

    /// For whoever works on the pages: serves /gallery, which shows every component.
    @Flag(help: .hidden)
    var development = false

    @OptionGroup var globals: Globals

    func run() async throws {
        try ProgramFolder.check()
        var options = ServeOptions(
            directory: globals.directory, http: http, gossip: gossip,
            publicEndpoints: publicEndpoints, publicOrigin: publicOrigin, push: !withoutPush,
            stopsWithParent: stopWithParent)
        options.isForDevelopment = development
        options.writesWithoutAsking = writeWithoutAsking
        let json = globals.json
        let directory = globals.directory
        try await serve(options) { report in
            if json {
                try? Output.print(json: report)
            } else if let setup = report.setup {
                Output.print(
                    """
                    There is no chapter in \(directory) yet. Make it in a browser, with this link:

                      \(setup)

                    Give it to nobody else: whoever opens it makes the chapter. Ctrl-C stops.
                    """)
            } else {
                let links = report.gossip.map { " and other nodes at \($0)" } ?? ""
                let origin = (try? Configuration(in: directory))?.origin ?? report.http
                let alone =
                    Reach(of: origin) == .machine
                    ? " (this machine alone; --public-origin gives it a name for others)" : ""
                Output.print(
                    "Serving people at \(report.http)\(alone)\(links). Ctrl-C stops the node.")
            }
        }
    }
}
