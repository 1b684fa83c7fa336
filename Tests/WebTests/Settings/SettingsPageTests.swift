import Chapter
import Federation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `Settings` {
    private func browser(
        _ harbour: TestChapter, _ person: Person = .bob, roles: Set<Role> = []
    ) async throws -> (Browser, MemberID) {
        let id = try #require(try await harbour.viewer(person, roles: roles).memberID)
        let browser = Browser(harbour.client())
        try await harbour.signIn(id, browser)
        return (browser, id)
    }

    @Test func `a member sees their own, a coordinator the chapter's too`() async throws {
        let harbour = try TestChapter.make()
        let (bob, id) = try await browser(harbour)
        let own = try await bob.open("/settings")
        #expect(own.html.contains("href=\"/people/\(id)\""))
        #expect(own.html.contains("bob@example.org"))
        #expect(!own.html.contains("name=\"accent\""))
        #expect(!own.html.contains("/settings/roles"))
        let (alice, _) = try await browser(harbour, .alice, roles: [.coordinator])
        let whole = try await alice.open("/settings")
        #expect(whole.html.contains("name=\"accent\""))
        #expect(whole.html.contains("/settings/roles"))
    }

    @Test func `the language is the person's, not the browser's, until they leave it to it`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (bob, id) = try await browser(harbour)
        #expect(try await bob.post("/settings/language", ["language": "es"]).status == 303)
        #expect(try await bob.open("/settings").html.contains("<html lang=\"es\""))
        #expect(try await harbour.record(id).values[.language] == "es")
        #expect(try await bob.post("/settings/language", ["language": "xx"]).status == 422)
        _ = try await bob.post("/settings/language", ["language": ""])
        #expect(try await bob.open("/settings").html.contains("<html lang=\"en\""))
    }

    @Test func `the colour is on every page, also the door, and its stylesheet is served`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (alice, _) = try await browser(harbour, .alice, roles: [.coordinator])
        #expect(try await alice.open("/sign-in").html.contains("<html lang=\"en\">"))
        let saved = try await alice.post(
            "/settings/accent", ["accent": "own", "own": " #FFD700 "])
        #expect(saved.location == "/settings?done=accent_saved")
        let page = try await alice.open("/settings")
        #expect(page.html.contains("<html lang=\"en\" data-accent>"))
        #expect(page.html.contains("href=\"/accent/ffd700.css\""))
        #expect(page.html.contains("#ffd700 is shown darker by day"))
        #expect(try await alice.open("/sign-in").html.contains("/accent/ffd700.css"))
        let style = try await alice.open("/accent/ffd700.css")
        #expect(style.html == ":root{--chapter:#ffd700}")
        #expect(style.headers[.contentType] == "text/css; charset=utf-8")
        #expect(style.headers[.contentSecurityPolicy] != nil)
        for bad in ["ffd70.css", "ffd700", "FFD700.css", "x%7D.css", "ffd7000.css"] {
            #expect(try await alice.open("/accent/\(bad)").status == 404, "\(bad)")
        }
        let wrong = try await alice.post(
            "/settings/accent", ["accent": "own", "own": "red;}\"<b>"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("value=\"red;}&quot;&lt;b&gt;\""))
        #expect(wrong.html.contains("value=\"own\" checked"))
        _ = try await alice.post("/settings/accent", ["accent": ""])
        #expect(try await alice.open("/sign-in").html.contains("<html lang=\"en\">"))
    }

    @Test func `lists of people begin in the order that the chapter has chosen`() async throws {
        let harbour = try TestChapter.make()
        let (alice, _) = try await browser(harbour, .alice, roles: [.coordinator])
        for name in ["Ana Zuse", "Zoe Abel"] {
            try await harbour.act(AddMember([.name: name, .status: "supporter"]))
        }
        func isFamilyFirst(_ address: String) async throws -> Bool {
            let html = try await alice.open(address).html
            let zoe = try #require(html.firstRange(of: "<bdi>Zoe Abel</bdi></a></b>"))
            let ana = try #require(html.firstRange(of: "<bdi>Ana Zuse</bdi></a></b>"))
            return zoe.lowerBound < ana.lowerBound
        }
        #expect(try await !isFamilyFirst("/people?status=supporter"))
        let saved = try await alice.post("/settings/order", ["order": "family"])
        #expect(saved.location == "/settings?done=order_saved")
        let chosen = "<option value=\"family\" selected>by family name</option>"
        #expect(try await alice.open("/settings").html.contains(chosen))
        #expect(try await isFamilyFirst("/people?status=supporter"))
        #expect(try await !isFamilyFirst("/people?status=supporter&sort=name"))
        let list = try await alice.open("/people?status=supporter").html
        #expect(list.contains("<a href=\"/people?status=supporter&amp;sort=name\">Name</a>"))
        #expect(list.contains("href=\"/people/export?status=supporter&amp;sort=family\""))
        #expect(try await alice.open("/people/log").html.contains("in order of family name"))
    }

    @Test func `the time zone is that of new meetings, of votes and of what pages say`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (bob, _) = try await browser(harbour)
        #expect(!(try await bob.open("/settings").html.contains("name=\"zone\"")))
        let (alice, _) = try await browser(harbour, .alice, roles: [.coordinator])
        let saved = try await alice.post("/settings/time-zone", ["zone": "America/New_York"])
        #expect(saved.location == "/settings?done=zone_saved")
        let chosen = "<option value=\"America/New_York\" selected>New York</option>"
        #expect(try await alice.open("/settings").html.contains(chosen))
        #expect(try await alice.open("/meetings/plan").html.contains(chosen))
        let vote = try await alice.open("/votes/make")
        #expect(vote.html.contains("The time is that of America/New York."))
        // Five in the afternoon in Greenwich is noon there.
        let words = PageKit.forTests.catalogue.wording(
            .english, in: try await harbour.chapter.facts(for: .visitor).timeZone)
        let evening = try #require(Moment("2026-01-15T17:00Z")).timestamp
        #expect(words.time(evening) == "12:00")
        let wrong = try await alice.post("/settings/time-zone", ["zone": "Mars/\"<b>"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("Choose a time zone from the list."))
        #expect(wrong.html.contains(chosen))
    }

    @Test(arguments: [
        ("#000000", 0.0), ("#ffffff", 1.0), ("#ff0000", 0.628), ("#14604c", 0.4435),
    ])
    func `lightness is that of OKLab`(colour: String, lightness: Double) throws {
        let style = try #require(AccentStyle(colour))
        #expect(abs(style.lightness - lightness) < 0.01)
    }

    @Test func `one signs out elsewhere, one place or all`() async throws {
        let harbour = try TestChapter.make()
        let (here, id) = try await browser(harbour)
        let client = harbour.client()
        let others = [Browser(client), Browser(client), Browser(client)]
        for other in others { try await harbour.signIn(id, other) }
        let list = try await here.open("/settings/sessions")
        let ends = list.html.matches(of: /action="(\/settings\/sessions\/[0-9a-f]{16}\/end)"/)
        #expect(ends.count == 3)
        #expect(try await here.post(String(ends[0].output.1)).status == 303)
        #expect(try await here.post(String(ends[0].output.1)).status == 404)
        #expect(try await here.post("/settings/sessions/end-others").status == 303)
        for other in others { #expect(try await other.open("/settings").status == 303) }
        #expect(try await here.open("/settings").status == 200)
    }

    @Test func `whoever signs out everywhere ends the calendar address too, and reads so before`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (bob, id) = try await browser(harbour)
        #expect(!(try await bob.open("/settings/sessions").html.contains("end-others")))
        let secret = try await harbour.act(MakeCalendarAddress(), as: .member(id, []))
        #expect(try await bob.open("/calendar/\(secret)/meetings.ics").status == 200)
        let list = try await bob.open("/settings/sessions")
        #expect(list.html.contains("Your calendar address ends with it."))
        #expect(try await bob.post("/settings/sessions/end-others").status == 303)
        #expect(try await bob.open("/calendar/\(secret)/meetings.ics").status == 404)
        #expect(try await bob.open("/settings/sessions").status == 200, "this one stays")
    }

    @Test func `a coordinator finds members and gives and takes the role`() async throws {
        let harbour = try TestChapter.make()
        let (alice, id) = try await browser(harbour, .alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let found = try await alice.open("/settings/roles?who=bob")
        #expect(found.html.contains("Make coordinator"))
        #expect(!found.html.contains("Make federation admin"), "nobody gives what they lack")
        let last = try await alice.post(
            "/settings/roles/take", ["member": "\(id)", "role": "coordinator"])
        #expect(last.status == 409)
        #expect(last.html.contains("is the only coordinator"))
        let given = ["member": "\(bob)", "role": "coordinator"]
        #expect(try await alice.post("/settings/roles/give", given).status == 303)
        #expect(try await harbour.record(bob).roles == [.coordinator])
        #expect(try await alice.post("/settings/roles/take", given).status == 303)
        let climbing = ["member": "\(id)", "role": "federation admin"]
        #expect(try await alice.post("/settings/roles/give", climbing).status == 403)
        #expect(try await alice.post("/settings/roles/give", ["member": "x"]).status == 404)
    }

    @Test func `a coordinator prints a code, and its user is told by whom`() async throws {
        let harbour = try TestChapter.make()
        let (alice, _) = try await browser(harbour, .alice, roles: [.coordinator])
        let name = "Dan \"\u{301} <i>Dee</i>"
        let dan = try await harbour.act(
            AddMember([.name: name, .language: "es", .status: "member"])
        ).memberID
        #expect(try await alice.open("/people/\(dan)/sign-in-code").status == 200)
        let sheet = try await alice.post("/people/\(dan)/sign-in-code")
        #expect(sheet.headers[.cacheControl] == "no-store")
        #expect(sheet.html.contains("Para Dan &quot;\u{301} &lt;i&gt;"))
        #expect(sheet.html.contains("https://tenants.example/sign-in/code"))
        let code = try #require(sheet.html.firstMatch(of: /class="code">([0-9A-Z-]{19})</))
        let browser = Browser(harbour.client())
        let entered = try await browser.post(
            "/sign-in/code", ["code": code.output.1.lowercased(), "to": "/settings"])
        #expect(entered.html.contains("Alice Moreno printed this code"))
        #expect(entered.html.contains("href=\"/settings\""))
        #expect(entered.headers[values: .setCookie].contains { $0.hasPrefix("__Host-session-") })
        #expect(try await browser.open("/settings").status == 200)
        let again = try await Browser(harbour.client()).post(
            "/sign-in/code", ["code": String(code.output.1)])
        #expect(again.status == 422)
    }
}
