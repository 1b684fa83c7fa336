import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `The timeline on the page of a contact` {
    /// Everything that a viewer may press on a page after a form, by its address.
    private func undo(_ html: String) throws -> String {
        String(try #require(html.firstMatch(of: /class="undo".*?action="([^"]*)"/)).output.1)
    }

    @Test func `a few words are written down with one button and can be taken back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let page = try await alice.open("/people/\(bob)")
        #expect(page.html.contains("name=\"kind\" value=\"visit\""))
        let sent = try await alice.send(
            "/people/\(bob)/log", ["text": "The lift is out again", "kind": "visit"])
        let after = try await alice.open(try #require(sent.location))
        #expect(after.html.contains("The lift is out again"))
        #expect(after.html.contains("What they told us"))
        let them = try await alice.open("/people/\(bob)?show=them")
        #expect(them.html.contains("The lift is out again"))
        let us = try await alice.open("/people/\(bob)?show=us")
        #expect(!us.html.contains("The lift is out again"))
        let taken = try await alice.send(try undo(after.html), [:])
        let gone = try await alice.open(try #require(taken.location))
        #expect(!gone.html.contains("The lift is out again"))
        #expect(gone.html.contains("removed a visit."))
        _ = try await alice.send(try undo(gone.html), [:])
        let back = try await alice.open("/people/\(bob)")
        #expect(back.html.contains("The lift is out again"))
    }

    @Test func `the three questions are named as they are asked`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let html = try await alice.open("/people/\(bob)").html
        for name in [
            "Who are you", "What did we tell you", "What did you tell us", "Everything",
        ] {
            #expect(html.contains(">\(name)</a>"), "\(name)")
        }
        for odd in ["?show=nothing", "?before=x", "?before=1.99.1", "?show=us&before=9.0.0"] {
            #expect(try await alice.open("/people/\(bob)\(odd)").status == 200, "\(odd)")
        }
    }

    @Test func `a call is pressed and then asked about, unless they do not want to be called`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let page = try await alice.open("/people/\(bob)")
        #expect(page.html.contains("href=\"/people/\(bob)/log?kind=call\""))
        let form = try await alice.open("/people/\(bob)/log?kind=call")
        #expect(form.html.contains("href=\"tel:+15550100002\""))
        #expect(form.html.contains("How did it go with Bob O&#39;Brien?"))
        try await harbour.act(EditMember(bob, changes: [.doNotCall: "yes"]))
        let silent = try await alice.open("/people/\(bob)/log?kind=call")
        #expect(!silent.html.contains("tel:"))
        #expect(silent.html.contains("does not want to be called"))
    }

    @Test func `the whole form keeps all of it, with others and with a task for later`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let address = "/people/\(bob)/log"
        let unknown = try await alice.send(
            address, ["kind": "call", "summary": "Rent", "add": "Nobody Here", "outcome": "yes"])
        #expect(unknown.status == 422)
        #expect(unknown.html.contains("Nobody is found with “Nobody Here”."))
        #expect(unknown.html.contains("value=\"Rent\""), "what was typed is kept")
        #expect(unknown.html.contains("value=\"yes\""))
        let several = try await alice.send(address, ["kind": "call", "text": "x", "add": "555"])
        #expect(several.status == 422)
        #expect(several.html.contains("name=\"with\" value=\"\(carol)\""))
        let wrong = try await alice.send(
            address, ["kind": "call", "summary": "", "day": "2026-13-01", "time": "10:00"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("href=\"#day\""))
        let later = try await alice.send(
            address, ["kind": "call", "summary": "x", "day": "2027-01-01", "time": "10:00"])
        #expect(later.html.contains("This is still to come."))
        let sent = try await alice.send(
            address,
            [
                "kind": "call", "side": "us", "summary": "Rent", "text": "A long talk",
                "outcome": "answered", "place": "Quay 4", "channel": "Signal",
                "day": "2026-04-30", "time": "18:30", "add": "carol@example.org",
                "with": "\(bob)", "task": "Send the form", "task_due": "2026-05-04",
                "task_assignee": "nobody",
            ])
        #expect(sent.location?.contains("done=entry_and_task") == true)
        let page = try await alice.open("/people/\(carol)")
        for text in ["Rent", "with Bob O&#39;Brien", "answered", "Signal", "Send the form"] {
            #expect(page.html.contains(text), "\(text)")
        }
        let link = try #require(page.html.firstMatch(of: /href="(\/interactions\/[0-9]+)"/))
        let entry = try await alice.open(String(link.output.1))
        #expect(entry.html.contains("A long talk"))
        #expect(entry.html.contains("wrote it down"))
    }

    @Test func `the form offers as what somebody speaks, and both pages say it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let council = try await harbour.addContact("Works Council", .organization)
        try await harbour.act(GivePosition(bob, "steward", at: council))
        let form = try await alice.open("/people/\(bob)/log?kind=call").html
        #expect(form.contains("name=\"capacity-\(bob)\""))
        #expect(form.contains("<option value=\"steward, Works Council\"></option>"))
        let sent = try await alice.send(
            "/people/\(bob)/log",
            [
                "kind": "call", "side": "them", "summary": "Rota", "with": "\(bob)",
                "capacity-\(bob)": "steward, Works Council", "day": "2026-05-01",
                "time": "10:00",
            ])
        let own = try await alice.open(try #require(sent.location)).html
        #expect(own.contains("as steward, Works Council, for Works Council"))
        let theirs = try await alice.open("/people/\(council)").html
        #expect(theirs.contains("with Bob O&#39;Brien (steward, Works Council)"))
        let entry = try #require(own.firstMatch(of: /\/interactions\/\d+/)).output
        let change = try await alice.open("\(entry)/change").html
        #expect(change.contains("value=\"steward, Works Council\" list="))
    }

    @Test func `who saves second sees the difference and loses nothing`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let eve = try await harbour.viewer(.eve, roles: [.coordinator])
        let content = InteractionContent(.call, .us, "Rent", with: [bob])
        let id = try await harbour.act(RecordInteraction(content), as: eve).id
        var theirs = content
        theirs.outcome = "no answer"
        theirs.summary = "Rent and heating"
        try await harbour.act(
            ChangeInteraction(id, expectedVersion: 1, to: theirs), as: eve)
        let conflict = try await alice.send(
            "/interactions/\(id)/change",
            [
                "version": "1", "kind": "call", "side": "us", "summary": "Rent strike",
                "text": "More", "outcome": "", "with": "\(bob)", "day": "2026-05-01",
                "time": "12:00",
            ])
        #expect(conflict.status == 409)
        #expect(conflict.html.contains("While you were writing, Eve Adams saved a change."))
        #expect(conflict.html.contains("Rent and heating"), "theirs beside mine")
        #expect(conflict.html.contains("value=\"Rent strike\""), "mine in the form")
        #expect(conflict.html.contains("value=\"no answer\""), "what only they changed is taken")
        #expect(conflict.html.contains("name=\"version\" value=\"2\""))
        let saved = try await alice.send(
            "/interactions/\(id)/change",
            [
                "version": "2", "kind": "call", "side": "us", "summary": "Rent strike",
                "text": "More", "outcome": "no answer", "with": "\(bob)", "day": "2026-05-01",
                "time": "12:00",
            ])
        #expect(saved.status == 303)
        let page = try await alice.open("/interactions/\(id)")
        #expect(page.html.contains("Rent strike"))
        #expect(page.html.contains("<span class=\"old\"><bdi>Rent and heating</bdi></span>"))
    }

    @Test func `members see their own timeline without what others wrote down`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(
            RecordInteraction(InteractionContent(.note, .about, "Kanarienvogel", with: [bob])),
            as: alice
        ).id
        let browser = try await PeopleBrowser(harbour, as: bob)
        let own = try await browser.open("/people/\(bob)")
        #expect(own.status == 200)
        #expect(!own.html.contains("Kanarienvogel"))
        #expect(!own.html.contains("name=\"kind\""), "nothing to write down")
        for address in ["/interactions/\(id)", "/tasks/\(id)", "/tasks", "/my-day"] {
            #expect(try await browser.open(address).status == 403, "\(address)")
        }
    }

    @Test func `nobody else finds a private note on any page`() async throws {
        let harbour = try TestChapter.make()
        let canary = "Kanarienvogel"
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let note = try await harbour.act(
            RecordInteraction(
                InteractionContent(
                    .note, .about, canary, text: canary, isPrivate: true, with: [bob]),
                followUp: FollowUp(canary, due: "2026-05-01")), as: alice)
        let task = try #require(note.task)
        let eve = try await harbour.viewer(.eve, roles: [.coordinator])
        let other = try await PeopleBrowser(harbour, as: try #require(eve.memberID))
        let own = try await PeopleBrowser(harbour, as: try #require(alice.memberID))
        let addresses = [
            "/people/\(bob)", "/people/\(bob)?show=who", "/people/\(bob)/history",
            "/people/\(bob)/log", "/interactions/\(note.id)", "/interactions/\(note.id)/change",
            "/tasks/\(task)", "/tasks/\(task)/change", "/tasks", "/tasks?with=\(bob)",
            "/tasks?state=done", "/my-day", "/", "/people", "/search?q=\(canary)",
        ]
        var seen = 0
        for address in addresses {
            #expect(
                try await !other.open(address).html.contains(canary + "<"), "\(address) for Eve")
            seen += try await own.open(address).html.contains(canary) ? 1 : 0
        }
        #expect(seen > 8, "the author must find it, or the test cannot fail")
        for address in ["/interactions/\(note.id)/remove", "/tasks/\(task)/finish"] {
            #expect(try await other.send(address, [:]).status == 404, "\(address)")
        }
        #expect(try await own.open("/my-day").html.contains(canary))
    }

    @Test func `texts with signs of HTML are texts`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let nasty = "\"\u{301}><script>alert(1)</script>"
        let sent = try await alice.send(
            "/people/\(bob)/log",
            ["kind": "note", "summary": nasty, "text": nasty, "outcome": nasty, "task": nasty])
        #expect(sent.status == 303)
        for address in ["/people/\(bob)", "/tasks", "/my-day"] {
            #expect(try await !alice.open(address).html.contains("<script>alert"), "\(address)")
        }
    }
}

@Suite struct `Links of messengers` {
    @Test func `lead into their program, and never to anything that was only typed`() {
        func opens(_ service: MessengerService, _ handle: String, _ state: ReachState = .ok)
            -> String?
        {
            Messenger(service, handle, state: state).opens
        }
        #expect(opens(.signal, "+1 555 010-0002") == "https://signal.me/#p/+15550100002")
        #expect(opens(.signal, "bob.42") == nil)
        #expect(opens(.whatsApp, "+1 555 010 0002") == "https://wa.me/15550100002")
        #expect(opens(.telegram, "@bob_o") == "https://t.me/bob_o")
        #expect(opens(.matrix, "@bob:example.org") == "https://matrix.to/#/@bob:example.org")
        #expect(opens(.webAddress, "https://bob.example") == "https://bob.example")
        #expect(opens(.webAddress, "javascript:alert(1)") == nil)
        #expect(opens(.telegram, "x/../\"><b>") == nil)
        #expect(opens(.fax, "+1 555 010 0002") == nil)
        #expect(opens(.whatsApp, "+1 555 010 0002", .optedOut) == nil)
    }
}
