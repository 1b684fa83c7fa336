import Foundation
public import Hummingbird
public import Logging
public import ServiceLifecycle
public import Web

/// Serves the API to the operator on a Unix socket in the data directory.
///
/// Whoever can open the socket is the operator: the directory has mode 0700 and the socket 0600.
/// The caller holds the directory's lock, so that a socket left by a killed process can be
/// removed.
public struct ControlServer: Service {
    /// The longest path of a Unix socket on Linux, in bytes.
    public static let pathBytesAtMost = 107

    private let application: Application<RouterResponder<Context>>

    /// A server for the router of `Entrance.control`.
    ///
    /// `ready` is called when the socket answers. Throws `DataDirectoryError.socketPathTooLong`.
    public init(
        _ router: Router<Context>, in directory: DataDirectory, logger: Logger,
        ready: @Sendable @escaping () -> Void = {}
    ) throws {
        let path = directory.controlSocket
        guard path.utf8.count <= Self.pathBytesAtMost else {
            throw DataDirectoryError.socketPathTooLong(path: path, bytes: path.utf8.count)
        }
        unlink(path)
        application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .unixDomainSocket(path: path)),
            onServerRunning: { _ in
                chmod(path, 0o600)
                ready()
            },
            logger: logger)
    }

    /// Serves until the service group shuts down, then removes the socket.
    public func run() async throws {
        try await application.run()
    }
}
