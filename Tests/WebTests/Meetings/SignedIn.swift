import Chapter
import Feeds
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

/// Somebody in front of the pages, with the cookie of their session.
struct SignedIn {
    let id: MemberID
    let client: RequestClient
    private let headers: HTTPFields

    /// A page as it arrived.
    struct Shown {
        let status: HTTPResponse.Status
        let html: String
        let location: String?
        let type: String?

        /// The page as somebody reads it: without tags, and with its letters as they were entered.
        ///
        /// Scalar by scalar: a semicolon with a combining mark is no semicolon to `replacing`.
        var text: String {
            var plain = String.UnicodeScalarView()
            var rest = html.unicodeScalars[...]
            while let scalar = rest.popFirst() {
                if scalar == "<" {
                    rest = rest.drop { $0 != ">" }.dropFirst()
                    plain.append(" ")
                } else if scalar == "&", let end = rest.firstIndex(of: ";") {
                    let name = String(rest[..<end])
                    let signs: [String: Unicode.Scalar] = [
                        "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "amp": "&",
                    ]
                    plain.append(signs[name] ?? "\u{FFFD}")
                    rest = rest[rest.index(after: end)...]
                } else {
                    plain.append(scalar)
                }
            }
            return String(plain).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    /// Signs somebody in.
    static func make(
        _ name: String, _ roles: Set<Role> = [], in chapter: TestChapter,
        clock: TestClock = TestClock()
    ) async throws -> SignedIn {
        let (id, token) = try await chapter.member(name, roles: roles)
        let cookie = SessionCookie(of: chapter.chapter.feeds.chapter)
        return SignedIn(
            id: id, client: chapter.client(clock: clock),
            headers: [.cookie: "\(cookie.name)=\(token)", .matrixSite: "same-origin"])
    }

    /// Somebody who is not signed in.
    static func visitor(of chapter: TestChapter) -> SignedIn {
        SignedIn(id: MemberID(0), client: chapter.client(), headers: [.matrixSite: "same-origin"])
    }

    /// Opens a page.
    func get(_ path: String) async throws -> Shown {
        shown(try await client.send(.get, path, headers: headers))
    }

    /// Sends a form.
    func post(_ path: String, _ fields: [String: String] = [:]) async throws -> Shown {
        var letters = CharacterSet.alphanumerics
        letters.insert(charactersIn: "-._~")
        let form = fields.sorted { $0.key < $1.key }.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: letters) ?? "")"
        }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return shown(
            try await client.send(
                .post, path, headers: headers, body: RequestBody(buffer: ByteBuffer(string: form))))
    }

    /// Sends JSON, as a script of the page does.
    func send(_ path: String, _ json: String) async throws -> Shown {
        var headers = headers
        headers[.contentType] = "application/json"
        return shown(
            try await client.send(
                .post, path, headers: headers, body: RequestBody(buffer: ByteBuffer(string: json))))
    }

    private func shown(_ reply: RequestClient.Reply) -> Shown {
        Shown(
            status: reply.status, html: String(buffer: reply.body),
            location: reply.headers[.location], type: reply.headers[.contentType])
    }
}
