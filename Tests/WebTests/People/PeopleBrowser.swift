import Chapter
import Feeds
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

/// A person of a test chapter in front of its pages.
struct PeopleBrowser {
    /// What came back.
    struct Shown {
        let status: Int
        let html: String
        let location: String?
    }

    let client: RequestClient
    private let headers: HTTPFields

    /// Signs somebody in; `agent` is what their browser calls itself.
    init(_ chapter: TestChapter, as member: MemberID, agent: String? = nil) async throws {
        client = chapter.client()
        let link = try await chapter.act(MakeSignInLink(member))
        let made = try await chapter.act(ConsumeSignInLink(token: link.token), as: .visitor)
        let cookie = SessionCookie(of: chapter.chapter.feeds.chapter)
        var headers: HTTPFields = [
            .cookie: "\(cookie.name)=\(made.token)", .matrixSite: "same-origin",
            .contentType: "application/x-www-form-urlencoded",
        ]
        headers[.userAgent] = agent
        self.headers = headers
    }

    /// Opens an address.
    func open(_ address: String) async throws -> Shown {
        shown(try await client.send(.get, address, headers: headers))
    }

    /// Sends a form.
    func send(_ address: String, _ fields: KeyValuePairs<String, String>) async throws -> Shown {
        try await send(address, pairs: fields.map { ($0.key, $0.value) })
    }

    /// Sends a form whose fields were collected.
    func send(_ address: String, pairs: [(String, String)]) async throws -> Shown {
        let text = pairs.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }
            .joined(separator: "&")
        return shown(
            try await client.send(
                .post, address, headers: headers,
                body: RequestBody(buffer: ByteBuffer(string: text))))
    }

    private func shown(_ reply: RequestClient.Reply) -> Shown {
        Shown(
            status: reply.status.code, html: String(buffer: reply.body),
            location: reply.headers[.location])
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension TestChapter {
    /// Alice, who coordinates, in front of the pages.
    func coordinator() async throws -> PeopleBrowser {
        let alice = try await viewer(.alice, roles: [.coordinator])
        return try await PeopleBrowser(self, as: try #require(alice.memberID))
    }
}
