import Chapter
import TestSupport
import Testing

@testable import Web

@Suite struct `Choosing a contact in an own field` {
    private let harbour: TestChapter
    private let alice: PeopleBrowser
    private let bob: MemberID

    init() async throws {
        harbour = try TestChapter.make()
        alice = try await harbour.coordinator()
        bob = try await harbour.act(AddMember(name: "Bob <O'Brien>")).memberID
        try await harbour.act(AddMember(name: "Bobbie Stone"))
    }

    @Test func `of somebody new: several are offered, the only one is taken`() async throws {
        let field = try await harbour.act(AddOwnField(OwnFieldPlan("Brought by", .contact)))
        let empty = try await alice.open("/people/add").html
        #expect(empty.contains("name=\"find.brought_by\""))
        let sought = try await alice.send(
            "/people/add", ["name": "Dan", "find.brought_by": "bob", "find": "own.brought_by"])
        #expect(sought.status == 422)
        #expect(sought.html.contains("Several may be meant."))
        #expect(sought.html.contains("type=\"radio\" name=\"own.brought_by\" value=\"\(bob)\""))
        #expect(sought.html.contains("Bob &lt;O&#39;Brien&gt;"))
        #expect(sought.html.contains("value=\"Dan\""), "what was typed stays")
        let nobody = try await alice.send(
            "/people/add", ["name": "Dan", "find.brought_by": "zzz"])
        #expect(nobody.status == 422)
        #expect(nobody.html.contains("Nobody was found for “zzz”."))
        #expect(nobody.html.contains("href=\"#own.brought_by\""))
        let one = try await alice.send(
            "/people/add", ["name": "Dan", "find.brought_by": "bob o", "find": "own.brought_by"])
        #expect(one.status == 200)
        #expect(one.html.contains("name=\"own.brought_by\" value=\"\(bob)\" checked"))
        let added = try await alice.send(
            "/people/add", ["name": "Dan", "find.brought_by": "bob o"])
        let address = try #require(added.location?.split(separator: "?").first.map(String.init))
        let dan = try #require(MemberID(address.dropFirst("/people/".count).description))
        #expect(try await harbour.record(dan).ownFields == [field.code: [bob.description]])
        let page = try await alice.open(address).html
        #expect(page.contains("href=\"/people/\(bob)\""))
        #expect(page.contains("Bob &lt;O&#39;Brien&gt;"))
        let edit = try await alice.open("\(address)/edit").html
        #expect(edit.contains("name=\"own.brought_by\" value=\"\(bob)\" checked"))
        let again = try await alice.send(
            "\(address)/edit", ["version": "1", "name": "Dan", "find.brought_by": "bob"])
        #expect(again.status == 422)
        #expect(again.html.contains("Several may be meant."))
    }

    @Test func `of a thing, and taken away again`() async throws {
        let kind = try await harbour.act(AddObjectType(name: "Pier", plural: "Piers"))
        let field = try await harbour.act(
            AddOwnField(OwnFieldPlan("Keys with", .contact, objectType: kind.id)))
        let added = try await alice.send(
            "/objects/kinds/\(kind.id)/add", ["name": "Pier 4", "find.keys_with": "bob o"])
        let address = try #require(added.location?.split(separator: "?").first.map(String.init))
        #expect(try await alice.open(address).html.contains("Bob &lt;O&#39;Brien&gt;"))
        let form = try await alice.open("\(address)/edit").html
        #expect(form.contains("name=\"own.keys_with\" value=\"\(bob)\" checked"))
        let emptied = try await alice.send(
            "\(address)/edit", ["version": "1", "name": "Pier 4", "own.\(field.code)": ""])
        #expect(emptied.status == 303)
        #expect(!(try await alice.open(address).html.contains("href=\"/people/\(bob)\"")))
    }
}
