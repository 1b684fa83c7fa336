public import HTTPTypes
public import Hummingbird
public import Logging
public import NIOCore
import NIOEmbedded

/// Asks a router in the same process, without a socket.
///
/// The command line uses it when no node runs, and the tests use it always.
public struct RequestClient: Sendable {
    /// What a router has answered.
    public struct Reply: Sendable {
        /// The status.
        public let status: HTTPResponse.Status
        /// The header fields.
        public let headers: HTTPFields
        /// The body, whole.
        public let body: ByteBuffer
    }

    /// The header field with what to send as `after`, percent-encoded, for the next page of a list.
    public static let nextPage = "rhizome-next"

    private let responder: RouterResponder<Context>
    private let logger: Logger

    /// A client of the router as it is now.
    public init(_ router: Router<Context>, logger: Logger) {
        responder = router.buildResponder()
        self.logger = logger
    }

    /// Sends a request and collects the answer.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:],
        body: RequestBody = RequestBody(buffer: ByteBuffer())
    ) async throws -> Reply {
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "node", path: path, headerFields: headers)
        var logger = logger
        logger[metadataKey: "hb.request.id"] = .stringConvertible(RequestID())
        let source = ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: logger)
        let response = try await responder.respond(
            to: Request(head: head, body: body), context: Context(source: source))
        let collected = Collected()
        try await response.body.write(Collector(into: collected))
        return Reply(
            status: response.status, headers: response.headers, body: collected.buffer)
    }
}

/// The bytes of one answer; only the task that asked touches it.
private final class Collected {
    var buffer = ByteBuffer()
}

private struct Collector: ResponseBodyWriter {
    let collected: Collected

    init(into collected: Collected) { self.collected = collected }

    mutating func write(_ buffer: ByteBuffer) async throws {
        collected.buffer.writeImmutableBuffer(buffer)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
