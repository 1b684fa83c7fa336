import Courier
import Foundation
import Synchronization
import Web

/// One chapter of the demo whose node runs.
final class DemoNode: Sendable {
    let chapter: InventedChapter
    let directory: DataDirectory
    let chapterID: String
    /// Where it serves, `http://HOST:PORT`.
    let http: String
    /// The operator's way in.
    let door: any Door

    private let client = HTTPClient()
    private let tokens = Mutex<[String: String]>([:])

    init(_ chapter: InventedChapter, in directory: DataDirectory, http: String) async throws {
        self.chapter = chapter
        self.directory = directory
        self.http = http
        door = SocketDoor(path: directory.controlSocket)
        let status: StatusAnswer = try await door.ask(DoorRequest("GET", "status"))
        chapterID = status.chapterID
    }

    /// What the story calls it.
    var short: String { chapter.short }

    /// The members, by name; contacts, supporters and former members are not among them.
    func members(interest: String? = nil) async throws -> [MemberAnswer] {
        var request = DoorRequest("GET", "members", query: [("status", "member")])
        if let interest { request.query.append(("interest", interest)) }
        return try await door.ask(request)
    }

    /// The way in of one member's own program.
    func door(of memberID: String) async throws -> TokenDoor {
        if let token = tokens.withLock({ $0[memberID] }) { return tokenDoor(token) }
        let made: TokenAnswer = try await door.ask(
            DoorRequest("POST", "members/\(escaped(memberID))/tokens"))
        tokens.withLock { $0[memberID] = made.token }
        return tokenDoor(made.token)
    }

    private func tokenDoor(_ token: String) -> TokenDoor {
        TokenDoor(origin: http, token: token, client: client)
    }
}

extension DoorRequest {
    /// A request with a JSON object.
    static func json(_ method: String, _ path: String, _ fields: [String: JSONValue]) throws
        -> DoorRequest
    {
        DoorRequest(method, path, body: .json(try JSONEncoder().encode(fields)))
    }
}
