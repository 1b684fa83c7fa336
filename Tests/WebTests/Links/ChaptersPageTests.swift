import Chapter
import Federation
import Feeds
import GRDB
import HTTPTypes
import NIOCore
import TestSupport
import Testing

@testable import Web

/// The pages of linked chapters, as people of one chapter see them.
@Suite struct `Linked chapters in the browser` {
    private static let day: Int64 = 24 * 3_600_000
    private let id = String(repeating: "ab", count: 32)
    private let words = ["maple", "orbit", "seven", "tundra", "violin", "anchor"]

    private func link(
        _ state: LinkState, name: String = "Riverside", heard: Timestamp? = .noon + -60_000,
        words: [String]? = nil
    ) -> LinkAnswer {
        LinkAnswer(
            chapterID: id, name: name, state: state, lastHeard: heard.map { Moment($0) },
            theyHave: 0, weHave: 5, theyWrote: 7, words: words)
    }

    /// A signed-in browser of a chapter with these links.
    private func browser(_ links: [LinkAnswer], _ roles: Set<Role> = [.federationAdmin])
        async throws -> (AdminBrowser, LinkedNode, TestChapter)
    {
        let harbour = try TestChapter.make()
        let node = LinkedNode(links)
        return (try await AdminBrowser(harbour, node: node, roles), node, harbour)
    }

    @Test func `a member sees the names and how it stands, and no way to change it`() async throws {
        let (bob, _, _) = try await browser(
            [link(.connected), link(.unconfirmed, name: "Eve's", words: words)], [])
        let page = try await bob.get("/chapters")
        #expect(page.status == .ok)
        #expect(page.text.contains("Riverside"))
        #expect(page.text.contains("Connected"))
        #expect(page.text.contains("1 minute ago"))
        #expect(page.text.contains("all but 2"))
        for secret in ["Eve&#39;s", "maple", "/chapters/invite", "Technical details", "Block"] {
            #expect(!page.text.contains(secret), Comment(rawValue: secret))
        }
        let chapter = try await bob.get("/chapters/\(id)")
        #expect(chapter.status == .ok)
        #expect(!chapter.text.contains("Block"))
    }

    @Test func `a chapter that somebody tried to rewrite is told of, and nothing else`()
        async throws
    {
        var withstood = link(.connected)
        withstood.withstoodFork = true
        let (bob, _, _) = try await browser([withstood], [])
        #expect(!(try await bob.get("/chapters").text.contains("Has contradicted itself")))
        let chapter = try await bob.get("/chapters/\(id)")
        #expect(chapter.text.contains("tried to rewrite what Riverside shared"))
        #expect(!chapter.text.contains("Two copies"))
    }

    @Test func `a chapter that has contradicted itself is named, with what to do`() async throws {
        var forked = link(.connected)
        forked.forked = true
        let (bob, _, harbour) = try await browser([forked], [])
        #expect(try await bob.get("/chapters").text.contains("Has contradicted itself"))
        let chapter = try await bob.get("/chapters/\(id)")
        #expect(chapter.text.contains("Two copies of Riverside’s computer have written"))
        #expect(!(try await bob.get("/chapters").text.contains("Nothing new is shared")))
        // Our own chapter, by its fork in the store.
        try await harbour.chapter.feeds.database.write { [feeds = harbour.chapter.feeds] db in
            try feeds.append(.chapterDescribed, [], at: .noon, in: db)
            try db.execute(
                sql: """
                    INSERT INTO fork (feed, seq, proof)
                    SELECT number, seq + 1, x'00' FROM feed WHERE chapter = ?
                    """, arguments: [feeds.chapter])
        }
        let page = try await bob.get("/chapters")
        #expect(page.text.contains("Nothing new is shared"))
        #expect(page.text.contains("Nothing is lost here"))
        #expect(!page.text.contains("root key"), "members cannot do it")
    }

