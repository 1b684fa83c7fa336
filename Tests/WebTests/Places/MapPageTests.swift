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

    @Test func `circles open their lists, and the table says the same`() async throws {
        let harbour = try await island(9)
        let browser = try await harbour.coordinator()
        let map = try await browser.open("/people/map")
        #expect(map.html.matches(of: /<path class="land" d="M[0-9 l.z-]+/).count == 1)
        #expect(
            map.html.matches(of: /<path class="border"/).count == 4, "three branches and the key")
        #expect(map.html.contains(">North</text>"))
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
        #expect(preview.html.contains("This sets the district of 4 contacts who have none."))
        #expect(preview.html.contains("1 contact has no point and stays as now."), "Alice")
        let done = try await browser.send("/people/map/assign", [:])
        let location = try #require(done.location)
        #expect(location.hasPrefix("/people/map?done=people_district&undo="))
        let after = try await browser.open(location)
        let undo = try #require(
            after.html.firstMatch(of: /action="(\/people\/together\/[0-9]+\/undo)"/))
        #expect(
            try await browser.open("/people/map/assign").html.contains(
                "Everybody has the right district already."))
        _ = try await browser.send(String(undo.output.1), [:])
        #expect(
            try await browser.open("/people/map/assign").html.contains(
                "This sets the district of 4 contacts"))
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

    @Test func `a file is added through the form, and what is wrong with one is said at its field`()
        async throws
    {
        let harbour = try TestChapter.make()
        let member = try await harbour.member("Alice Moreno", roles: [.coordinator])
        let uploader = try await Uploader(harbour, as: member.id)
        let added = try await uploader.send(
            "/people/map/outlines", "outline", Island.coastline, name: "Isla.geojson",
            fields: ["kind": "coastline", "name": "", "property": ""])
        #expect(added.location == "/people/map/outlines?done=places_outline")
        let outlines = try await harbour.chapter.read { db in
            try Outline.all(in: db, for: .operator).get()
        }
        #expect(outlines.map(\.name) == ["Isla"])
        let broken = try await uploader.send(
            "/people/map/outlines", "outline", "{\"type\":", name: "x.json",
            fields: ["kind": "branch"])
        #expect(broken.status == 422)
        #expect(broken.html.contains("id=\"outline-problem\""))
        #expect(broken.html.contains("The file: it ends in the middle"))
        let list = try await uploader.send(
            "/people/map/postcodes", "postcodes", "a,b\n1,2\n", name: "p.csv", fields: [:])
        #expect(list.html.contains("id=\"postcodes-problem\""))
        let good = try await uploader.send(
            "/people/map/postcodes", "postcodes", Island.postcodes, name: "p.csv", fields: [:])
        #expect(good.location == "/people/map/outlines?done=places_postcodes")
    }

    /// What a file is refused for is written by the reader and put into other sentences.
    @Test func `everything that can be wrong with a file is said in Spanish`() throws {
        let spanish = try PageKit().catalogue.wording(.spanish)
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Sources/Chapter/Places")
        var found = 0
        for name in ["GeoJSONReader.swift", "GeoJSONReader+Geometries.swift"] {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                .replacing(/"\s*\+ "/, with: "")
            for match in text.matches(of: /(?:fault\(\s*|: self\.fault\()"((?:[^"\\]|\\.)*)"\)/) {
                let sentence = String(match.output.1).replacing(
                    /\\\([^)]*(\([^)]*\))?\)/, with: "7")
                #expect(
                    spanish.sentences.translated(sentence) != nil, Comment(rawValue: sentence))
                found += 1
            }
        }
        #expect(found > 20)
    }
}

/// Somebody who sends files through forms.
private struct Uploader {
    private let client: RequestClient
    private let cookie: String

    init(_ harbour: TestChapter, as member: MemberID) async throws {
        client = harbour.client()
        let link = try await harbour.act(MakeSignInLink(member))
        let made = try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
        cookie = "\(SessionCookie(of: harbour.chapter.feeds.chapter).name)=\(made.token)"
    }

    func send(
        _ address: String, _ field: String, _ file: String, name: String, fields: [String: String]
    ) async throws -> PeopleBrowser.Shown {
        var body = ""
        for (key, value) in fields {
            body += "--xx\r\nContent-Disposition: form-data; name=\"\(key)\"\r\n\r\n\(value)\r\n"
        }
        body +=
            "--xx\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n"
        body += "Content-Type: application/octet-stream\r\n\r\n\(file)\r\n--xx--\r\n"
        let reply = try await client.send(
            .post, address,
            headers: [
                .cookie: cookie, .matrixSite: "same-origin",
                .contentType: "multipart/form-data; boundary=xx",
            ], body: RequestBody(buffer: ByteBuffer(string: body)))
        return PeopleBrowser.Shown(
            status: reply.status.code, html: String(buffer: reply.body),
            location: reply.headers[.location])
    }
}
