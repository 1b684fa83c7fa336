import Chapter
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Web

/// Somebody in front of votes and groups, signed in.
struct Voter {
    let viewer: Viewer
    private let client: RequestClient
    private let headers: HTTPFields

    /// What came back.
    struct Page {
        let status: Int
        let html: String
        let headers: HTTPFields

        var location: String? { headers[.location] }

        /// Whether all of these stand in the page.
        func says(_ texts: String...) -> Bool { texts.allSatisfy { html.contains($0) } }

        /// The value of a hidden field.
        func hidden(_ name: String) -> String? {
            html.split(separator: "name=\"\(name)\" value=\"").dropFirst().first
                .flatMap { $0.split(separator: "\"", omittingEmptySubsequences: false).first }
                .map(String.init)
        }
    }

    init(
        _ name: String, _ roles: Set<Role> = [], in harbour: TestChapter,
        clock: TestClock = TestClock()
    ) async throws {
        let member = try await harbour.member(name, roles: roles)
        viewer = .member(member.id, roles)
        let link = try await harbour.act(MakeSignInLink(member.id))
        client = harbour.client(clock: clock)
        var headers: HTTPFields = [.matrixSite: "same-origin"]
        let reply = try await client.send(.post, "/sign-in/\(link.token)", headers: headers)
        let cookie = reply.headers[.setCookie]?.split(separator: ";").first
        headers[.cookie] = cookie.map(String.init)
        headers[.contentType] = "application/x-www-form-urlencoded"
        self.headers = headers
    }

    /// Opens a page.
    func open(_ path: String) async throws -> Page {
        page(try await client.send(.get, path, headers: headers))
    }

    /// Sends a form.
    func send(_ path: String, _ form: String = "") async throws -> Page {
        let body = RequestBody(buffer: ByteBuffer(string: form))
        return page(try await client.send(.post, path, headers: headers, body: body))
    }

    /// Sends a form with a file.
    func send(_ path: String, file: String, named name: String, _ fields: [String: String])
        async throws -> Page
    {
        var body = fields.map { field in
            "--xx\r\nContent-Disposition: form-data; name=\"\(field.key)\"\r\n\r\n\(field.value)\r\n"
        }.joined()
        body +=
            "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
            + "Content-Type: text/plain\r\n\r\n\(file)\r\n--xx--\r\n"
        var headers = headers
        headers[.contentType] = "multipart/form-data; boundary=xx"
        return page(
            try await client.send(
                .post, path, headers: headers, body: RequestBody(buffer: ByteBuffer(string: body))))
    }

    private func page(_ reply: RequestClient.Reply) -> Page {
        Page(
            status: reply.status.code, html: String(buffer: reply.body), headers: reply.headers)
    }
}
