import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Web

/// The way to the database of a node that does not run: the same router, in this process.
///
/// It holds the directory's lock, so no node can start meanwhile.
struct OfflineDoor: Door {
    private let lock: DataDirectoryLock
    private let client: RequestClient

    init(_ directory: DataDirectory) async throws {
        lock = try DataDirectoryLock(directory)
        let configuration = try Configuration(in: directory)
        let opened = try await openOffline(directory)
        let backend = Backend(
            chapter: opened.chapter, node: opened.node, clock: systemClock,
            origin: configuration.origin, imports: directory.imports,
            outbox: Outbox(path: directory.outbox),
            kit: try PageKit())
        // Refusals are printed by the command; only faults have something to add.
        var faults = Logger(label: "rhizome") { StreamLogHandler.standardError(label: $0) }
        faults.logLevel = .error
        client = RequestClient(buildRouter(backend, entrance: .control), logger: faults)
    }

    func send(_ request: DoorRequest, progress: (@Sendable (Int64, Int64) -> Void)?) async throws
        -> DoorReply
    {
        var headers = HTTPFields()
        var body = RequestBody(buffer: ByteBuffer())
        switch request.body {
        case .none:
            break
        case .json(let data):
            headers[.contentType] = "application/json"
            body = RequestBody(buffer: ByteBuffer(bytes: data))
        case .file(let path, let type):
            headers[.contentType] = type
            body = RequestBody(asyncSequence: try FileChunks(path: path, progress: progress))
        }
        guard let method = HTTPRequest.Method(request.method) else {
            preconditionFailure("\(request.method) is no HTTP method")
        }
        let reply = try await client.send(method, request.target, headers: headers, body: body)
        return DoorReply(
            status: reply.status.code, body: Data(reply.body.readableBytesView),
            next: HTTPField.Name(RequestClient.nextPage).flatMap { reply.headers[$0] }?
                .removingPercentEncoding)
    }
}
