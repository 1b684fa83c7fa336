import Chapter
public import Federation
import Foundation
public import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
import Synchronization
public import Web

/// A clock that a test moves.
public final class TestClock: Sendable {
    private let moment: Mutex<Timestamp>

    /// A clock that stands still.
    public init(_ start: Timestamp = .noon) { moment = Mutex(start) }

    /// What it says.
    public var now: Timestamp { moment.withLock { $0 } }

    /// Moves it on.
    public func advance(milliseconds: Int64) { moment.withLock { $0 = $0 + milliseconds } }
}

extension TestChapter {
    /// A client of the chapter's API, over the network unless it says otherwise.
    public func client(
        _ entrance: Entrance = .network, node: any NodeControl = LoneNode(),
        clock: TestClock = TestClock(), outbox: String? = nil, logger: Logger? = nil,
        origin: String = "https://tenants.example"
    ) -> RequestClient {
        let imports = TemporaryDirectory.ofRun + "/imports"
        let backend = Backend(
            chapter: chapter, node: node, clock: { clock.now },
            origin: origin, imports: imports,
            outbox: Outbox(path: outbox ?? imports + "-letters"), kit: .forTests)
        var faults = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        faults.logLevel = .error
        return RequestClient(
            buildRouter(backend, entrance: entrance), logger: logger ?? faults)
    }
}

/// What the API has answered, as tests look at it.
public struct Outcome: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The header fields.
    public let headers: HTTPFields
    /// The body as text.
    public let text: String

    /// The body as JSON.
    public var json: JSONValue? { try? decoded() }

    /// The sentence of a refusal.
    public var error: String? { try? decoded(ErrorAnswer.self).error }

    /// The body as an answer of the API.
    public func decoded<Content: Decodable>(_ type: Content.Type = Content.self) throws -> Content {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension RequestClient {
    /// Asks, with JSON and a token if they are given.
    public func ask(
        _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil, token: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Outcome {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        if json != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        let body = RequestBody(buffer: ByteBuffer(string: json ?? ""))
        let reply = try await send(method, "/api/v1/" + path, headers: headers, body: body)
        return Outcome(
            status: reply.status.code, headers: reply.headers, text: String(buffer: reply.body))
    }
}

extension PageKit {
    /// Read once for all tests.
    public static let forTests: PageKit = {
        do { return try PageKit() } catch { preconditionFailure("\(error)") }
    }()
}
