import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `The page of a person` {
    @Test func `somebody who may be known already is shown before adding`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let form: KeyValuePairs = [
            "name": "Rob", "phone": "001 555 010 0002", "status": "supporter", "interests": "a, b",
        ]
        let asked = try await alice.send("/people/add", form)
        #expect(asked.status == 422)
        #expect(asked.html.contains("href=\"/people/\(bob)\""))
        #expect(asked.html.contains("Same phone; but different name"))
        #expect(asked.html.contains("value=\"Rob\""))
        #expect(asked.html.contains("value=\"supporter\" selected"))
        #expect(try await harbour.list(MemberList(search: "rob")).count == 0)
        let added = try await alice.send(
            "/people/add", ["name": "Rob", "phone": "555", "interests": "a, ,b", "anyway": "1"])
        let page = try await alice.open(try #require(added.location))
        #expect(page.html.contains("<h1><bdi>Rob</bdi></h1>"))
        let rob = try #require(try await harbour.list(MemberList(search: "rob")).people.first)
        #expect(rob.interests == ["a", "b"])
        #expect(rob.status == "contact")
        let wrong = try await alice.send("/people/add", ["name": "Ed", "email": "no"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("href=\"#email\""))
    }

    @Test func `the parts of a name are folded below it, and what the name shows is said once`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let form = try await alice.open("/people/\(bob)/edit").html
        let folded = "<details class=\"fold bare\"><summary>Form of"
        let fold = try #require(form.firstRange(of: folded))
        let field = try #require(form.firstRange(of: "name=\"familyName\""))
        let phone = try #require(form.firstRange(of: "name=\"phone\""))
        #expect(fold.lowerBound < field.lowerBound && field.lowerBound < phone.lowerBound)
        let long = String(repeating: "x", count: 61)
        let wrong = try await alice.send(
            "/people/\(bob)/edit",
            ["version": "1", "name": "Bob O'Brien", "formOfAddress": long, "givenName": "Bob"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("<details class=\"fold bare\" open><summary>Form of"))
        _ = try await harbour.act(
            EditMember(
                bob,
                changes: [.givenName: "Bob", .familyName: "Ó Briain", .nickname: "Bobby"]))
        let page = try await alice.open("/people/\(bob)").html
        #expect(page.contains("Also called") && page.contains("Bobby"))
        #expect(page.contains("<dt><bdi>Family name</bdi></dt>"))
        #expect(!page.contains("<dt><bdi>Given name</bdi></dt>"))
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let other = try await alice.open("/people/\(hotel)/edit").html
        #expect(!other.contains("name=\"familyName\""))
    }

    @Test func `who may be known already is named while one types, and nothing is added`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let page = try await alice.open("/people/add")
        #expect(page.html.contains("data-hints=\"/people/add/known\""))
        #expect(page.html.contains("id=\"known\" aria-live=\"polite\""))
        let known = try await alice.send(
            "/people/add/known", ["name": "Rob", "phone": "001 555 010 0002"])
        #expect(known.status == 200)
        #expect(known.html.contains("/people/\(bob)"))
        #expect(known.html.contains("Same phone"))
        for fields: KeyValuePairs in [
            ["name": "Rob"], ["phone": "0"],
            ["name": String(repeating: "a", count: 500), "phone": "001 555 010 0002"],
        ] {
            let nobody = try await alice.send("/people/add/known", fields)
            #expect(nobody.html.contains("\"people\":[]"))
        }
        #expect(try await harbour.list(MemberList(search: "rob")).count == 0)
    }

    @Test
    func `the last meeting was on the day on which it was there, on the page and in the list`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let before = Timestamp.noon + (-24 * 3_600_000)
        // Half past one in the night in Greenwich is the evening before in the west.
        let evening = before + (13 * 3_600_000 + 1_800_000)
        let meeting = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Late", start: evening, end: evening, utcOffset: -420)))
        try await harbour.act(RecordAttendance(meeting, member: bob))
        let words = try PageKit().catalogue.wording(.english)
        let (day, next) = (words.day(before, in: .gmt), words.day(evening, in: .gmt))
        #expect(day != next)
        let page = try await alice.open("/people/\(bob)")
        #expect(page.html.contains("last on \(day)"))
        let list = try await alice.open("/people?c=came")
        #expect(list.html.contains(day) && !list.html.contains(next))
    }

    @Test func `an address ends a line only where it has a sign`() async throws {
        #expect(MailShown("bob@example.org").rest == ["@example", ".org"])
        for odd in ["", "@", "bob", "a@b@c..d", ".", "bob@"] {
            let shown = MailShown(odd)
            #expect(shown.name + shown.rest.joined() == odd)
        }
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        for path in ["/people", "/people/\(bob)"] {
            let page = try await alice.open(path)
            #expect(page.html.contains("href=\"mailto:bob@example.org\""))
            #expect(page.html.contains("bob<wbr>@example<wbr>.org"), Comment(rawValue: path))
        }
    }

    @Test func `tags and interests change in place and can be taken back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let tagged = try await alice.send("/people/\(bob)/tags", ["add": "Mill, Lane"])
        let page = try await alice.open(try #require(tagged.location))
        #expect(page.html.contains("name=\"remove\" value=\"Mill, Lane\""))
        let undo = try #require(page.html.firstMatch(of: /action="(\/people\/taken-back\/[^"]*)"/))
        #expect(try await alice.send(String(undo.output.1), [:]).status == 303)
        #expect(try await harbour.record(bob).tags.isEmpty)
        let same = try await alice.send("/people/\(bob)/interests", ["add": "housing"])
        #expect(same.location == "/people/\(bob)?done=person_same")
        _ = try await alice.send("/people/\(bob)/interests", ["remove": "Housing"])
        #expect(try await harbour.record(bob).interests == ["Transit"])
    }

    @Test func `members see all about themselves and change what is theirs`() async throws {
        let harbour = try TestChapter.make()
        _ = try await harbour.coordinator()
        let id = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        try await harbour.act(TagMember(id, "Steward"))
        let bob = try await PeopleBrowser(harbour, as: id)
        #expect(try await bob.open("/people/me").location == "/people/\(id)")
        let own = try await bob.open("/people/\(id)")
        #expect(own.html.contains("What the chapter knows about me"))
        #expect(own.html.contains("Steward"))
        #expect(own.html.contains("A coordinator changes this."))
        #expect(own.html.contains("Alice Moreno"), "who sees this")
        #expect(try await bob.open("/people/\(carol)").status == 403)
        let edit = try await bob.open("/people/\(id)/edit")
        #expect(!edit.html.contains("name=\"joinedOn\""))
        #expect(!edit.html.contains("name=\"scheme\""))
        let saved = try await bob.send(
            "/people/\(id)/edit",
            [
                "version": "2", "name": "Bob O'Brien", "pronouns": "he/him", "phone": "555 0199",
                "phone_kind": "work", "status": "former", "joinedOn": "1999-01-01",
            ])
        let record = try await harbour.record(id)
        #expect(record.values[.pronouns] == "he/him")
        #expect(record.phones == [Phone("555 0199", .work, isPrimary: true)])
        #expect(record.emails.isEmpty, "an emptied row is gone")
        #expect(record.status == "member")
        #expect(record.values[.joinedOn] == "2026-05-01")
        let undo = try #require(saved.location?.split(separator: "undo=").last)
        #expect(try await bob.send("/people/taken-back/\(undo)", [:]).status == 303)
        #expect(try await harbour.record(id).emails.count == 1)
        let file = try await bob.open("/people/\(id)/mine")
        #expect(file.html.contains("\"bob@example.org\""))
    }

    @Test func `two people who edit at once lose nothing`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let eve = try await harbour.viewer(.eve, roles: [.coordinator])
        try await harbour.act(
            EditMember(bob, changes: [.job: "pilot", .shift: "late"]), as: eve)
        try await harbour.act(SetPhones(bob, [Phone("555 0777")]), as: eve)
        let conflict = try await alice.send(
            "/people/\(bob)/edit",
            [
                "version": "1", "name": "Bob O'Brien", "job": "docker", "employer": "Port",
                "email": "bob@example.org", "phone": "555 0888", "phone_kind": "mobile",
                "shift": "",
            ])
        #expect(conflict.status == 409)
        #expect(conflict.html.contains("Eve Adams changed this page on"))
        #expect(conflict.html.contains("name=\"keep_job\" value=\"theirs\""))
        #expect(conflict.html.contains("name=\"keep_phones\" value=\"theirs\""))
        #expect(!conflict.html.contains("keep_shift"), "only they changed it")
        #expect(conflict.html.contains("Taken over into the form: shift."))
        #expect(conflict.html.contains("name=\"shift\" type=\"text\" value=\"late\""))
        #expect(conflict.html.contains("value=\"docker\""))
        #expect(conflict.html.contains("value=\"555 0888\""))
        #expect(try await harbour.record(bob).values[.employer] == nil)
        let saved = try await alice.send(
            "/people/\(bob)/edit",
            [
                "version": "3", "name": "Bob O'Brien", "job": "docker", "employer": "Port",
                "shift": "late", "email": "bob@example.org", "phone": "555 0888",
                "keep_job": "mine", "keep_phones": "theirs",
            ])
        #expect(saved.status == 303)
        let record = try await harbour.record(bob)
        #expect(record.values[.job] == "docker")
        #expect(record.values[.shift] == "late")
        #expect(record.values[.employer] == "Port")
        #expect(record.phones.map(\.number) == ["555 0777"])
    }

    @Test func `what is wrong stands beside its field and everything typed is kept`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let wrong = try await alice.send(
            "/people/\(bob)/edit",
            [
                "version": "1", "name": "Bob", "job": "docker", "email": "bob@example.org",
                "email": "no mail", "phone": "555 0101", "why": "he called",
            ])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("href=\"#email\""))
        #expect(wrong.html.contains("id=\"email\" name=\"email\" type=\"email\" value=\"no mail\""))
        for kept in ["docker", "bob@example.org", "555 0101", "he called"] {
            #expect(wrong.html.contains("value=\"\(kept)\""), "\(kept)")
        }
        let more = try await alice.send(
            "/people/\(bob)/edit",
            ["version": "1", "name": "Bobby", "phone": "555 0101", "more": "phone"])
        #expect(more.status == 200)
        #expect(more.html.matches(of: /name="phone" type="tel"/).count == 2)
        #expect(more.html.contains("value=\"Bobby\""))
        #expect(try await harbour.record(bob).version == 1)
    }

    @Test func `a membership ends with a reason, and says which roles end with it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let wrong = try await alice.send("/people/\(bob)/end", ["why": " ", "on": "yesterday"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("Say why the membership ends."))
        let ended = try await alice.send("/people/\(bob)/end", ["why": "moved away"])
        let undo = try #require(ended.location?.split(separator: "undo=").last)
        #expect(try await harbour.record(bob).status == "former")
        _ = try await alice.send("/people/taken-back/\(undo)", [:])
        #expect(try await harbour.record(bob).status == "member")
        try await harbour.act(GiveRole(bob, .coordinator))
        let asked = try await alice.open("/people/\(bob)/end")
        #expect(asked.html.contains("have to be given again: Coordinator."))
        let last = try await alice.send("/people/\(bob)/end", ["why": "moved", "roles": "1"])
        #expect(last.location == "/people/\(bob)?done=person_ended_roles")
    }

    @Test func `the pages speak Spanish to whoever chose it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try #require(alice.memberID)
        try await harbour.act(EditMember(id, changes: [.language: "es"]))
        let bob = try await harbour.add(.bob)
        let browser = try await PeopleBrowser(harbour, as: id)
        for address in [
            "/people?status=member&c=none", "/people/add", "/people/\(bob)", "/people/\(bob)/edit",
            "/people/\(bob)/history", "/people/\(bob)/end", "/people/export", "/search?q=x",
        ] {
            let html = try await browser.open(address).html
            #expect(html.contains("<html lang=\"es\">"), "\(address)")
            #expect(!html.contains("⟨"), "\(address)")
            #expect(!html.contains("Cancel<"), "\(address)")
        }
    }
}
