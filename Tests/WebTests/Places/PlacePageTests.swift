import Chapter
import TestSupport
import Testing

@testable import Web

@Suite struct `The page of a place` {
    @Test func `an entry leads to its place, and the place to the map`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let entry = try await harbour.act(
            RecordInteraction(
                InteractionContent(.visit, .them, "Shift <swaps>", place: "Café & Bar", with: [bob])
            ))
        let address = "/people/map/place?name=Caf%C3%A9%20%26%20Bar"
        let shown = try await alice.open("/interactions/\(entry.id)").html
        #expect(shown.contains("href=\"\(address)\""))
        let place = try await alice.open(address).html
        #expect(place.contains("Shift &lt;swaps&gt;"))
        #expect(place.contains("Nobody has said yet where it is."))
        #expect(place.contains("href=\"/people/map/meetings/at?place=Caf%C3%A9%20%26%20Bar\""))
        let press = try await alice.open("/people/map/meetings/at?place=Caf%C3%A9%20%26%20Bar")
        #expect(press.status == 200)
        let kept = try await alice.send(
            "/people/map/meetings", ["place": "Café & Bar", "point": "40.2, -29.9"])
        #expect(kept.status == 303)
        let map = try await alice.open("/people/map?bbox=-30,40,-29.8,40.4").html
        #expect(map.contains("1 entry at Café &amp; Bar"))
        #expect(map.contains("Places of conversations and visits"))
        #expect(try await alice.open(address).html.contains("/people/map?bbox="))
        let form = try await alice.open("/interactions/\(entry.id)/change").html
        #expect(form.contains("<datalist id=\"places\"><option value=\"Café &amp; Bar\">"))
    }
}
