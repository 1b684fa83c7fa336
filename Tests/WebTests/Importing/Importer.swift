import Chapter
import Feeds
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import Web

/// Somebody at the importer's pages.
struct Importer {
    let harbour: TestChapter
    let client: RequestClient
    private let cookie: String?

    /// A member of a chapter with these roles.
    static func make(
        _ harbour: TestChapter, roles: Set<Role> = [.coordinator], language: String? = nil,
        backend: Backend? = nil
    ) async throws -> Importer {
        let member = try await harbour.member("Alice Moreno", roles: roles)
        if let language {
            try await harbour.act(EditMember(member.id, changes: [.language: language]))
        }
        let link = try await harbour.act(MakeSignInLink(member.id))
        let session = try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
        let name = SessionCookie(of: harbour.chapter.feeds.chapter).name
        let client = backend.map {
            RequestClient(
                buildRouter($0, entrance: .network), logger: Logger(label: "test"))
        }
        return Importer(
            harbour: harbour, client: client ?? harbour.client(), cookie: "\(name)=\(session.token)"
        )
    }

    /// The context of some request, whose log goes nowhere.
    var context: Context {
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .critical
        logger[metadataKey: "hb.request.id"] = "1"
        return Context(
            source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: logger))
    }

    /// What came back.
    struct Seen {
        let status: HTTPResponse.Status
        let location: String?
        let headers: HTTPFields
        let html: String
    }

    private func seen(_ reply: RequestClient.Reply) -> Seen {
        Seen(
            status: reply.status, location: reply.headers[.location], headers: reply.headers,
            html: String(buffer: reply.body))
    }

    private var headers: HTTPFields {
        var headers: HTTPFields = [.matrixSite: "same-origin"]
        if let cookie { headers[.cookie] = cookie }
        return headers
    }

    func get(_ path: String) async throws -> Seen {
        seen(try await client.send(.get, path, headers: headers))
    }

    /// Sends a form as browsers do, and waits for the work that it begins unless told not to.
    func post(_ path: String, _ fields: [(String, String)] = [], waits: Bool = true) async throws
        -> Seen
    {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        let text = fields.map { "\($0.0.forQuery)=\($0.1.forQuery)" }.joined(separator: "&")
        let answer = seen(
            try await client.send(
                .post, path, headers: headers,
                body: RequestBody(buffer: ByteBuffer(string: text))))
        return waits ? try await settled(answer) : answer
    }

    /// What comes of long work, after which the browser is sent on: on a busy machine it shows how
    /// far it is first.
    private func settled(_ answer: Seen) async throws -> Seen {
        guard let location = answer.location, location.hasSuffix("/work") else { return answer }
        var last = answer
        try await eventually("the work at \(location) ends") {
            last = try await get(location)
            return last.status != .ok
        }
        return last
    }

    /// Sends a file as browsers do.
    func upload(
        _ bytes: [UInt8], name: String = "list.csv", mode: String = "update",
        boundary: String = "----test", at path: String = "/people/import"
    ) async throws -> Seen {
        var headers = headers
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        let file = name.unicodeScalars.map { $0 == "\"" ? "%22" : String($0) }.joined()
        var body = ByteBuffer(
            string: "------test\r\nContent-Disposition: form-data; name=\"mode\"\r\n\r\n\(mode)\r\n"
                + "------test\r\nContent-Disposition: form-data; name=\"file\"; "
                + "filename=\"\(file)\"\r\nContent-Type: text/csv\r\n\r\n")
        body.writeBytes(bytes)
        body.writeString("\r\n------test--\r\n")
        return seen(
            try await client.send(
                .post, path, headers: headers, body: RequestBody(buffer: body)))
    }

    func upload(_ text: String, name: String = "list.csv", mode: String = "update") async throws
        -> Seen
    {
        try await upload(Array(text.utf8), name: name, mode: mode)
    }

    /// Sends a list, takes every guess and looks at what it would do.
    func preview(_ text: String, name: String = "list.csv") async throws -> String {
        let list = try #require(try await upload(text, name: name).location)
        return try #require(
            try await post(list, [("heading", "1"), ("mode", "update"), ("then", "look")]).location)
    }
}
