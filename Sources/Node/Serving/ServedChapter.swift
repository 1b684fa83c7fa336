import Chapter
import Federation
import Feeds
import Foundation
import Gossip
import Logging
import ServiceLifecycle
import Transport
import Web

/// An opened chapter with everything that works for it while it is served.
///
/// The caller holds the directory's lock.
struct ServedChapter: Sendable {
    let backend: Backend
    private let gossip: GossipService
    private let control: ControlServer
    private let readiness: Readiness
    private let logger: Logger

    /// Opens a chapter; `origin` is the start of every link that is handed to people.
    init(
        _ options: ServeOptions, _ configuration: Configuration, origin: String, kit: PageKit,
        readiness: Readiness, logger: Logger
    ) async throws {
        let directory = options.directory
        let opened = try OpenedChapter(directory)
        try await opened.chapter.forgetInterruptedImports()
        if let restored = opened.restored {
            logger.warning(
                "this node asks the linked chapters before it writes",
                metadata: ["why": "\(restored)"])
        }
        if options.writesWithoutAsking {
            logger.critical(
                "the operator has said to write without asking the linked chapters",
                metadata: ["restored": "\(opened.restored ?? "no")"])
        }
        gossip = try await gossipService(configuration, options, opened, logger)
        let node = RunningNode(
            chapter: opened.chapter, gossip: gossip, clock: systemClock, restored: opened.restored,
            directory: directory)
        var backend = Backend(
            chapter: opened.chapter, node: node, clock: systemClock, origin: origin,
            imports: directory.imports, outbox: Outbox(path: directory.outbox), kit: kit)
        backend.directory = directory.path
        backend.isForDevelopment = options.isForDevelopment
        self.backend = backend
        control = try ControlServer(
            buildRouter(backend, entrance: .control), in: directory, logger: logger,
            ready: { readiness.controlAnswers() })
        self.readiness = readiness
        self.logger = logger
    }

    /// What works for the chapter besides its pages, the gossip first.
    var services: [any Service] {
        [
            GossipRunner(gossip: gossip, readiness: readiness),
            FollowUp(chapter: backend.chapter, gossip: gossip, logger: logger),
            Timekeeper(chapter: backend.chapter, logger: logger),
            DuplicateFinder(chapter: backend.chapter, logger: logger), control,
        ]
    }
}

private func gossipService(
    _ configuration: Configuration, _ options: ServeOptions, _ opened: OpenedChapter,
    _ logger: Logger
) async throws -> GossipService {
    var settings = GossipSettings()
    settings.push = options.push
    if options.writesWithoutAsking {
        settings.gateWait = 0
        settings.witnessesAfterRestore = 0
    }
    let keyFiles = TransportKeyFiles(directory: options.directory)
    return try await GossipService(
        feeds: opened.feeds,
        configuration: GossipService.Configuration(
            keys: try keyFiles.read(), keyStore: keyFiles,
            listen: try configuration.gossipEndpoint(),
            advertised: configuration.publicEndpoints,
            hostName: ProcessInfo.processInfo.hostName, restored: opened.restored != nil,
            settings: settings),
        clock: systemClock, logger: logger)
}

extension Configuration {
    /// Where it listens for other nodes; throws in words where nobody could.
    func gossipEndpoint() throws -> Endpoint? {
        for endpoint in publicEndpoints where !NodeRecord.isEndpoint(endpoint) {
            throw CannotServe(
                description: "“\(endpoint)” is not an endpoint such as tcp://node.example.org:7001."
            )
        }
        guard let address = gossip else { return nil }
        guard let endpoint = Endpoint(host: address.host, port: UInt16(clamping: address.port))
        else {
            throw CannotServe(description: "Nobody can listen on \(address) for other nodes.")
        }
        return endpoint
    }
}
