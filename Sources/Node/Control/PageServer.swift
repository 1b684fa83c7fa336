import Foundation
public import Hummingbird
public import Logging
public import ServiceLifecycle
public import Web

/// Serves the API to members over TCP.
///
/// TLS is the reverse proxy's work.
public struct PageServer: Service {
    private let application: Application<RouterResponder<Context>>

    /// A server for the router of `Entrance.network`.
    ///
    /// `ready` is called with the address that it really listens on, when it listens.
    public init(
        _ router: Router<Context>, at address: ListenAddress, logger: Logger,
        ready: @Sendable @escaping (ListenAddress) -> Void
    ) {
        application = Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? address.port
                ready(ListenAddress(host: address.host, port: port))
            },
            logger: logger)
    }

    /// Serves until the service group shuts down; what has begun is finished.
    public func run() async throws {
        try await application.run()
    }
}
