import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Reports in a browser` {
    @Test func `each number opens its list`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        try await harbour.add(.bob)
        try await harbour.add(.carol)
        let page = try await alice.open("/reports?by=interest&across=status")
        #expect(page.html.contains("Housing"))
        let link = try #require(page.html.firstMatch(of: /href="(\/people\?query=[^"]*)">2</))
        let list = try await alice.open(String(link.output.1).replacing("&amp;", with: "&"))
        #expect(list.html.contains("Alice Moreno"))
        #expect(list.html.contains("Bob O&#39;Brien"))
        #expect(!list.html.contains("Carol"))
        let file = try await alice.open("/reports/table.csv?by=interest&across=status")
        #expect(file.html.hasPrefix("Interest,member,All\r\nHousing,2,2\r\n"))
        let average = try await alice.open("/reports?by=status&count=attendance")
        #expect(average.html.contains("0.0"))
    }

    @Test func `a report is kept with its list, opened, renamed and removed`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let sent = try await alice.send(
            "/reports/kept",
            [
                "status": "member", "by": "age", "across": "skill", "count": "attendance",
                "name": "Who <comes>", "shared": "1",
            ])
        #expect(sent.location?.hasSuffix("done=report_kept") == true)
        var page = try await alice.open("/reports")
        #expect(page.html.contains("Who &lt;comes&gt;"))
        #expect(page.html.contains("Meetings a person came to by Age and Skill"))
        #expect(page.html.contains("People who are members"))
        let link = try #require(page.html.firstMatch(of: /href="(\/reports\?query=[^"]*)"/))
        let opened = try await alice.open(String(link.output.1).replacing("&amp;", with: "&"))
        #expect(opened.html.contains("<option value=\"skill\" selected>"))
        #expect(opened.html.contains("<option value=\"attendance\" selected>"))
        let refused = try await alice.send("/reports/kept", ["name": " ", "by": "age"])
        #expect(refused.status == 422 && refused.html.contains("Give the report a name."))
        _ = try await alice.send(
            "/reports/kept/1/name", ["name": "Comers", "version": "1", "shared": "1"])
        page = try await alice.open("/reports")
        #expect(page.html.contains("Comers") && !page.html.contains("Who &lt;comes&gt;"))
        let late = try await alice.send(
            "/reports/kept/1/name", ["name": "Late", "version": "1", "shared": "1"])
        #expect(late.status == 422)
        let early = try await alice.send("/reports/kept/1/remove", ["version": "1"])
        #expect(early.status == 422 && early.html.contains("Comers"))
        let gone = try await alice.send("/reports/kept/1/remove", ["version": "2"])
        page = try await alice.open(try #require(gone.location))
        #expect(page.html.contains("action=\"/reports/kept/1/back\""))
        #expect(!page.html.contains("Comers"))
        _ = try await alice.send("/reports/kept/1/back", [:])
        #expect(try await alice.open("/reports").html.contains("Comers"))
        let log = try await alice.open("/people/log").html
        for did in ["added", "changed", "removed"] {
            #expect(log.contains("\(did) a kept report:"), "\(did)")
        }
    }

    @Test func `labels say who is left out, and a list to sign has everybody`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(SetAddresses(bob, [PostalAddress(line1: "1 <Pier>", city: "Porto")]))
        let labels = try await alice.send("/people/print", ["paper": "letter", "why": "Post"])
        #expect(labels.html.contains("class=\"labels letter\""))
        #expect(labels.html.contains("1 &lt;Pier&gt;"))
        #expect(labels.html.contains("One is left out"))
        let signing = try await alice.send(
            "/people/print", ["paper": "sign_in", "heading": "Assembly"])
        #expect(signing.html.contains("Alice Moreno"))
        #expect(signing.html.contains("Assembly"))
        let walk = try await alice.send("/people/print", ["paper": "walk", "heading": "Saturday"])
        #expect(walk.html.contains("<h3><bdi>&lt;Pier&gt;</bdi></h3>"))
        #expect(walk.html.contains("Porto · odd side · 1 door"))
        #expect(walk.html.contains("One is left out") && walk.html.contains("Saturday"))
    }
}
