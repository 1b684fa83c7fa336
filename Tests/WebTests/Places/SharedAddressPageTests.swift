import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Addresses that several have, on pages` {
    @Test func `it says who else has it, and is changed for those who are ticked, with an undo`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let (bob, eve) = (try await harbour.add(.bob), try await harbour.add(.eve))
        for person in [bob, eve] {
            try await harbour.act(
                SetAddresses(person, [PostalAddress(line1: "12 Mill <St>", city: "Port")]))
        }
        let page = "/people/\(bob)/addresses"
        let list = try await alice.open(page).html
        #expect(list.contains("1 other has exactly this address: Eve Adams"))
        #expect(list.contains("href=\"\(page)/1/change\""))
        let form = try await alice.open("\(page)/1/change").html
        #expect(form.contains("It changes for 2 contacts if everybody is ticked."))
        #expect(form.contains("name=\"id\" value=\"\(eve)\" checked"))
        #expect(form.contains("value=\"12 Mill &lt;St&gt;\""))
        let empty = try await alice.send("\(page)/1/change", ["id": "\(eve)"])
        #expect(empty.status == 422 && empty.html.contains("The postal address is empty."))
        let changed = try await alice.send(
            "\(page)/1/change", ["id": "\(eve)", "line1": "14 Quay", "city": "Port"])
        let location = try #require(changed.location)
        #expect(location.hasPrefix("/people/\(bob)?done=address_changed&undo="))
        #expect(try await alice.open(location).html.contains("/people/moves/"))
        #expect(try await alice.open("/people/\(eve)").html.contains("14 Quay"))
        #expect(try await alice.open("\(page)/9/change").status == 404)
    }
}
