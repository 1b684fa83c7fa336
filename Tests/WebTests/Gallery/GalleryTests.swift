import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import TestSupport
import Testing

@testable import Web

@Suite struct `The page with every component` {
    private func client(isForDevelopment: Bool) throws -> RequestClient {
        let harbour = try TestChapter.make()
        var backend = Backend(
            chapter: harbour.chapter, node: LoneNode(), clock: { .noon },
            origin: "https://tenants.example", imports: "",
            outbox: Outbox(path: ""), kit: .forTests)
        backend.isForDevelopment = isForDevelopment
        return RequestClient(buildRouter(backend, entrance: .network), logger: .init(label: "test"))
    }

    @Test func `is there for whoever develops and for nobody else`() async throws {
        let shown = try await client(isForDevelopment: true).send(.get, "/gallery")
        #expect(shown.status == .ok)
        let missing = try await client(isForDevelopment: false).send(.get, "/gallery")
        #expect(missing.status == .notFound)
        #expect(!String(buffer: missing.body).contains("Every component"))
    }

    /// What only stands on pages without a frame, or around the pages of somebody signed in.
    private static let elsewhere: Set<String> = [
        "door", "roots", "on", "single", "wider", "narrow", "find", "me", "sync",
        // The map is made of what a chapter uploads.
        "atlas", "atlas-key", "border", "land", "meets", "sea", "touch", "pin",
        "over",
    ]

    @Test func `shows every class of the stylesheet`() async throws {
        let reply = try await client(isForDevelopment: true).send(.get, "/gallery")
        let html = String(buffer: reply.body)
        var shown: Set<String> = []
        for match in html.matches(of: /class="([^"]*)"/) {
            shown.formUnion(match.output.1.split(separator: " ").map(String.init))
        }
        let sheet = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../Sources/Web/Static/style.css"), encoding: .utf8)
        var known: Set<String> = []
        for rule in sheet.matches(of: /([^{}]*)\{/) {
            let selector = rule.output.1.replacing(/\/\*.*?\*\//.dotMatchesNewlines(), with: "")
            for name in selector.matches(of: /\.([a-z][a-z-]*)/) {
                known.insert(String(name.output.1))
            }
        }
        #expect(known.count > 100, "the stylesheet must be read")
        #expect(
            known.subtracting(shown).subtracting(Self.elsewhere).sorted() == [],
            "show these in Templates/gallery")
    }
}
