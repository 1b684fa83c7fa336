import Chapter
import TestSupport
import Testing

@testable import Web

@Suite struct `Tags of things in a browser` {
    @Test func `a thing gets a tag on its page, which leads to the list of those that have it`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let pier = try await harbour.act(AddObject(kind.id, name: "Pier 4"))
        try await harbour.act(AddObject(kind.id, name: "Pier 5"))
        let sent = try await alice.send("/objects/\(pier.id)/tags", ["add": "Wet & cold"])
        let page = try await alice.open(try #require(sent.location))
        let list = "/objects/kinds/\(kind.id)?tag=Wet%20%26%20cold"
        #expect(page.html.contains("href=\"\(list)\""))
        #expect(page.html.contains("put the tag “Wet &amp; cold” on it"))
        let narrowed = try await alice.open(list)
        #expect(narrowed.html.contains("Pier 4"))
        #expect(!narrowed.html.contains("Pier 5"))
        let all = try await alice.open("/people/tags/things?tag=wet+%26+cold")
        #expect(all.html.contains("href=\"/objects/\(pier.id)\""))
        let tags = try await alice.open("/people/tags")
        #expect(tags.html.contains("1 thing"))
        _ = try await alice.send("/objects/\(pier.id)/tags", ["remove": "Wet & cold"])
        let empty = try await alice.open("/people/tags/things?tag=wet+%26+cold")
        #expect(empty.html.contains("Nothing has this tag"))
    }

    @Test func `tags stand in their groups, on their page and where one chooses`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        for tag in ["Spanish", "Docks"] { try await harbour.act(TagMember(bob, tag)) }
        _ = try await alice.send("/people/tags/group", ["tag": "Spanish", "group": "Languages"])
        let page = try await alice.open("/people/tags")
        #expect(page.html.contains("<h2><bdi>Languages</bdi></h2>"))
        #expect(page.html.contains("<h2><bdi>Without a group</bdi></h2>"))
        let person = try await alice.open("/people/\(bob)")
        #expect(person.html.contains("<option value=\"Spanish\" label=\"Spanish · Languages\">"))
        _ = try await alice.send("/people/tags/groups", ["group": "languages", "name": "Speaks"])
        #expect(try await alice.open("/people/tags").html.contains("<bdi>Speaks</bdi>"))
        let wrong = try await alice.send("/people/tags/group", ["tag": "None", "group": "X"])
        #expect(wrong.status == 422)
    }
}
