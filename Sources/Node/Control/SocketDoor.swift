import Courier
import Foundation
import Web

/// The way to a running node: HTTP over the control socket.
struct SocketDoor: Door {
    /// The longest work behind one request: checking or applying a large import, in milliseconds.
    static let millisecondsAtMost = 30 * 60 * 1000
    /// The largest answer that is taken: an export of all people, in bytes.
    static let answerBytesAtMost = 256 << 20

    let path: String
    private let client = HTTPClient()

    init(path: String) { self.path = path }

    /// Whether a process listens on a Unix socket.
    static func answers(at path: String) -> Bool {
        guard path.utf8.count <= ControlServer.pathBytesAtMost else { return false }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    func send(_ request: DoorRequest, progress: (@Sendable (Int64, Int64) -> Void)?) async throws
        -> DoorReply
    {
        let answer = try await client.send(
            HTTPRequest(
                request.method, "http://node" + request.target, socketPath: path,
                headers: request.headers, body: request.content,
                totalMilliseconds: Self.millisecondsAtMost,
                answerLimit: Self.answerBytesAtMost),
            progress: progress)
        return DoorReply(
            status: answer.status, body: Data(answer.body),
            next: answer.headers[RequestClient.nextPage]?.removingPercentEncoding)
    }
}