    @Test func `a linked chapter that says it has lost its computer is let in by words alone`()
        async throws
    {
        var returning = link(.unconfirmed, words: words)
        returning.returning = true
        let (carol, _, _) = try await browser([returning])
        #expect(
            try await carol.get("/chapters").text.contains("says that it has lost its computer"))
        let page = try await carol.get("/chapters/\(id)/confirm")
        #expect(page.text.contains("Riverside says it has lost its computer"))
        #expect(page.text.contains("ask whether that is so"))
        #expect(page.text.contains("maple"))
        let (bob, _, _) = try await browser([returning], [])
        let members = try await bob.get("/chapters")
        #expect(members.text.contains("Riverside"))
        #expect(!members.text.contains("lost its computer") && !members.text.contains("maple"))
    }

    @Test func `a chapter is linked while it is connected and while it cannot be reached`()
        async throws
    {
        let node = LinkedNode(LinkState.allCases.map { link($0) })
        #expect(try await node.linked().map(\.state) == [.connected, .unreachable])
    }

    @Test func `whoever was not heard for three days is named, also in the sync light`()
        async throws
    {
        let (carol, _, _) = try await browser([
            link(.unreachable, heard: .noon + (-3 * Self.day + -60_000))
        ])
        let page = try await carol.get("/chapters")
        #expect(page.text.contains("Riverside has not been heard from for 3 days."))
        #expect(page.text.contains("Not heard from"))
        #expect(page.text.contains("class=\"sync warn\" href=\"/chapters\""))
        let map = try await carol.get("/chapters/map")
        #expect(map.text.contains("class=\"stale\""))
        #expect(map.text.contains("<g class=\"late\">"))
    }

    @Test func `whoever was just linked waits for the first contact, and is no task any longer`()
        async throws
    {
        let (carol, _, _) = try await browser([link(.unreachable, heard: nil)])
        let page = try await carol.get("/chapters")
        #expect(page.text.contains("Waiting for first contact"))
        #expect(!page.text.contains(">Not heard from<"))
        let both: Set<Role> = [.coordinator, .federationAdmin]
        let done = "class=\"done\""
        let (linked, _, _) = try await browser([link(.connected)], both)
        #expect(try await linked.get("/").text.contains(done))
        let (asked, _, _) = try await browser([link(.waiting, words: words)], both)
        let home = try await asked.get("/")
        #expect(!home.text.contains(done), "nobody has said yes yet")
        #expect(!home.text.contains("How the chapter is doing"), "there is nothing to see yet")
    }

    @Test func `what is not shared yet is told in general before linking`() async throws {
        let (carol, _, harbour) = try await browser([link(.unconfirmed, words: words)])
        let page = try await carol.get("/chapters/\(id)/confirm")
        #expect(page.text.contains("Meetings that you share, with how many came"))
        #expect(!page.text.contains("0 meetings"))
        try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Fair", start: .noon, end: .noon, audience: .linked)))
        let then = try await carol.get("/chapters/\(id)/confirm")
        #expect(then.text.contains("1 meeting") && then.text.contains("Fair"))
    }

    @Test func `a chapter of any name is text everywhere`() async throws {
        let name = "\"\u{301} onfocus=alert(1) <script>x</script> \u{202E}abc"
        let (carol, _, _) = try await browser([
            link(.connected, name: name), link(.unconfirmed, name: name, words: words),
        ])
        for path in ["", "/map", "/\(id)", "/\(id)/confirm", "/\(id)/meetings", "/events"] {
            let page = try await carol.get("/chapters\(path)")
            #expect(page.status == .ok || page.status == .seeOther, Comment(rawValue: path))
            #expect(!page.text.contains("<script>x"), Comment(rawValue: path))
            #expect(!page.text.unicodeScalars.starts(with: name.unicodeScalars))
        }
    }

    @Test func `an invitation is shown once it is made, with a picture and until when`()
        async throws
    {
        let (carol, _, _) = try await browser([])
        let before = try await carol.get("/chapters/invite")
        #expect(!before.text.contains("rhizome-invitation:"))
        let made = try await carol.post("/chapters/invite")
        #expect(made.status == .ok)
        #expect(made.text.contains("rhizome-invitation:AAAA"))
        #expect(made.text.contains("<svg class=\"qr\""))
        #expect(made.text.contains("Good until"))
        #expect(made.headers[.cacheControl] == "no-store")
    }

    @Test(arguments: [
        ("tcp://harbour.example:7400", nil),
        ("tcp://vm:7400", "A chapter elsewhere probably does not get there."),
        ("tcp://127.0.0.1:7400", "nobody elsewhere gets there"),
    ])
    func `an invitation says where it leads, and whether others get there`(
        address: String, doubt: String?
    ) async throws {
        let carol = try await AdminBrowser(
            try TestChapter.make(), node: LinkedNode([], address: address), [.federationAdmin])
        let made = try await carol.post("/chapters/invite")
        #expect(made.text.contains("It leads them to \(address)."))
        #expect(made.text.contains("--public-endpoint"))
        #expect(made.text.contains("note warn") == (doubt != nil))
        if let doubt { #expect(made.text.contains(doubt)) }
    }

    @Test func `what is no invitation is refused with the text kept`() async throws {
        let (carol, _, _) = try await browser([])
        let refused = try await carol.post("/chapters/accept", "invitation=hello+%3Cb%3E")
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("hello &lt;b&gt;</textarea>"))
        #expect(refused.text.contains("This is not a whole invitation."))
    }

    @Test func `the six words are compared, and the page waits for the other side by itself`()
        async throws
    {
        let (carol, node, harbour) = try await browser([link(.unconfirmed, words: words)])
        try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(
                    title: "Assembly", start: .noon + 1000, end: .noon + 2000, audience: .linked)))
        try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Repairs round", start: .noon + 1000, end: .noon + 2000)))
        let refresh = try #require(HTTPField.Name("Refresh"))
        #expect(try await carol.get("/chapters/waiting").headers[.location]?.contains(id) == true)
        let page = try await carol.get("/chapters/\(id)/confirm")
        for word in words { #expect(page.text.contains("<li>\(word)</li>")) }
        #expect(page.text.contains("Assembly"))
        #expect(page.text.contains("Repairs round"))
        #expect(page.headers[refresh] == nil)
        _ = try await carol.post("/chapters/\(id)/confirm")
        #expect(node.done == ["confirm \(id)"])
        node.set([link(.waiting, words: words)])
        let waiting = try await carol.get("/chapters/\(id)/confirm")
        #expect(waiting.text.contains("Waiting for Riverside."))
        #expect(waiting.headers[refresh] == "5")
        node.set([link(.connected)])
        let linked = try await carol.get("/chapters/\(id)/confirm")
        #expect(linked.headers[.location] == "/chapters/\(id)?done=chapter_linked")
    }

    @Test func `words that differ end it`() async throws {
        let (carol, node, _) = try await browser([link(.unconfirmed, words: words)])
        let said = try await carol.post("/chapters/\(id)/decline")
        #expect(said.headers[.location] == "/chapters?done=chapter_declined")
        #expect(node.done == ["decline \(id)"])
    }

    @Test func `blocking says what will be gone, and can be taken back`() async throws {
        let (carol, node, _) = try await browser([link(.connected)])
        let page = try await carol.get("/chapters/\(id)")
        #expect(page.text.contains("Hides everything that Riverside has shared"))
        let blocked = try await carol.post("/chapters/\(id)/block")
        let next = try #require(blocked.headers[.location])
        node.set([link(.blocked)])
        let after = try await carol.get(next)
        #expect(after.text.contains("action=\"/chapters/\(id)/unblock\""))
        _ = try await carol.post("/chapters/\(id)/unblock")
        #expect(node.done == ["block \(id)", "unblock \(id)"])
    }

    @Test func `a chapter is left only by whoever writes its name`() async throws {
        let (carol, node, _) = try await browser([link(.connected)])
        let wrong = try await carol.post("/chapters/leave", "name=Riverside")
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("This is not the name of your chapter."))
        #expect(node.done.isEmpty)
    }

    @Test func `events come fifty at a time, each page with the way to the next`() async throws {
        let (carol, _, harbour) = try await browser([link(.connected)])
        let own = harbour.chapter.feeds.chapter
        let first = try await carol.get("/chapters/events")
        #expect(first.text.contains("chapter=\(own)&amp;from=51"))
        let last = try await carol.get("/chapters/events?chapter=\(own)&from=101")
        #expect(last.text.contains("from=51"))
        #expect(!last.text.contains("from=151"))
    }
}
