import Chapter
import Federation
import TestSupport
import Testing

@testable import Web

@Suite struct `Relations on pages` {
    @Test func `a relation is added by searching, choosing and saying what it is`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let form = "/people/\(bob)/relations/add"
        let searched = try await alice.open("\(form)?q=harb")
        #expect(searched.html.contains("href=\"\(form)?other=\(hotel)\""))
        #expect(searched.html.contains("Organization"))
        let chosen = try await alice.open("\(form)?other=\(hotel)")
        // What a person can be to an organization, and nothing else.
        #expect(chosen.html.contains(">works at</option>"))
        #expect(chosen.html.contains(">speaks for</option>"))
        #expect(!chosen.html.contains(">employs</option>"))
        #expect(!chosen.html.contains(">lives in</option>"))
        let wrong = try await alice.send(
            form,
            [
                "other": "\(hotel)", "type": "1>", "startsOn": "2026-02-01",
                "endsOn": "2026-01-01", "note": "nights",
            ])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("A relation cannot end before it begins."))
        #expect(wrong.html.contains("value=\"nights\""))
        let added = try await alice.send(
            form, ["other": "\(hotel)", "type": "1>", "startsOn": "2026-02-01"])
        let location = try #require(added.location)
        #expect(location.hasPrefix("/people/\(bob)?done=person_changed&undo=\(bob)-"))
        let page = try await alice.open(location)
        #expect(page.html.contains("<dt><bdi>works at</bdi></dt>"))
        #expect(page.html.contains("since 1 February 2026"))
        let there = try await alice.open("/people/\(hotel)")
        #expect(there.html.contains("<dt><bdi>employs</bdi></dt>"))
        #expect(there.html.contains("Bob O&#39;Brien"))
        let undone = try await alice.send("/people/taken-back/\(bob)-1-2", [:])
        #expect(undone.status == 303)
        #expect(!(try await alice.open("/people/\(hotel)").html.contains("employs</bdi></dt>")))
    }

    @Test func `what has ended is folded away, and can be removed`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let added = try await harbour.act(AddRelation(bob, 1, .forward, hotel))
        let form = "/people/\(bob)/relations/\(added.id)"
        let ended = try await alice.send(form, ["then": "end"])
        #expect(ended.status == 303)
        let page = try await alice.open("/people/\(bob)")
        #expect(page.html.contains("<summary>One that has ended</summary>"))
        let again = try await alice.send(form, ["then": "end"])
        #expect(again.status == 422)
        #expect(again.html.contains("This relation has ended already."))
        #expect(!(try await alice.open(form).html.contains("value=\"end\"")))
        _ = try await alice.send(form, ["then": "remove"])
        #expect(!(try await alice.open("/people/\(bob)").html.contains("Harbour Hotel</bdi></a>")))
    }

    @Test func `a relation that somebody else changed meanwhile is not written over`() async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let id = try await harbour.act(AddRelation(bob, 1, .forward, hotel, note: "days")).id
        let form = "/people/\(bob)/relations/\(id)"
        let opened = try await alice.open(form).html
        #expect(opened.contains("name=\"was_type\" value=\"1&gt;\""))
        #expect(opened.contains("name=\"was_note\" value=\"days\""))
        try await harbour.act(
            ChangeRelation(id, of: bob, startsOn: "2026-02-01", note: "nights"))
        let mine: [(String, String)] = [
            ("type", "1>"), ("was_type", "1>"), ("was_startsOn", ""), ("was_endsOn", ""),
            ("was_note", "days"), ("startsOn", ""), ("endsOn", "2026-12-31"), ("note", "weekends"),
        ]
        let late = try await alice.send(form, pairs: mine)
        #expect(late.status == 409)
        #expect(late.html.contains("name=\"keep_note\"") && late.html.contains("nights"))
        #expect(late.html.contains("name=\"was_note\" value=\"nights\""))
        #expect(late.html.contains("name=\"startsOn\" type=\"date\" value=\"2026-02-01\""))
        #expect(late.html.contains("Taken over into the form: "))
        let saved = try await alice.send(
            form,
            pairs: [
                ("type", "1>"), ("was_type", "1>"), ("was_startsOn", "2026-02-01"),
                ("was_endsOn", ""), ("was_note", "nights"), ("startsOn", "2026-02-01"),
                ("endsOn", "2026-12-31"), ("note", "weekends"), ("keep_note", "theirs"),
            ])
        #expect(saved.status == 303)
        let entry = try await harbour.chapter.read { db in
            try RelationEntry.read(id, of: bob, in: db, for: .operator, at: .noon).get()
        }
        #expect(entry.startsOn == "2026-02-01" && entry.endsOn == "2026-12-31")
        #expect(entry.note == "nights")
    }

    @Test func `a relation that reads alike from both ends can be changed from either`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (bob, eve) = (try await harbour.add(.bob), try await harbour.add(.eve))
        let type = try await harbour.act(
            AddRelationType(EnteredRelationType("is a friend of")))
        let id = try await harbour.act(AddRelation(bob, type, .forward, eve)).id
        for person in [bob, eve] {
            let seen = TieSeen(
                TieSeen.relation(type, .forward), note: person == eve ? "\(bob)" : "")
            try await harbour.act(
                ChangeRelation(id, of: person, note: "\(person)", seen: seen))
        }
        let late = ChangeRelation(
            id, of: bob, note: "late", seen: TieSeen(TieSeen.relation(type, .forward)))
        #expect(try await harbour.refusal(of: late)?.code == .conflict)
    }

    @Test func `a position that somebody else changed meanwhile is not written over`() async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let id = try await harbour.act(GivePosition(bob, "steward", at: hotel)).id
        let form = "/people/\(bob)/positions/\(id)"
        let there = "Harbour Hotel #\(hotel)"
        #expect(
            try await alice.open(form).html.contains(
                "name=\"was_organization\" value=\"\(there)\""))
        try await harbour.act(ChangePosition(id, of: bob, "head steward", at: hotel, note: "n"))
        let mine: [(String, String)] = [
            ("was_title", "steward"), ("was_organization", there), ("was_startsOn", ""),
            ("was_endsOn", ""), ("was_note", ""), ("title", "night steward"),
            ("organization", there), ("startsOn", "2026-01-01"), ("endsOn", ""), ("note", ""),
        ]
        let late = try await alice.send(form, pairs: mine)
        #expect(late.status == 409)
        #expect(late.html.contains("name=\"keep_title\"") && late.html.contains("head steward"))
        #expect(late.html.contains("value=\"night steward\""))
        #expect(late.html.contains("name=\"note\" type=\"text\" value=\"n\""))
        let again = mine.map { $0.0 == "was_title" ? ("was_title", "head steward") : $0 }
            .map { $0.0 == "was_note" || $0.0 == "note" ? ($0.0, "n") : $0 }
        #expect(try await alice.send(form, pairs: again).status == 303)
    }

    @Test func `the timeline says relations and positions in the reader's language`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try #require(alice.memberID)
        try await harbour.act(EditMember(id, changes: [.language: "es"]))
        let browser = try await PeopleBrowser(harbour, as: id)
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        try await harbour.act(AddRelation(bob, 1, .forward, hotel, startsOn: "2026-02-01"))
        try await harbour.act(GivePosition(bob, "steward", at: hotel))
        let page = try await browser.open("/people/\(bob)")
        #expect(page.html.contains("trabaja en Harbour Hotel, desde el 1 de febrero de 2026"))
        #expect(page.html.contains("steward Harbour Hotel"))
        #expect(page.html.contains("<dt><bdi>trabaja en</bdi></dt>"))
        let refused = try await browser.send(
            "/people/\(bob)/relations/add", ["other": "\(bob)", "type": "1>"])
        #expect(refused.html.contains("Un contacto no tiene relación consigo mismo."))
    }

    @Test func `many employees stand on pages of their own`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        for number in 100..<121 {
            let id = try await harbour.act(AddMember(name: "Worker \(number)")).memberID
            try await harbour.act(AddRelation(id, 1, .forward, hotel))
        }
        let page = try await alice.open("/people/\(hotel)")
        #expect(page.html.contains("Worker 119") && !page.html.contains("Worker 120</bdi></a>"))
        #expect(
            page.html.contains("href=\"/people/\(hotel)/relations?type=1&amp;direction=backward\""))
        #expect(page.html.contains("All 21"))
        let all = try await alice.open("/people/\(hotel)/relations?type=1&direction=backward")
        #expect(all.html.contains("Worker 120") && all.html.contains("21 contacts"))
        let network = try await alice.open("/people/\(hotel)/network")
        #expect(!network.html.contains("<svg class=\"map"), "a star shows nothing")
        let worker = try #require(
            try await harbour.list(MemberList(search: "Worker 100")).people.first)
        let around = try await alice.open("/people/\(worker.memberID)/network")
        #expect(around.html.contains("<svg class=\"map low\" role=\"img\""))
        #expect(around.html.contains("and 8 more"))
        #expect(network.html.contains("Harbour Hotel employs Worker 100"))
    }

    @Test func `members see their own position and point person, and no relations`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.add(.alice)
        let bob = try await harbour.add(.bob)
        let eve = try await harbour.add(.eve)
        let knows = try await harbour.act(AddRelationType(EnteredRelationType("suspects")))
        try await harbour.act(AddRelation(bob, knows, .forward, eve))
        try await harbour.act(GivePosition(bob, "steward", note: "on trial"))
        try await harbour.act(SetPointPerson(alice, for: .these([bob])))
        let own = try await PeopleBrowser(harbour, as: bob)
        let page = try await own.open("/people/\(bob)")
        #expect(page.html.contains("steward") && page.html.contains("Alice Moreno"))
        #expect(!page.html.contains("Eve Adams") && !page.html.contains("on trial"))
        #expect(!page.html.contains("href=\"/people/\(alice)\""))
        let history = try await own.open("/people/\(bob)/history")
        #expect(!history.html.contains("Eve Adams") && !history.html.contains("on trial"))
    }

    @Test func `kinds of relations are added, changed and retired`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let list = "/people/relation-types"
        let wrong = try await alice.send(list, ["forward": "works at", "backward": "employs"])
        #expect(wrong.status == 422 && wrong.html.contains("with these words already"))
        _ = try await alice.send(
            list, ["forward": "drives", "backward": "is driven by", "fromKind": "person"])
        let page = try await alice.open(list)
        #expect(page.html.contains("drives") && page.html.contains("Person → any contact"))
        let id = try await harbour.chapter.read { db in
            try RelationTypeUse.all(in: db, for: .operator).get()
                .first { $0.type.forward == "drives" }?.type.id
        }
        let one = "\(list)/\(try #require(id))"
        _ = try await alice.send(
            one, ["forward": "takes along", "backward": "goes with", "oneTo": "1"])
        #expect(try await alice.open(one).html.contains("name=\"oneTo\" value=\"1\" checked"))
        _ = try await alice.send(one, ["then": "retire"])
        #expect(try await alice.open(list).html.contains("no longer used"))
        #expect(try await alice.send("\(list)/1", ["then": "retire"]).status == 422)
    }
}

