import Chapter
import Federation
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Web

@Suite struct `The list of people` {
    private let nasty = "\"\u{301} onfocus=alert(1) x=\"<b>Eve</b>\u{202E}"

    @Test func `a chapter of one is shown where to begin`() async throws {
        let alice = try await TestChapter.make().coordinator()
        let list = try await alice.open("/people")
        #expect(list.html.contains("Bring your list"))
        #expect(list.html.contains("href=\"/people/import\""))
        #expect(list.html.contains("href=\"/people/add\""))
    }

    @Test func `filters read as a sentence and each can be taken away`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.add(.carol)
        try await harbour.act(TagMember(bob, "Mill Lane"))
        let list = try await alice.open(
            "/people?status=member&tag=mill+lane&joined=90&visits=missed")
        #expect(list.html.contains("are <b><bdi>members</bdi></b>"))
        #expect(list.html.contains("have the tag <b><bdi>mill lane</bdi></b>"))
        #expect(list.html.contains("href=\"/people?tag=mill%20lane&amp;joined=90&amp;missed=90\""))
        #expect(list.html.contains("Bob O&#39;Brien"))
        #expect(!list.html.contains("Carol"))
        #expect(list.html.contains("Export this one"))
        let nobody = try await alice.open("/people?status=former&q=bob")
        #expect(nobody.html.contains("Nobody fits"))
        #expect(nobody.html.contains("href=\"/people?q=bob\""))
        #expect(nobody.html.contains("href=\"/people/add?q=bob\""))
    }

    @Test func `pages follow one another and keep filters, columns and order`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        for number in 100..<170 {
            try await harbour.act(AddMember([.name: "N\(number)", .status: "supporter"]))
        }
        let first = try await alice.open("/people?status=supporter&c=tags&c=joined&sort=name")
        #expect(first.html.contains("1 to 50 of 70"))
        #expect(first.html.contains("Next 20"))
        #expect(!first.html.contains("data-label=\"E-mail\""))
        let link = try #require(first.html.firstMatch(of: /href="([^"]*after=[^"]*)"/))
        let next = try await alice.open(String(link.output.1).replacing("&amp;", with: "&"))
        #expect(next.html.contains("51 to 70 of 70"))
        #expect(next.html.contains("N169"))
        #expect(next.html.contains("data-label=\"Tags\""))
        #expect(!next.html.contains("N149"))
    }

    @Test func `the heading of the names offers the order by family name`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        for (name, family) in [("Zoe Quince", "Abel"), ("Yan Abel", ""), ("Ana Zuse", "")] {
            try await harbour.act(
                AddMember([.name: name, .familyName: family, .status: "supporter"]))
        }
        let list = try await alice.open("/people?status=supporter")
        #expect(
            list.html.contains(
                "<a class=\"small\" href=\"/people?status=supporter&amp;sort=family\">"
                    + "by family name</a>"))
        let sorted = try await alice.open("/people?status=supporter&sort=family").html
        #expect(sorted.contains("aria-sort=\"ascending\""))
        #expect(sorted.contains("sort=family\" aria-current=\"true\">by family name"))
        let names = sorted.matches(of: /<bdi>(Zoe Quince|Yan Abel|Ana Zuse)<\/bdi><\/a><\/b>/)
            .map { String($0.output.1) }
        #expect(names == ["Yan Abel", "Zoe Quince", "Ana Zuse"])
    }

    @Test func `what people wrote is only text`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let eve = try await harbour.act(
            AddMember(
                [.name: nasty, .job: nasty, .pronouns: String(nasty.prefix(50))], tags: [nasty],
                interests: [nasty], externalIDs: [ExternalID(scheme: nasty, value: nasty)])
        ).memberID
        try await harbour.act(EditMember(eve, changes: [.job: "other"], why: nasty))
        let query = "tag=%22%CC%81%20onfocus%3D1%20x&q=%22%CC%81%20onfocus%3D1&interest=%3Cb%3E"
        for address in [
            "/people", "/people?\(query)", "/people/add?\(query)", "/people/\(eve)",
            "/people/\(eve)/edit", "/people/\(eve)/history", "/people/\(eve)/end",
            "/people/together?id=\(eve)&\(query)", "/people/export?\(query)", "/search?\(query)",
            "/search?q=eve",
        ] {
            let html = try await alice.open(address).html
            #expect(!html.contains("<b>Eve"), "\(address)")
            // Scalars, because a mark after a quotation mark hides it from a search for characters.
            let scalars = Array(html.unicodeScalars)
            let isOut = scalars.indices.dropLast().contains {
                scalars[$0] == "\"" && scalars[$0 + 1] == "\u{301}"
            }
            #expect(!isOut, "\(address)")
        }
    }

    @Test func `many are tagged at once, and one press takes it back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let asked = try await alice.open("/people/together?id=\(bob)&id=\(carol)&do=tag")
        #expect(asked.html.contains("Tag 2 people</button>"))
        let wrong = try await alice.send(
            "/people/together", ["id": "\(bob)", "do": "tag", "label": " "])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("The tag is empty."))
        let done = try await alice.send(
            "/people/together",
            ["id": "\(bob)", "id": "\(carol)", "do": "tag", "label": "Mill", "status": "member"])
        let next = try #require(done.location)
        #expect(next.hasPrefix("/people?status=member&done=people_tag&undo="))
        let list = try await alice.open(next)
        let undo = try #require(list.html.firstMatch(of: /action="([^"]*\/undo)"/)).output.1
        #expect(try await harbour.record(carol).tags == ["Mill"])
        #expect(try await alice.send(String(undo), [:]).status == 303)
        #expect(try await harbour.record(carol).tags.isEmpty)
    }

    @Test func `behind each box is the way to what can be done with those chosen`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let page = try await alice.open("/people")
        let row = try #require(page.html.components(separatedBy: "value=\"\(bob)\"").last)
        let end = try #require(row.range(of: "</td>"))
        #expect(row[..<end.lowerBound].contains("<a href=\"#bulk\">"))
        #expect(page.html.contains("class=\"bulk\" id=\"bulk\" tabindex=\"-1\" role=\"group\""))
    }

    @Test func `everybody in the list is meant by all`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(AddMember([.name: "Dan", .status: "contact"]))
        let asked = try await alice.open("/people/together?all=tag&status=contact")
        #expect(asked.html.contains("Tag one person"))
        _ = try await alice.send(
            "/people/together", ["all": "1", "status": "contact", "do": "tag", "label": "Stall"])
        let tagged = try await harbour.list(MemberList(tag: "stall"))
        #expect(tagged.people.map(\.name) == ["Dan"])
        #expect(try await harbour.record(bob).tags.isEmpty)
    }

    @Test func `an export can say all there is of somebody`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.act(
            AddMember(
                [.name: "Bo Li"],
                emails: [
                    Email("bo@example.org"), Email("li@example.org", .work, state: .bounced),
                ], phones: [Phone("+49 30 555", .home)])
        ).memberID
        try await harbour.act(
            SetAddresses(
                bob,
                [
                    PostalAddress(line1: "1 Pier", city: "Porto", isPrimary: true),
                    PostalAddress(line1: "2 Quay", kind: .work),
                ]))
        let hotel = try await harbour.act(
            AddMember([.name: "Hotel", .kind: "organization"])
        ).memberID
        let worksAt = try await harbour.chapter.read { db in
            try Int64.fetchOne(db, sql: "SELECT id FROM relation_type WHERE code = 'works at'")
        }
        try await harbour.act(
            AddRelation(
                bob, try #require(worksAt), .forward, hotel, startsOn: "2024-01-01",
                endsOn: "2025-02-01", note: "nights"))
        try await harbour.act(GivePosition(bob, "steward", at: hotel, startsOn: "2024-05-01"))
        let page = try await alice.open("/people/export?q=bo")
        #expect(page.html.contains("value=\"all addresses with their kinds\""))
        let columns = ExportColumn.inFull.map { ("column", $0.header) }
        let file = try await alice.send(
            "/people/export", pairs: [("q", "bo"), ("column", "name")] + columns)
        for cell in [
            "bo@example.org (home, first); li@example.org (work, bounced)", "+49 30 555 (home)",
            "1 Pier, Porto (home, first); 2 Quay (work)",
            "works at Hotel (2024-01-01 to 2025-02-01, nights)",
            "steward @ Hotel (from 2024-05-01)",
        ] {
            #expect(file.html.contains(cell), "\(cell)")
        }
    }

    @Test func `an export has the chosen columns and is written down with its reason`() async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        try await harbour.add(.bob)
        let none = try await alice.send("/people/export", ["sent": "1", "why": "door knocking"])
        #expect(none.status == 422)
        #expect(none.html.contains("value=\"door knocking\""))
        let file = try await alice.send(
            "/people/export", ["column": "name", "column": "e-mail", "why": "door", "q": "bob"])
        #expect(file.html == "name,e-mail\r\nBob O'Brien,bob@example.org\r\n")
        let line = try await harbour.chapter.read { db in
            try String.fetchOne(db, sql: "SELECT why FROM history WHERE act = 'ExportPeople'")
        }
        #expect(line == "door")
    }

    @Test func `search shows members no people and says what it did not find`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let found = try await alice.open("/search?q=bob")
        #expect(found.html.contains("href=\"/people/\(bob)\""))
        #expect(found.html.contains("Found no meeting, vote, or group with “bob”."))
        let member = try await PeopleBrowser(harbour, as: bob)
        let nothing = try await member.open("/search?q=alice")
        #expect(!nothing.html.contains("Alice Moreno</bdi>"))
        #expect(nothing.html.contains("Nothing was found"))
        #expect(try await member.open("/search").html.contains("Write the beginning"))
    }
}
