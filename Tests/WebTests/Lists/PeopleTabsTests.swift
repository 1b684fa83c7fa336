import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `The row of tabs above the people` {
    /// Where the tabs of a page lead.
    private func tabs(of html: String) throws -> [String] {
        let start = try #require(html.range(of: "aria-label=\"Pages about people\""))
        let end = try #require(html.range(of: "</nav>", range: start.upperBound..<html.endIndex))
        return html[start.upperBound..<end.lowerBound].matches(of: /<a [^>]*href="([^"]+)"/).map {
            String($0.output.1)
        }
    }

    @Test func `leads to every list in words, from each of them, and says where one is`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let all = try tabs(of: try await alice.open("/people").html)
        for wanted in [
            "/people/organizations", "/agreements", "/objects", "/dashboard", "/tasks",
            "/people/memberships", "/people/searches", "/people/map", "/reports",
        ] { #expect(all.contains(wanted)) }
        for address in all {
            let page = try await alice.open(address)
            #expect(page.status == 200, "\(address)")
            // The steps of an import have a row of their own.
            guard address != "/people/import" else { continue }
            #expect(try tabs(of: page.html).sorted() == all.sorted(), "\(address)")
            #expect(
                page.html.contains("href=\"\(address)\" aria-current=\"page\""), "\(address)")
        }
    }

    @Test func `what lies behind More stands in the row where one is there`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let (tags, list) = (try await alice.open("/people/tags"), try await alice.open("/people"))
        let there = try tabs(of: tags.html)
        #expect(there.firstIndex(of: "/people/tags") == 8)
        #expect(try tabs(of: list.html).firstIndex(of: "/people/tags") != 8)
    }
}
