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
        #expect(try await alice.send("/people/\(rui)/moved-out", [:]).status == 303)
        #expect(!(try await alice.open("/people/\(rui)").html.contains("moved-out")))
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
