import Chapter
import TestSupport
import Testing

@testable import Web

/// Adding somebody in one line.
@Suite struct `Adding somebody in one line` {
    @Test(
        arguments: [
            ("Ana Silva", "Ana Silva", "", ""),
            ("Ana Silva 555 0100 77", "Ana Silva", "555 0100 77", ""),
            (
                "ana@example.org, Ana Silva, +351 912 345 678", "Ana Silva", "+351 912 345 678",
                "ana@example.org"
            ),
            ("Ana Silva <ana@example.org>", "Ana Silva", "", "ana@example.org"),
            ("(555) 010-0777; Bob", "Bob", "(555) 010-0777", ""),
            ("Local 33 Hall", "Local 33 Hall", "", ""),
            ("ana@example.org", "", "", "ana@example.org"),
        ] as [(String, String, String, String)])
    func `a line is taken apart`(line: String, name: String, phone: String, email: String) {
        let read = OneLine(line)
        #expect(read.name == name)
        #expect(read.phone == phone)
        #expect(read.email == email)
    }

    @Test func `whoever is new is added at once, and whoever may be known is shown`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        try await harbour.act(AddMember(name: "Dolores"))
        #expect(try await alice.open("/people").html.contains("name=\"line\""))
        let added = try await alice.send("/people/add", ["line": "Ana Silva, ana@example.org"])
        #expect(added.location?.contains("done=person_added") == true)
        let again = try await alice.send("/people/add", ["line": "Anna Silva ana@example.org"])
        #expect(again.status == 422)
        #expect(again.html.contains("value=\"Anna Silva\""))
        #expect(again.html.contains("value=\"ana@example.org\""))
        let nameless = try await alice.send("/people/add", ["line": "555 0100 22"])
        #expect(nameless.status == 422)
        #expect(nameless.html.contains("value=\"555 0100 22\""))
    }
}
