import Chapter
import TestSupport
import Testing

@testable import Web

@Suite struct `Links to messengers` {
    @Test(arguments: [
        (MessengerService.signal, "+49 151 555-0100", "https://signal.me/#p/+491515550100"),
        (.whatsApp, "0049 151 5550100", "https://wa.me/491515550100"),
        (.telegram, "@harbour_bot", "https://t.me/harbour_bot"),
        (.telegram, "https://t.me/harbour", "https://t.me/harbour"),
        (.matrix, "@ana:example.org", "https://matrix.to/#/@ana:example.org"),
        (.webAddress, "https://example.org/a?b=c", "https://example.org/a?b=c"),
        (.webAddress, "example.org/about", "https://example.org/about"),
    ])
    func `what leads somewhere opens there`(
        service: MessengerService, handle: String, address: String
    ) {
        #expect(Messenger(service, handle).opens == address)
    }

    @Test(arguments: [
        (MessengerService.signal, "0151 5550100"), (.signal, "ana.01"), (.whatsApp, "call me"),
        (.telegram, "../evil"), (.telegram, "a b"), (.matrix, "@ana:ex\"ample"),
        (.matrix, "ana"), (.webAddress, "javascript:alert(1)"),
        (.webAddress, "JavaScript://example.org/%0aalert(1)"), (.webAddress, "data:text/html,x"),
        (.webAddress, "file:///etc/passwd"), (.webAddress, "https://user@example.org"),
        (.webAddress, "localhost"), (.fax, "+49 30 555"), (.other, "https://example.org"),
    ])
    func `what leads nowhere safe is only text`(service: MessengerService, handle: String) {
        #expect(Messenger(service, handle).opens == nil)
    }

    @Test func `what may not be used is no link`() {
        #expect(
            Messenger(.webAddress, "https://example.org", state: .optedOut).opens == nil)
    }

    @Test func `a page elsewhere is not told where one came from`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(
            SetMessengers(bob, [Messenger(.webAddress, "https://example.org")]))
        let page = try await alice.open("/people/\(bob)")
        #expect(page.html.contains("href=\"https://example.org\" rel=\"noreferrer\""))
    }
}
