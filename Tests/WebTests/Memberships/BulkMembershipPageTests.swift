import Chapter
import TestSupport
import Testing

@testable import Web

@Suite struct `Memberships of many people on pages` {
    @Test func `a list leads to a preview that names who is left out, and one undo`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let kind = try await harbour.act(
            AddMembershipType(
                MembershipTypePlan(name: "Standard", term: .rolling(months: 12))))
        var ids: [MemberID] = []
        for name in ["Bob <B>", "Carol"] {
            ids.append(
                try await harbour.act(AddMember([.name: name, .status: "contact"])).memberID)
        }
        try await harbour.act(BeginMembership(ids[0], kind))
        #expect(
            try await alice.open("/people").html.contains(
                "formaction=\"/people/memberships/begin\""))
        let chosen = "id=\(ids[0])&id=\(ids[1])"
        let page = try await alice.open("/people/memberships/begin?\(chosen)")
        #expect(page.html.contains("1 membership would begin"))
        #expect(page.html.contains("1 person is left out: there is a membership already"))
        #expect(page.html.contains("Bob &lt;B&gt;"))
        let late = try await alice.open(
            "/people/memberships/begin?\(chosen)&type=\(kind)&start=on&startsOn=2020-01-01")
        #expect(late.html.contains("the membership would be over already"))
        #expect(!late.html.contains("Begin 1 membership"))
        let done = try await alice.send(
            "/people/memberships/begin",
            ["id": "\(ids[0])", "id": "\(ids[1])", "type": "\(kind)", "start": "on"])
        let shown = try await alice.open(try #require(done.location))
        #expect(shown.html.contains("The memberships have begun."))
        let undo = try #require(
            shown.html.firstMatch(of: /\/people\/memberships\/renewals\/\d+\/undo/))
        let undone = try await alice.send(String(undo.output), [:])
        #expect(undone.location == "/people/memberships?done=memberships_undone")
        #expect(try await harbour.record(ids[1]).status == "contact")
    }

    @Test func `everybody whom a list finds is renewed`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let kind = try await harbour.act(
            AddMembershipType(
                MembershipTypePlan(name: "Standard", term: .rolling(months: 12))))
        let bob = try await harbour.act(AddMember([.name: "Bob", .status: "contact"])).memberID
        try await harbour.act(BeginMembership(bob, kind))
        let page = try await alice.open("/people/memberships/renew?all=1&status=member")
        #expect(page.html.contains("1 membership would be renewed"))
        #expect(page.html.contains("there is no period to renew"))
        let done = try await alice.send(
            "/people/memberships/renew", ["all": "1", "status": "member", "list": "1"])
        #expect(done.location?.hasPrefix("/people?status=member&done=memberships_renewed") == true)
        let nobody = try await alice.open("/people/memberships/renew")
        #expect(nobody.status == 200 && !nobody.html.contains("would be renewed"))
    }
}
