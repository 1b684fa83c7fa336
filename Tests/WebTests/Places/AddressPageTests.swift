import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `How addresses are read, on pages` {
    @Test func `it is said on both pages, put right and given back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(
            SetAddresses(bob, [PostalAddress(line1: "12 Mill <St>, apt 3", city: "Port")]))
        let read = "As we read it: No. 12, "
        let page = "/people/\(bob)/addresses"
        #expect(try await alice.open("/people/\(bob)").html.contains(read))
        #expect(try await alice.open("/people/\(bob)").html.contains("href=\"\(page)\""))
        let edit = try await alice.open("/people/\(bob)/edit").html
        #expect(edit.contains(read) && edit.contains("href=\"\(page)\""))
        let form = try await alice.open(page).html
        #expect(form.contains("name=\"number-1\"") && form.contains("value=\"12\""))
        #expect(!form.contains("Go back to how we read it"))
        let wrong = try await alice.send(
            page, ["place": "1", "number-1": "12", "street-1": " "])
        #expect(wrong.status == 422 && wrong.html.contains("Say the street"))
        #expect(wrong.html.contains("href=\"#street-1\""))
        let saved = try await alice.send(
            page, ["place": "1", "number-1": "14", "street-1": "Quay <road>", "floor-1": "2"])
        #expect(saved.status == 303)
        let shown = try await alice.open("/people/\(bob)").html
        #expect(shown.contains("Put right by hand: No. 14, "))
        #expect(shown.contains("floor 2") && shown.contains("12 Mill &lt;St&gt;, apt 3"))
        let history = try await alice.open("/people/\(bob)/history").html
        #expect(history.contains("how the address is read"))
        let back = try await alice.send(page, ["place": "1", "back": "1"])
        #expect(back.status == 303)
        #expect(try await alice.open("/people/\(bob)").html.contains(read))
    }
}
