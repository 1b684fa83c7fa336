import Chapter
import Federation
import TestSupport
import Testing

@testable import Web

@Suite struct `What may be used on pages` {
    private func ana(_ harbour: TestChapter, _ values: [PersonField: String] = [:]) async throws
        -> MemberID
    {
        try await harbour.act(
            AddMember(
                values.merging([.name: "Ana Silva", .status: "member"]) { $1 },
                emails: [
                    Email("old@example.org", state: .optedOut, isPrimary: true),
                    Email("new@example.org", .work),
                ],
                phones: [
                    Phone("555 0101", .home, state: .wrongNumber, isPrimary: true),
                    Phone("555 0102"),
                ])
        ).memberID
    }

    @Test func `the buttons take the first that may be used, and the others have no link`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let ana = try await ana(harbour)
        let page = try await alice.open("/people/\(ana)").html
        #expect(page.contains("class=\"button square\" href=\"mailto:new@example.org\""))
        #expect(page.contains("href=\"tel:5550102\""))
        #expect(!page.contains("mailto:old@example.org") && !page.contains("tel:5550101"))
        #expect(page.contains("555 0101") && page.contains("belongs to somebody else"))
        #expect(page.contains("does not want it used"))
        #expect(!page.contains("No number may be called"))
        let call = try await alice.open("/people/\(ana)/log?kind=call").html
        #expect(call.contains("href=\"tel:5550102\"") && !call.contains("tel:5550101"))
        #expect(call.contains("555 0101") && call.contains("belongs to somebody else"))
        let list = try await alice.open("/people?q=ana").html
        #expect(!list.contains("mailto:old@example.org"))
        #expect(list.contains("does not want it used"))
        #expect(list.contains("belongs to somebody else"))
    }

    @Test func `where none may be used the page says why`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let ana = try await ana(harbour, [.doNotCall: "yes", .doNotEmail: "yes"])
        let page = try await alice.open("/people/\(ana)").html
        #expect(!page.contains("mailto:") && !page.contains("tel:"))
        #expect(!page.contains("href=\"/people/\(ana)/log?kind=call\""))
        #expect(
            page.contains("No number may be called: belongs to somebody else and no calls wanted."))
        #expect(
            page.contains(
                "No e-mail address may be written to: does not want it used and no mail wanted."))
        #expect(page.contains("555 0102") && page.contains("@example"))
        let call = try await alice.open("/people/\(ana)/log?kind=call").html
        #expect(!call.contains("tel:") && call.contains("555 0102"))
        #expect(call.contains("does not want to be called"))
        let list = try await alice.open("/people?q=ana").html
        #expect(!list.contains("mailto:"))
    }
}
