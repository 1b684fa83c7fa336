import Chapter
import Federation
import Feeds
import Foundation
import Gossip
import Logging
import ServiceLifecycle
import Sodium
import Transport
import UnixSignals
import Web

/// Serves a chapter until the process is told to stop.
///
/// `ready` is called once: when pages, control socket and gossip all answer.
public func serve(
    _ options: ServeOptions, ready: @Sendable @escaping (ReadyReport) -> Void
) async throws {
    let directory = options.directory
    guard directory.holdsChapter else {
        throw DataDirectoryError.holdsNoChapter(path: directory.path)
    }
    let lock = try DataDirectoryLock(directory)
    defer { withExtendedLifetime(lock) {} }
    let configuration = try Configuration(in: directory).changed(by: options)
    if let problem = configuration.originProblem { throw CannotServe(description: problem) }
    try configuration.save(in: directory)

    directory.removeAbandonedLists()
    var logger = Logger(label: "rhizome")
    logger.logLevel = .info
    let opened = try OpenedChapter(directory)
    if let restored = opened.restored {
        logger.warning(
            "this node asks the linked chapters before it writes", metadata: ["why": "\(restored)"])
    }
    let gossip = try await gossipService(configuration, options, opened, logger)
    let node = RunningNode(
        chapter: opened.chapter, gossip: gossip, clock: systemClock, restored: opened.restored,
        directory: directory)
    var backend = Backend(
        chapter: opened.chapter, node: node, clock: systemClock, origin: configuration.origin,
        imports: directory.imports, outbox: Outbox(path: directory.outbox), kit: try PageKit())
    backend.isForDevelopment = options.isForDevelopment

    let readiness = Readiness(ready)
    let control = try ControlServer(
        buildRouter(backend, entrance: .control), in: directory, logger: logger,
        ready: { readiness.controlAnswers() })
    let pages = PageServer(
        buildRouter(backend, entrance: .network), at: configuration.http, logger: logger,
        ready: { readiness.pagesAnswer(at: $0) })
    var parts: [ServiceGroupConfiguration.ServiceConfiguration] = [
        .init(service: GossipRunner(gossip: gossip, readiness: readiness)),
        .init(service: FollowUp(chapter: opened.chapter, gossip: gossip, logger: logger)),
        .init(service: Timekeeper(chapter: opened.chapter, logger: logger)),
        .init(service: control), .init(service: pages),
    ]
    if options.stopsWithParent {
        parts.append(
            .init(service: ParentWatch(), successTerminationBehavior: .gracefullyShutdownGroup))
    }
    let services = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: parts, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await services.run()
}

/// Why a node cannot serve.
struct CannotServe: Error, CustomStringConvertible {
    let description: String
}

private func gossipService(
    _ configuration: Configuration, _ options: ServeOptions, _ opened: OpenedChapter,
    _ logger: Logger
) async throws -> GossipService {
    var settings = GossipSettings()
    settings.push = options.push
    var listen: Endpoint?
    if let address = configuration.gossip {
        listen = Endpoint(host: address.host, port: UInt16(clamping: address.port))
        guard listen != nil else {
            throw CannotServe(description: "Nobody can listen on \(address) for other nodes.")
        }
    }
    for endpoint in configuration.publicEndpoints where !NodeRecord.isEndpoint(endpoint) {
        throw CannotServe(
            description: "“\(endpoint)” is not an endpoint such as tcp://node.example.org:7001.")
    }
    return try await GossipService(
        feeds: opened.feeds,
        configuration: GossipService.Configuration(
            curve: try ChapterKeys.curve(in: options.directory), listen: listen,
            advertised: configuration.publicEndpoints,
            hostName: ProcessInfo.processInfo.hostName, restored: opened.restored != nil,
            settings: settings),
        clock: systemClock, logger: logger)
}

extension Configuration {
    /// The configuration with what the command line says put over it.
    fileprivate func changed(by options: ServeOptions) -> Configuration {
        var changed = self
        if let http = options.http { changed.http = http }
        if let gossip = options.gossip { changed.gossip = gossip }
        if !options.publicEndpoints.isEmpty { changed.publicEndpoints = options.publicEndpoints }
        if let origin = options.publicOrigin { changed.publicOrigin = origin }
        return changed
    }
}
