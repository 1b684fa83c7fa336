import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite struct `The map page` {
    private func island(_ people: Int = 0) async throws -> TestChapter {
        let harbour = try TestChapter.make()
        try await harbour.act(
            AddOutlines(.coastline, file: Array(Island.coastline.utf8), name: "Isla Cordera"))
        try await harbour.act(AddOutlines(.branch, file: Array(Island.branches.utf8)))
        try await harbour.act(AddPostcodes(.bytes(Array(Island.postcodes.utf8))))
        let codes = ["IC1 1AA", "IC2 2BB", "IC3 3CC"]
        for number in 0..<people {
            try await harbour.act(
                AddMember(
                    [.name: "N\(number)", .status: "member"],
                    addresses: [PostalAddress(line1: "\(number) Quay", postcode: codes[number % 3])]
                ))
        }
        return harbour
    }

    @Test func `an empty chapter is told how to begin`() async throws {
        let browser = try await TestChapter.make().coordinator()
        let shown = try await browser.open("/people/map")
        #expect(shown.status == 200)
        #expect(shown.html.contains("There is nothing on the map yet"))
        #expect(shown.html.contains("href=\"/people/map/outlines\""))
    }

    @Test func `a list opens on the map with exactly its people`() async throws {
        let harbour = try await island(9)
        let browser = try await harbour.coordinator()
        let people = try await harbour.list(MemberList(status: "member")).people
        for person in people.filter({ ["N0", "N3", "N4"].contains($0.name) }) {
            try await harbour.act(TagMember(try #require(MemberID(person.memberID)), "Quay"))
        }
        let shown = try await browser.open("/people?tag=quay")
        #expect(shown.html.contains("href=\"/people/map?tag=quay\""))
        let map = try await browser.open("/people/map?tag=quay")
        #expect(map.html.contains("have the tag quay") || map.html.contains("quay"))
        #expect(map.html.contains("3 of 3 contacts are in this part."))
        // N4 is alone in its place; the other two share one.
        let alone = try #require(people.first { $0.name == "N4" })
        #expect(map.html.contains("href=\"/people/\(alone.memberID)\""))
        let links = map.html.matches(of: /\/people\/map\/list\?tag=quay&amp;cell=[-0-9.]+/)
        let address = String(try #require(links.first).output).replacing("&amp;", with: "&")
        let list = try await browser.open(address)
        #expect(list.html.contains("2 contacts here"))
        #expect(list.html.contains("N0") && list.html.contains("N3"))
        #expect(!list.html.contains("N6"))
        #expect(list.html.contains("/people/map?tag=quay&amp;bbox="))
        // A search that cannot be asked shows nobody rather than everybody.
        #expect(try await browser.open("/people/map?search=99").status == 404)
        #expect(try await browser.open("/people/map?query=x").status == 422)
    }

    @Test func `a name makes way for circles, and stays near its branch`() throws {
        typealias Label = AtlasPart.Label
        let alone = try #require(Label.place(of: "Southbank", at: (0.4, 0.6), besides: []))
        #expect(alone == (0.4, 0.6))
        let beside = try #require(
            Label.place(of: "Southbank", at: (0.4, 0.6), besides: [(0.4, 0.62)]))
        #expect(beside.y < 0.53 || beside.y > 0.71)
        #expect((0.27...0.53).contains(beside.x))
        #expect((0.47...0.73).contains(beside.y))
        var crowd: [Label.Place] = []
        for column in 0..<20 {
            for row in 0..<20 { crowd.append((Double(column) / 20, Double(row) / 20)) }
        }
        #expect(Label.place(of: "Southbank", at: (0.4, 0.6), besides: crowd) != nil)
        #expect(Label.place(of: "Southbank", at: (0.4, 1.2), besides: []) == nil)
    }

    @Test func `circles open their lists, and the table says the same`() async throws {
        let harbour = try await island(9)
        let browser = try await harbour.coordinator()
        let map = try await browser.open("/people/map")
        #expect(map.html.matches(of: /<path class="land" d="M[0-9 l.z-]+/).count == 1)
        #expect(
            map.html.matches(of: /<path class="border"/).count == 4, "three branches and the key")
        let name = try #require(map.html.firstRange(of: ">North</text>"))
        let circles = map.html.ranges(of: "<circle class=\"touch\"")
        #expect(
            circles.allSatisfy { $0.upperBound < name.lowerBound }, "names stand above circles")
        let links = map.html.matches(of: /\/people\/map\/list\?cell=[-0-9.]+/).map {
            String($0.output)
        }
        #expect(Set(links).count == 3)
        #expect(links.count == 6, "each in the picture and in the table")
        let list = try await browser.open(try #require(links.first))
        #expect(list.html.contains("3 contacts here"))
        #expect(list.html.contains("by the postcode"))
        let closer = try #require(list.html.firstMatch(of: /\/people\/map\?bbox=[-0-9.,]+/))
        let part = try await browser.open(String(closer.output))
        #expect(part.html.contains("3 of 9 contacts are in this part."))
    }

    @Test func `one alone is a link to the person, and a view that makes no sense is the whole`()
        async throws
    {
        let harbour = try await island(1)
        let browser = try await harbour.coordinator()
        let map = try await browser.open("/people/map?bbox=1,2,x,y")
        #expect(map.html.contains("aria-label=\"N0\""))
        #expect(map.html.contains("1 contact is on the map"))
        let earth = try await browser.open("/people/map?bbox=-500,-500,500,500")
        #expect(earth.status == 200)
        #expect(!earth.html.contains("Wider"))
        #expect(try await browser.open("/people/map/list?cell=1.1").status == 404)
    }

    @Test func `a name is never more than a text in the picture`() async throws {
        let harbour = try await island()
        let payload = "\"\u{301}><script>alert(1)</script>"
        let file = Island.branches.replacing("North", with: "\\\"\u{301}><script>alert(1)</script>")
        for outline in try await harbour.chapter.read({ db in
            try Outline.all(in: db, for: .operator).get()
        }) where outline.kind == .branch {
            try await harbour.act(RemoveOutline(outline.id))
        }
        try await harbour.act(AddOutlines(.branch, file: Array(file.utf8)))
        let browser = try await harbour.coordinator()
        for address in ["/people/map", "/people/map/outlines", "/people/map/assign"] {
            let shown = try await browser.open(address)
            #expect(shown.status == 200)
            #expect(!shown.html.unicodeScalars.elementsEqual(payload.unicodeScalars))
            #expect(!shown.html.contains("<script>alert"), Comment(rawValue: address))
        }
    }

    @Test func `however many people there are, the page has few shapes`() async throws {
        let harbour = try await island()
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                    INSERT INTO contact_point
                    SELECT i, 40000000 + (i * 7919) % 300000, -30000000 + (i * 104729) % 400000,
                      'by hand', 100 FROM n
                    """)
        }
        let browser = try await harbour.coordinator()
        let map = try await browser.open("/people/map")
        let shapes = map.html.matches(of: /<(path|circle|text|rect)\b/).count
        #expect(shapes < 2000)
        #expect(map.html.utf8.count < 120_000)
    }

    @Test func `assigning shows the counts, does it and can be undone`() async throws {
        let harbour = try await island(4)
        let browser = try await harbour.coordinator()
        let preview = try await browser.open("/people/map/assign")
        #expect(preview.html.contains("This sets the branch of 4 contacts who have none."))
        #expect(preview.html.contains("1 contact has no point and stays as now."), "Alice")
        let done = try await browser.send("/people/map/assign", [:])
        let location = try #require(done.location)
        #expect(location.hasPrefix("/people/map?done=people_branch&undo="))
        let after = try await browser.open(location)
        let undo = try #require(
            after.html.firstMatch(of: /action="(\/people\/together\/[0-9]+\/undo)"/))
        #expect(
            try await browser.open("/people/map/assign").html.contains(
                "Everybody has the right branch already."))
        _ = try await browser.send(String(undo.output.1), [:])
        #expect(
            try await browser.open("/people/map/assign").html.contains(
                "This sets the branch of 4 contacts"))
    }

    @Test func `the form of a contact says that the map writes over a branch`() async throws {
        let harbour = try await island(6)
        let browser = try await harbour.coordinator()
        try await harbour.act(EditMember(MemberID(1), changes: [.district: "ME_01"]))
        _ = try await browser.send("/people/map/assign", [:])
        let page = try await browser.open("/people/1")
        #expect(page.html.contains("<dt><bdi>Branch</bdi></dt>"))
        #expect(page.html.contains("<dt><bdi>District</bdi></dt>"))
        let form = try await browser.open("/people/1/edit")
        #expect(form.html.contains("name=\"branch\""))
        #expect(form.html.contains("Assigning people to branches on the map writes over it."))
        let shown = try await browser.open("/people?c=branch&c=district")
        #expect(shown.html.contains("ME_01") && shown.html.contains("North"))
        let map = try await browser.open("/people/map")
        let link = try #require(map.html.firstMatch(of: /\/people\/map\/list\?cell=[-0-9.]+/))
        let list = try await browser.open(String(link.output))
        #expect(list.html.contains("data-label=\"Branch\"><bdi>"))
    }

    @Test func `a point is set on a person's page, and a wrong one is kept in the form`()
        async throws
    {
        let harbour = try await island(1)
        let browser = try await harbour.coordinator()
        let page = try await browser.open("/people/1")
        #expect(page.html.contains("by the postcode"))
        #expect(page.html.contains("href=\"/people/1/place\""))
        let wrong = try await browser.send("/people/1/place", ["point": "somewhere"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("value=\"somewhere\""))
        #expect(try await browser.send("/people/1/place", ["point": "40.1, -29.95"]).status == 303)
        #expect(try await browser.open("/people/1").html.contains("set by hand"))
        #expect(try await browser.open("/people/map/check").html.contains("contact"))
        #expect(try await browser.send("/people/1/place", ["remove": "1"]).status == 303)
        #expect(try await browser.open("/people/1").html.contains("by the postcode"))
        let alice = try await browser.send("/people/2/place", ["point": "40.1, -29.95"])
        #expect(alice.html.contains("has no postal address"))
    }

    @Test func `a point is set by pressing the map, and kept by the button below`() async throws {
        let harbour = try await island(1)
        let browser = try await harbour.coordinator()
        let before = try await browser.open("/people/1/place")
        #expect(before.html.contains("type=\"image\" name=\"small\""))
        #expect(before.html.contains("width=\"600\" height=\"600\""))
        let view = "bbox=-30.1,40.0,-29.9,40.2"
        let box = try #require(PlaceView("-30.1,40.0,-29.9,40.2")).box
        let pressed = try await browser.open("/people/1/place?\(view)&large.x=150&large.y=450")
        let longitude = (Double(box.west) + 150.5 / 600 * Double(box.width)).rounded() / 1_000_000
        let latitude = (Double(box.north) - 450.5 / 600 * Double(box.height)).rounded() / 1_000_000
        #expect(pressed.html.contains("value=\"\(latitude), \(longitude)\""))
        #expect(pressed.html.contains("Marked:"))
        let moved = try #require(
            pressed.html.firstMatch(of: /href="(\/people\/1\/place\?at=[^"]+)"/))
        let closer = try await browser.open(
            String(moved.output.1).replacing("&amp;", with: "&"))
        #expect(closer.html.contains("value=\"\(latitude), \(longitude)\""), "it moves along")
        #expect(try await browser.open("/people/1").html.contains("by the postcode"), "not kept")
        let small = try await browser.open("/people/1/place?\(view)&small.x=60&small.y=180")
        #expect(small.html.contains("Marked:"))
        for nowhere in ["large.x=0&large.y=0", "large.x=900&large.y=5", "large.x=-1&large.y=5"] {
            let shown = try await browser.open("/people/1/place?\(view)&\(nowhere)")
            #expect(shown.status == 200 && !shown.html.contains("value=\"40."), "\(nowhere)")
        }
        let drawing = try await browser.open(
            "/people/map/drawing.svg?\(view)&at=40.1%2C%20-30.0")
        #expect(drawing.html.hasPrefix("<svg xmlns") && drawing.html.contains("#c2341d"))
        #expect(drawing.html.contains(">North</text>"))
    }

    @Test func `a place of meetings is pressed on a map of its own`() async throws {
        let harbour = try await island()
        try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(
                    title: "Assembly", place: "Hall <b> & Co", start: .noon + 3_600_000,
                    end: .noon + 7_200_000, audience: .linked)))
        let browser = try await harbour.coordinator()
        let list = try await browser.open("/people/map/meetings")
        let link = try #require(
            list.html.firstMatch(of: /\/people\/map\/meetings\/at\?place=[^"]+/))
        let shown = try await browser.open(
            "\(link.output)&bbox=-30.1,40.0,-29.9,40.2&small.x=60&small.y=60")
        #expect(shown.html.contains("Hall &lt;b&gt; &amp; Co") && shown.html.contains("Marked:"))
        let point = try #require(
            shown.html.firstMatch(of: /id="point" name="point"[^>]* value="([^"]+)"/))
        let kept = try await browser.send(
            "/people/map/meetings",
            ["place": "Hall <b> & Co", "point": String(point.output.1)])
        #expect(kept.location == "/people/map/meetings?done=places_set")
        #expect(try await browser.open("/people/map/meetings/at?place=nowhere").status == 404)
    }
}
