import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Web

/// A browser as tests have one: it keeps cookies, sends forms and follows no redirects.
final class Browser {
    private let client: RequestClient
    private(set) var cookies: [String: String] = [:]
    /// What it calls itself.
    var agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    var language = "en"

    init(_ client: RequestClient) { self.client = client }

    /// What came back.
    struct Seen {
        let status: Int
        let html: String
        let headers: HTTPFields

        var location: String? { headers[.location] }
    }

    /// Opens an address.
    func open(_ path: String) async throws -> Seen { try await send(.get, path, nil) }

    /// Sends a form.
    func post(_ path: String, _ fields: [String: String] = [:]) async throws -> Seen {
        let body = fields.map { "\(escaped($0))=\(escaped($1))" }.joined(separator: "&")
        return try await send(.post, path, body)
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, _ form: String?) async throws
        -> Seen
    {
        var headers: HTTPFields = [.userAgent: agent, .acceptLanguage: language]
        headers[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
        if form != nil {
            headers[.contentType] = "application/x-www-form-urlencoded"
            headers[.origin] = "https://tenants.example"
        }
        let reply = try await client.send(
            method, path, headers: headers,
            body: RequestBody(buffer: ByteBuffer(string: form ?? "")))
        for field in reply.headers[values: .setCookie] {
            let parts = field.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
            cookies[String(parts[0])] =
                field.contains("Max-Age=0") || parts.count < 2 ? nil : String(parts[1])
        }
        return Seen(
            status: reply.status.code, html: String(buffer: reply.body), headers: reply.headers)
    }

    private func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension TestChapter {
    /// Signs a member in with a link.
    func signIn(_ member: MemberID, _ browser: Browser, at now: Timestamp = .noon) async throws {
        let link = try await act(MakeSignInLink(member), at: now)
        _ = try await browser.post("/sign-in/\(link.token)")
    }
}
