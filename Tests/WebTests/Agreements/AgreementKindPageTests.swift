import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Kinds of agreements on pages` {
    @Test func `a kind is named, chosen in the form and in the list, and taken out of use`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        #expect(try await alice.open("/agreements").html.contains("href=\"/agreements/kinds\""))
        let made = try await alice.send("/agreements/kinds", ["name": "Lease <hall>"])
        #expect(made.status == 303)
        let twice = try await alice.send("/agreements/kinds", ["name": "lease <hall>"])
        #expect(twice.status == 422 && twice.html.contains("already"))
        let page = try await alice.open("/agreements/kinds").html
        #expect(page.contains("Lease &lt;hall&gt;"))
        let id = try #require(page.firstMatch(of: /href="\/agreements\/kinds\/([0-9]+)"/)?.output.1)
        let form = try await alice.open("/agreements/add?party=\(bob)").html
        #expect(form.contains("<option value=\"own-\(id)\">Lease &lt;hall&gt;</option>"))
        let added = try await alice.send(
            "/agreements/add", ["title": "Hall", "kind": "own-\(id)", "party": "\(bob)"])
        let address = try #require(added.location).prefix { $0 != "?" }
        #expect(
            try await alice.open(String(address)).html.contains(
                "<span class=\"chip info\">Lease &lt;hall&gt;</span>"))
        #expect(
            try await alice.open("\(address)/edit").html.contains(
                "<option value=\"own-\(id)\" selected>"))
        #expect(try await alice.open("/agreements?kind=own-\(id)").html.contains(">Hall<"))
        let none = try await alice.open("/agreements?kind=coalition&part=all").html
        #expect(!none.contains(">Hall<") && none.contains("No agreement is of this kind here."))
        #expect(none.contains("name=\"part\" value=\"all\""))
        let retired = try await alice.send(
            "/agreements/kinds/\(id)", ["name": "Lease", "version": "1", "retired": "1"])
        #expect(retired.status == 303)
        #expect(try await alice.open("/agreements/kinds").html.contains("out of use"))
        #expect(!(try await alice.open("/agreements/add").html.contains("value=\"own-\(id)\"")))
        #expect(
            try await alice.open("\(address)/edit").html.contains("value=\"own-\(id)\" selected"))
    }
}
