import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of lists of things` {
    @Test func `a list is looked at, taken and taken back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        try await harbour.act(
            AddOwnField(OwnFieldPlan("Heads", .number, objectType: kind.id)))
        let list = "/objects/kinds/\(kind.id)"
        #expect(try await alice.get(list).html.contains("href=\"\(list)/import\""))
        let form = try await alice.get("\(list)/import").html
        #expect(form.contains("number, name, Heads"))
        #expect(form.contains("enctype=\"multipart/form-data\""))
        let wrong = try await alice.upload(
            Array("Colour\nred\n".utf8), at: "\(list)/import")
        #expect(wrong.status.code == 422)
        #expect(wrong.html.contains("needs a column “name”"))
        let sent = try await alice.upload(
            Array("name,Heads,Colour\nPier <4>,12,red\nQuay,many,\n".utf8), name: "piers.csv",
            at: "\(list)/import")
        let page = try #require(sent.location)
        #expect(page.hasPrefix("/objects/imports/"))
        let preview = try await alice.get(page).html
        #expect(preview.contains("Nothing has changed yet."))
        #expect(preview.contains("<bdi>Pier &lt;4&gt;</bdi>") && preview.contains("is new"))
        #expect(preview.contains("is no number") && preview.contains(">New (1)<"))
        #expect(preview.contains("Columns that are not used: Colour."))
        let left = try await alice.get("\(page)?show=left").html
        #expect(left.contains("Quay") && !left.contains("Pier &lt;4&gt;"))
        #expect(!(try await alice.get(list).html.contains("Pier &lt;4&gt;")))
        _ = try await alice.post("\(page)/apply")
        #expect(try await alice.get(list).html.contains("Pier &lt;4&gt;"))
        let taken = try await alice.get(page).html
        #expect(taken.contains("action=\"\(page)/undo\""))
        #expect(!taken.contains("action=\"\(page)/apply\""))
        #expect(try await alice.get("\(list)/import").html.contains("piers.csv"))
        _ = try await alice.post("\(page)/undo")
        #expect(!(try await alice.get(list).html.contains("Pier &lt;4&gt;")))
        #expect(try await alice.get(page).html.contains("was taken back"))
    }

    @Test func `a list that waits is thrown away`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let sent = try await alice.upload(
            Array("name\nPier 4\n".utf8), at: "/objects/kinds/\(kind.id)/import")
        let page = try #require(sent.location)
        let gone = try await alice.post("\(page)/discard")
        #expect(gone.location?.hasPrefix("/objects/kinds/\(kind.id)/import?done=") == true)
        #expect(try await alice.get(page).status.code == 404)
    }
}
