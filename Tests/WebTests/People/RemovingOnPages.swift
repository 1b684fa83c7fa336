import Chapter
import TestSupport
import Testing

@testable import Web

@Suite struct `Removing a contact on pages` {
    @Test func `the menu leads to a page that asks why, and the notice brings the record back`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let ana = try await harbour.act(
            AddMember(
                [.name: "Ana <Ruiz>", .status: "contact"], emails: [Email("ana@example.org")])
        ).memberID
        #expect(
            try await alice.open("/people/\(ana)").html.contains("href=\"/people/\(ana)/remove\""))
        let page = try await alice.open("/people/\(ana)/remove")
        #expect(page.html.contains("This goes with the record: 1 e-mail address."))
        let without = try await alice.send("/people/\(ana)/remove", ["why": " "])
        #expect(without.status == 422 && without.html.contains("Say why the record goes."))
        let done = try await alice.send("/people/\(ana)/remove", ["why": "twice"])
        let list = try await alice.open(try #require(done.location))
        #expect(list.html.contains("The record is removed."))
        #expect(!list.html.contains("Ana &lt;Ruiz&gt;"))
        let undo = try #require(list.html.firstMatch(of: /\/people\/removals\/\d+\/undo/))
        let back = try await alice.send(String(undo.output), [:])
        #expect(back.location == "/people/\(ana)?done=contact_back")
        #expect(try await alice.open("/people/\(ana)").html.contains("ana@example.org"))
    }

    @Test func `what others rely on is said instead of a button`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(
            RecordInteraction(InteractionContent(.note, .about, "Kind", with: [bob])))
        let page = try await alice.open("/people/\(bob)/remove")
        #expect(page.html.contains("This record has to stay"))
        #expect(page.html.contains("rely on this one: timeline."))
        #expect(!page.html.contains("action=\"/people/\(bob)/remove\""))
    }

    @Test func `whoever was just added goes again with one press`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let added = try await alice.send("/people/add", ["name": "Eve Adams", "status": "contact"])
        let shown = try await alice.open(try #require(added.location))
        let undo = try #require(shown.html.firstMatch(of: /\/people\/\d+\/unadd/))
        let done = try await alice.send(String(undo.output), [:])
        #expect(done.location?.contains("done=contact_removed&undo=") == true)
        #expect(try await !alice.open("/people").html.contains("Eve Adams"))
        // What was changed since asks why.
        let rui = try await harbour.act(AddMember([.name: "Rui", .status: "contact"])).memberID
        try await harbour.act(TagMember(rui, "Docks"))
        let late = try await alice.send("/people/\(rui)/unadd", [:])
        #expect(late.location == "/people/\(rui)/remove")
    }

    @Test func `a household that was just made goes again, unless somebody left another one`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        var ids: [MemberID] = []
        for name in ["Ana", "Rui"] {
            ids.append(
                try await harbour.act(AddMember([.name: name, .status: "contact"])).memberID)
        }
        let form = [("id", "\(ids[0])"), ("id", "\(ids[1])"), ("name", "Mill Street")]
        let made = try await alice.send("/people/households", pairs: form)
        #expect(made.location?.contains("&undo=") == true)
        let again = try await alice.send("/people/households", pairs: form)
        #expect(again.location?.contains("done=duplicates_household_made") == true)
        #expect(again.location?.contains("&undo=") == false)
    }
}