@Suite struct `Positions, point persons and organizations on pages` {
    @Test func `a position is given at an organization by its name`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let form = "/people/\(bob)/positions/add"
        #expect(try await alice.open(form).html.contains("<option value=\"Harbour Hotel\">"))
        let unknown = try await alice.send(form, ["title": "steward", "organization": "Hotel X"])
        #expect(unknown.status == 422)
        #expect(unknown.html.contains("There is no organization called “Hotel X”."))
        #expect(unknown.html.contains("value=\"steward\""))
        _ = try await alice.send(form, ["title": "steward", "organization": "harbour hotel"])
        let page = try await alice.open("/people/\(hotel)")
        #expect(page.html.contains("<dt><bdi>steward</bdi></dt>"))
        // Two of one name are told apart by their numbers.
        let twin = try await harbour.addContact("HARBOUR HOTEL", .organization)
        let both = try await alice.send(form, ["title": "cook", "organization": "Harbour Hotel"])
        #expect(both.html.contains("Several organizations are called"))
        let told = try await alice.send(
            form, ["title": "cook", "organization": "HARBOUR HOTEL #\(twin)"])
        #expect(told.status == 303)
        #expect(try await alice.open("/people/\(twin)").html.contains("<dt><bdi>cook</bdi></dt>"))
    }

    @Test func `a position is changed, ended and taken back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let given = try await harbour.act(GivePosition(bob, "steward"))
        let form = "/people/\(bob)/positions/\(given.id)"
        #expect(try await alice.open(form).html.contains("value=\"steward\""))
        _ = try await alice.send(form, ["title": "treasurer", "startsOn": "2026-01-01"])
        #expect(try await alice.open("/people/\(bob)").html.contains("since 1 January 2026"))
        let ended = try await alice.send(form, ["then": "end"])
        #expect(try await alice.open("/people/\(bob)").html.contains("One that has ended"))
        let undo = try #require(ended.location?.split(separator: "=").last)
        _ = try await alice.send("/people/taken-back/\(undo)", [:])
        #expect(!(try await alice.open("/people/\(bob)").html.contains("One that has ended")))
    }

    @Test func `many contacts get a point person and lose it again`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let form = "/people/point-person"
        let asked = try await alice.open("\(form)?id=\(bob)&id=\(carol)")
        #expect(asked.html.contains("Bob O&#39;Brien and Carol Nuñez"))
        #expect(asked.html.contains("Alice Moreno"), "who holds a role is suggested")
        #expect(asked.html.contains("Set it for 2 contacts"))
        let missing = try await alice.send(form, ["id": "\(bob)"])
        #expect(missing.status == 422 && missing.html.contains("href=\"#who\""))
        let found = try await alice.open("\(form)?id=\(bob)&find=carol")
        #expect(found.html.contains("name=\"who\" value=\"\(carol)\""))
        let done = try await alice.send(
            form, ["id": "\(bob)", "id": "\(carol)", "who": "\(carol)"])
        let location = try #require(done.location)
        #expect(location.hasPrefix("/people?done=people_point_person&undo="))
        let load = try await alice.open("/people/point-people")
        #expect(load.html.contains("href=\"/people?point=\(carol)\""))
        let list = try await alice.open("/people?point=\(carol)")
        #expect(list.html.contains("are looked after by <b><bdi>Carol Nuñez</bdi></b>"))
        #expect(list.html.contains("href=\"/people/\(bob)\""))
        let nobody = try await alice.open("/people?point=nobody")
        #expect(!nobody.html.contains("href=\"/people/\(bob)\""))
        let undo = try #require(location.split(separator: "=").last)
        _ = try await alice.send("\(form)/\(undo)/undo", [:])
        #expect(
            !(try await alice.open("/people/point-people").html
                .contains("/people?point=\(carol)")))
    }

    @Test func `an organization is added without what only persons have`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let form = try await alice.open("/people/add?kind=organization")
        #expect(!form.html.contains("value=\"member\""))
        #expect(!form.html.contains("name=\"interests\""))
        let added = try await alice.send(
            "/people/add", ["kind": "organization", "name": "Harbour Hotel", "phone": "555 0100"])
        let location = try #require(added.location)
        let page = try await alice.open(location)
        #expect(page.html.contains("<h2>People</h2>"))
        let edit = try await alice.open(
            String(location.prefix { $0 != "?" }) + "/edit")
        #expect(!edit.html.contains("name=\"pronouns\"") && edit.html.contains("name=\"kind\""))
        let list = try await alice.open("/people/organizations")
        #expect(list.html.contains("Harbour Hotel") && list.html.contains("555 0100"))
        let households = try await alice.open("/people/organizations?kind=household")
        #expect(!households.html.contains("Harbour Hotel"))
        let people = try await alice.open("/people?kind=organization")
        let link = String(location.prefix { $0 != "?" })
        #expect(people.html.contains("href=\"\(link)\""))
        #expect(people.html.ranges(of: "name=\"id\"").count == 1, "nobody else is in the list")
    }
}
