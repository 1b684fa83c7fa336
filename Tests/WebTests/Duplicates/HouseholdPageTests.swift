import Chapter
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of households` {
    private func person(_ harbour: TestChapter, _ name: String) async throws -> MemberID {
        try await harbour.act(
            AddMember(
                [.name: name],
                addresses: [PostalAddress(line1: "12 Mill Street Apt 4", city: "Port")])
        ).memberID
    }

    @Test func `a household is made of those who are ticked, and somebody moves out`() async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let ana = try await person(harbour, "Ana Silva")
        let rui = try await person(harbour, "Rui Silva")
        let page = try await alice.open("/people/households")
        #expect(page.html.contains("12 Mill Street Apt 4, Port"))
        #expect(page.html.contains("value=\"The Silva family\""))
        #expect(page.html.contains("name=\"id\" value=\"\(ana)\" checked"))
        let alone = try await alice.send("/people/households", ["id": "\(ana)", "name": "A"])
        #expect(alone.status == 422)
        #expect(alone.html.contains("A household has two people or more."))
        let made = try await alice.send(
            "/people/households", ["id": "\(ana)", "id": "\(rui)", "name": "The Silva family"])
        let household = try await alice.open(try #require(made.location))
        #expect(household.html.contains("href=\"/people/\(rui)\""))
        #expect(try await alice.open("/people/\(ana)").html.contains("The Silva family"))
        try await harbour.act(SetAddresses(rui, [PostalAddress(line1: "5 Pier", city: "Port")]))
        let asked = try await alice.open("/people/\(rui)")
        #expect(asked.html.contains("action=\"/people/\(rui)/moved-out\""))
        let out = try await alice.send("/people/\(rui)/moved-out", [:])
        let after = try await alice.open(try #require(out.location))
        #expect(!after.html.contains("\(rui)/moved-out"))
        // What was said by mistake is taken back from where it was said.
        let undo = try #require(
            after.html.firstMatch(of: /action="(\/people\/taken-back\/[^"]*)"/)
        ).output.1
        #expect(try await alice.send(String(undo), [:]).status == 303)
        #expect(try await alice.open("/people/\(rui)").html.contains("\(rui)/moved-out"))
    }

    @Test func `a household moves as one, and back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let (ana, rui) = (
            try await person(harbour, "Ana Silva"), try await person(harbour, "Rui Silva")
        )
        let household = try await harbour.act(MakeHousehold([ana, rui], name: "The Silva family"))
        let page = try await alice.open("/people/\(household)")
        #expect(page.html.contains("href=\"/people/\(household)/move\""))
        let form = try await alice.open("/people/\(household)/move")
        #expect(form.html.contains("name=\"id\" value=\"\(ana)\" checked"))
        #expect(form.html.contains("name=\"id\" value=\"\(rui)\" checked"))
        #expect(try await alice.open("/people/\(ana)/move").status == 404)
        let nobody = try await alice.send("/people/\(household)/move", ["line1": "5 Pier"])
        #expect(nobody.status == 422)
        #expect(nobody.html.contains("Choose who has moved along."))
        #expect(nobody.html.contains("value=\"5 Pier\""))
        #expect(!nobody.html.contains(" checked"))
        let nowhere = try await alice.send("/people/\(household)/move", ["id": "\(ana)"])
        #expect(nowhere.status == 422 && nowhere.html.contains("Write the new address."))
        let moved = try await alice.send(
            "/people/\(household)/move", ["id": "\(ana)", "line1": "5 Pier", "city": "Port"])
        #expect(moved.status == 303)
        let after = try await alice.open(try #require(moved.location))
        #expect(after.html.contains("5 Pier"))
        #expect(after.html.contains("Rui Silva has another address. Did they move out?"))
        let undo = try #require(
            after.html.firstMatch(of: /action="(\/people\/moves\/[0-9]*\/undo)"/)
        ).output.1
        let undone = try await alice.send(String(undo), [:])
        #expect(undone.location == "/people?done=move_undone")
        #expect(try await harbour.record(ana).addresses.map(\.line1) == ["12 Mill Street Apt 4"])
    }

    @Test func `a home that is no household is not asked about again`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        for name in ["Ana Silva", "Rui Costa"] { _ = try await person(harbour, name) }
        let page = try await alice.open("/people/households")
        let home = try #require(page.html.firstMatch(of: /name="home" value="([^"]*)"/)).output.1
        #expect(page.html.contains("value=\"Ana Silva and Rui Costa\""))
        let decided = try await alice.send(
            "/people/households", ["home": String(home), "decision": "no"])
        #expect(decided.location == "/people/households?done=duplicates_home_no")
        #expect(
            try await alice.open("/people/households").html.contains("No homes to decide on"))
        let told = try await alice.open("/people/households?state=no")
        #expect(told.html.contains("Rui Costa"))
    }
}
