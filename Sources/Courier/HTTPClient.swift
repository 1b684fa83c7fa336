import Synchronization

/// Sends HTTP requests over libcurl, each on a thread of its own crew.
///
/// Redirects are not followed and only `http` and `https` are spoken. Certificates are checked
/// against the system's authorities.
public final class HTTPClient: Sendable {
    /// How many requests are on their way at most; more wait their turn.
    public static let threadsAtMost = 4

    private let crew = Crew(limit: threadsAtMost)

    /// A client.
    public init() {}

    /// Sends a request and gives the answer, whatever its status.
    ///
    /// `progress` is told the bytes sent and the bytes to send, on the transfer's own thread,
    /// several times a second. A cancelled task breaks the transfer off. Throws `CourierError`,
    /// or `CancellationError` when it was cancelled.
    public func send(
        _ request: HTTPRequest, progress: (@Sendable (Int64, Int64) -> Void)? = nil
    ) async throws -> HTTPResponse {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await crew.run {
                try Transfer(request, cancellation: cancellation, progress: progress).perform()
            }
        } onCancel: {
            cancellation.ask()
        }
    }
}

/// Whether somebody has asked to break a transfer off.
final class Cancellation: Sendable {
    private let asked = Atomic(false)

    /// Asks.
    func ask() { asked.store(true, ordering: .relaxed) }

    /// Whether somebody has asked.
    var isAsked: Bool { asked.load(ordering: .relaxed) }
}
