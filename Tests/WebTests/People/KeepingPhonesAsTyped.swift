import Chapter
import TestSupport
import Testing

@testable import Web

@Suite struct `Phone numbers on pages, by country` {
    @Test func `a number that cannot be one is said, and kept by whoever insists`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let settings = try await alice.open("/settings").html
        #expect(settings.contains("<option value=\"ES\">Spain</option>"))
        let chosen = try await alice.send("/settings/country", ["country": "ES"])
        #expect(chosen.location == "/settings?done=country_saved")
        #expect(
            try await alice.open("/settings").html.contains(
                "<option value=\"ES\" selected>Spain</option>"))
        let wrong = try await alice.send("/people/add", ["name": "Dan", "phone": "612 345 67"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("A number in Spain has 9 digits; “612 345 67” has 8."))
        #expect(wrong.html.contains("name=\"phonesAsTyped\""))
        #expect(wrong.html.contains("value=\"612 345 67\""))
        let none = try await alice.send("/people/add", ["name": "Dan", "phone": "call me"])
        #expect(!none.html.contains("phonesAsTyped"), "what is no number at all is not kept")
        let kept = try await alice.send(
            "/people/add", ["name": "Dan", "phone": "612 345 67", "phonesAsTyped": "1"])
        let address = try #require(kept.location?.split(separator: "?").first.map(String.init))
        let form = try await alice.open("\(address)/edit").html
        let version = try #require(
            form.firstMatch(of: /name="version" value="([0-9]+)"/)?.output.1)
        let edit = [("version", "\(version)"), ("name", "Dan"), ("phone", "612 345")]
        let changed = try await alice.send("\(address)/edit", pairs: edit)
        #expect(changed.status == 422)
        #expect(changed.html.contains("name=\"phonesAsTyped\""))
        let insisted = try await alice.send(
            "\(address)/edit", pairs: edit + [("phonesAsTyped", "1")])
        #expect(insisted.status == 303)
        #expect(try await alice.open(address).html.contains("612 345"))
    }
}
