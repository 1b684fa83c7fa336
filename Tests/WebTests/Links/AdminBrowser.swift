import Chapter
import Federation
import Feeds
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport

@testable import Web

/// A browser in which somebody has signed in.
struct AdminBrowser {
    let client: RequestClient
    let cookie: String

    /// Signs a new member with these roles in.
    init(
        _ chapter: TestChapter, node: any NodeControl = LoneNode(), _ roles: Set<Role>,
        origin: String = "https://tenants.example"
    ) async throws {
        let member = try await chapter.member("Carol Nuñez", roles: roles)
        client = chapter.client(node: node, origin: origin)
        let name = SessionCookie(of: chapter.chapter.feeds.chapter).name
        cookie = "\(name)=\(member.token)"
    }

    /// A page as it came.
    struct Shown {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let text: String
    }

    func get(_ path: String) async throws -> Shown { try await send(.get, path, nil) }

    /// Sends a form from the chapter's own page.
    func post(_ path: String, _ form: String = "") async throws -> Shown {
        try await send(.post, path, form)
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, _ form: String?) async throws
        -> Shown
    {
        var headers: HTTPFields = [.cookie: cookie]
        if form != nil {
            headers[.contentType] = "application/x-www-form-urlencoded"
            headers[.matrixSite] = "same-origin"
        }
        let reply = try await client.send(
            method, path, headers: headers,
            body: RequestBody(buffer: ByteBuffer(string: form ?? "")))
        return Shown(
            status: reply.status, headers: reply.headers, text: String(buffer: reply.body))
    }
}
