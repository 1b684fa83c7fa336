import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `The page of what left the chapter` {
    @Test func `says who took what and why, and leads on to older lines`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        for number in 1...49 {
            try await harbour.act(AddOwnField(OwnFieldPlan("Field \(number)", .line)))
        }
        _ = try await alice.send(
            "/people/export", ["column": "name", "column": "e-mail", "why": "door <knocking>"])
        try await harbour.act(PrintPeople(MemberList(), .labels))
        let page = try await alice.open("/people/log").html
        #expect(page.contains("exported a list of people:"))
        #expect(page.contains("<bdi>1 person</bdi>"))
        #expect(page.contains("Columns: Name and E-mail"))
        #expect(page.contains("door &lt;knocking&gt;"))
        #expect(page.contains("printed labels:"))
        #expect(page.contains("added an own field:"))
        #expect(!page.contains("Field 1<"))
        let older = try #require(page.firstMatch(of: /href="(\/people\/log\?before=\d+)"/)).output.1
        #expect(try await alice.open(String(older)).html.contains("Field 1<"))
        let out = try await alice.open("/people/log?show=out").html
        #expect(out.contains("printed labels:") && !out.contains("added an own field"))
        let changed = try await alice.open("/people/log?show=changed").html
        #expect(!changed.contains("printed labels:") && changed.contains("Field 49<"))
        let empty = try await alice.open("/people/log?show=in").html
        #expect(empty.contains("Nothing has been written down here."))
    }

    @Test func `is reached from exports, the archive and the settings`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        for address in ["/people/export", "/archive", "/settings", "/people"] {
            #expect(try await alice.open(address).html.contains("href=\"/people/log\""))
        }
    }

    @Test func `is there for programs, in parts, and refuses others`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        try await harbour.act(NoteArchive(why: "moving"))
        try await harbour.act(AddOwnField(OwnFieldPlan("Size", .line)))
        let out = try await client.ask(.get, "log?show=out").decoded([HistoryAnswer].self)
        #expect(out.map(\.sentence) == ["The operator took out the whole archive: moving."])
        let all = try await client.ask(.get, "log?limit=1").decoded([HistoryAnswer].self)
        #expect(all.map(\.field) == ["own field"])
        let next = try await client.ask(.get, "log?limit=1&before=\(all[0].changeID)")
            .decoded([HistoryAnswer].self)
        #expect(next.map(\.act) == ["WriteArchive"])
        #expect(try await client.ask(.get, "log?show=none").status == 422)
    }
}
