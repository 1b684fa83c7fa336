import Foundation
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle
import Web

/// Serves the API to members over TCP.
///
/// TLS is the reverse proxy's work.
public struct PageServer: Service {
    private let application: Application<Doorway>
    private let address: ListenAddress

    /// A server for the router of `Entrance.network`, behind a doorway.
    ///
    /// `ready` is called with the address that it really listens on, when it listens.
    public init(
        _ doorway: Doorway, at address: ListenAddress, logger: Logger,
        ready: @Sendable @escaping (ListenAddress) async -> Void
    ) {
        self.address = address
        application = Application(
            responder: doorway,
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? address.port
                await ready(ListenAddress(host: address.host, port: port))
            },
            logger: logger)
    }

    /// Serves until the service group shuts down; what has begun is finished.
    ///
    /// Throws in words if it cannot listen.
    public func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw CannotServe(description: Self.sentence(error, address))
        }
    }

    private static func sentence(_ error: IOError, _ address: ListenAddress) -> String {
        switch error.errnoCode {
        case EADDRINUSE:
            "Port \(address.port) is in use: another program listens on \(address). Stop it or "
                + "choose another port with --http."
        case EADDRNOTAVAIL:
            "This machine has no address \(address.host), so nothing can listen on \(address)."
        case EACCES:
            "The system does not allow listening on \(address). Choose a port above 1023."
        default:
            "Nobody can listen on \(address): \(String(cString: strerror(error.errnoCode)))."
        }
    }
}
