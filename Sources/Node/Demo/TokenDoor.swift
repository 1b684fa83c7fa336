import Courier
import Foundation

/// The way of a member's own program to the API: HTTP with the member's token.
struct TokenDoor: Door {
    /// How long one request may take, in milliseconds.
    static let millisecondsAtMost = 60_000

    /// Where the node serves, `http://HOST:PORT`.
    let origin: String
    let token: String
    let client: HTTPClient

    func send(_ request: DoorRequest, progress: (@Sendable (Int64, Int64) -> Void)?) async throws
        -> DoorReply
    {
        let headers = request.headers.merging(["Authorization": "Bearer \(token)"]) { $1 }
        let answer = try await client.send(
            HTTPRequest(
                request.method, origin + request.target, headers: headers, body: request.content,
                totalMilliseconds: Self.millisecondsAtMost),
            progress: progress)
        return DoorReply(status: answer.status, body: Data(answer.body))
    }
}
