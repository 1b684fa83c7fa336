import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import Web

/// Serves a chapter until the process is told to stop.
///
/// In a directory without a chapter it serves the pages that make one, and then the chapter.
/// `ready` is called when pages, control socket and gossip all answer; before that, if there is no
/// chapter yet, also with the link under which one can be made.
public func serve(
    _ options: ServeOptions, ready: @Sendable @escaping (ReadyReport) -> Void
) async throws {
    let directory = options.directory
    let isMade = directory.holdsChapter
    if !isMade {
        try directory.refuseRemains()
        try directory.create()
    }
    let lock = try DataDirectoryLock(directory)
    defer { withExtendedLifetime(lock) {} }
    var logger = Logger(label: "rhizome")
    logger.logLevel = .info
    guard isMade else { return try await setUp(options, logger: logger, ready: ready) }

    let configuration = try Configuration(in: directory).changed(by: options)
    if let problem = configuration.originProblem { throw CannotServe(description: problem) }
    try configuration.save(in: directory)
    directory.removeAbandonedLists(at: systemClock())
    let readiness = Readiness(ready)
    let served = try await ServedChapter(
        options, configuration, origin: configuration.origin, kit: try PageKit(),
        readiness: readiness, logger: logger)
    let pages = PageServer(
        Doorway(buildRouter(served.backend, entrance: .network)), at: configuration.http,
        logger: logger, ready: { readiness.pagesAnswer(at: $0) })
    try await run(served.services + [pages], options, logger)
}

/// Runs services until the process is told to stop or one of them fails.
func run(_ services: [any Service], _ options: ServeOptions, _ logger: Logger) async throws {
    var parts = services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
    if options.stopsWithParent {
        parts.append(
            .init(service: ParentWatch(), successTerminationBehavior: .gracefullyShutdownGroup))
    }
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: parts, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
}

/// Why a node cannot serve.
struct CannotServe: Error, CustomStringConvertible {
    let description: String
}

extension Configuration {
    /// The configuration with what the command line says put over it.
    func changed(by options: ServeOptions) -> Configuration {
        var changed = self
        if let http = options.http { changed.http = http }
        if let gossip = options.gossip { changed.gossip = gossip }
        if !options.publicEndpoints.isEmpty { changed.publicEndpoints = options.publicEndpoints }
        if let origin = options.publicOrigin { changed.publicOrigin = origin }
        return changed
    }
}
