import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `People on a list made by hand` {
    @Test func `the page says by whom, and a notice takes it back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(SaveSearch("Choir", .byHand, isShared: true))
        let address = "/people/searches/\(id)"
        let put = try await alice.send(
            "/people/searches/put", ["into": "\(id)", "id": "\(bob)", "place": "in"])
        let page = try await alice.open(try #require(put.location))
        #expect(page.html.contains("<bdi>by Alice Moreno, "))
        let undo = try #require(
            page.html.firstMatch(of: /action="(\/people\/searches\/put\/\d+\/undo)"/)
        ).output.1
        let undone = try await alice.send(String(undo), [:])
        #expect(undone.location == "\(address)?done=people_undone")
        #expect(!(try await alice.open(address).html.contains("by Alice Moreno")))
        let out = try await alice.send("\(address)/people", ["id": "\(bob)", "place": "out"])
        #expect(out.location?.contains("undo=") == true)
        let same = try await alice.send("\(address)/people", ["id": "\(bob)", "place": "out"])
        #expect(same.location?.contains("undo=") == false)
    }

    @Test func `more than a page holds stand on the next one, and it says how many`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let id = try await harbour.act(SaveSearch("Choir", .byHand, isShared: true))
        var people: [MemberID] = []
        for number in 100..<(100 + PeoplePlacedByHand.onPage + 1) {
            people.append(try await harbour.act(AddMember(name: "Singer \(number)")).memberID)
        }
        try await harbour.act(PlaceInSearch(id, .putIn, .these(people)))
        let address = "/people/searches/\(id)"
        let first = try await alice.open(address).html
        #expect(first.contains("1 to 100 of 101, by name."))
        #expect(!first.contains("Singer 200"))
        #expect(!first.contains("Previous page"))
        #expect(first.contains("href=\"\(address)?page=2#by-hand\""))
        let second = try await alice.open("\(address)?page=2").html
        #expect(second.contains("Singer 200"))
        #expect(second.contains("101 to 101 of 101, by name."))
        #expect(!second.contains("Next page"))
    }

    @Test func `over the API a change is taken back by its id`() async throws {
        struct Placed: Decodable {
            let id: String?
            let changed: Int
        }
        struct Undone: Decodable {
            let restored: Int
            let kept: Int
        }
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(SaveSearch("Choir", .byHand, isShared: true))
        let placed = try await client.ask(
            .post, "searches/\(id)/people", "{\"place\": \"in\", \"people\": [\"\(bob)\"]}"
        ).decoded(Placed.self)
        #expect(placed.changed == 1)
        let change = try #require(placed.id)
        let undone = try await client.ask(.post, "searches/\(id)/people/\(change)/reversal")
            .decoded(Undone.self)
        #expect(undone.restored == 1 && undone.kept == 0)
        let again = try await client.ask(.post, "searches/\(id)/people/\(change)/reversal")
        #expect(again.status == 409)
    }
}
