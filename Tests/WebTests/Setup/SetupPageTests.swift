import Chapter
import Federation
import Feeds
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite struct `The first run in the browser` {
    private let secret = String(repeating: "5e", count: 32)
    private var start: String { "/setup/\(secret)" }

    /// The pages of a first run, and the chapters that they asked for.
    private final class Made: Sendable {
        let asked = Mutex<[NewChapter]>([])
        let answer: Result<MadeChapter, Refusal>
        init(_ answer: Result<MadeChapter, Refusal>) { self.answer = answer }
    }

    private func client(_ made: Made) -> RequestClient {
        let setup = Setup(
            secret: secret, origin: "http://localhost:8080", clock: { .noon }, kit: .forTests,
            make: { new in
                made.asked.withLock { $0.append(new) }
                return made.answer
            })
        return RequestClient(buildSetupRouter(setup), logger: Logger(label: "test"))
    }

    private func send(
        _ client: RequestClient, _ path: String, _ form: String? = nil, language: String = "en"
    ) async throws -> AdminBrowser.Shown {
        var headers: HTTPFields = [.acceptLanguage: language]
        if form != nil {
            headers[.contentType] = "application/x-www-form-urlencoded"
            headers[.matrixSite] = "same-origin"
        }
        let reply = try await client.send(
            form == nil ? .get : .post, path, headers: headers,
            body: RequestBody(buffer: ByteBuffer(string: form ?? "")))
        return AdminBrowser.Shown(
            status: reply.status, headers: reply.headers, text: String(buffer: reply.body))
    }

    private func refused() -> Made { Made(.failure(Refusal(.conflict, "It is there already."))) }

    @Test func `without the link there is only a door that says where to find it`() async throws {
        let client = client(refused())
        let wrong = String(repeating: "5f", count: 32)
        for path in [
            "/", "/people", "/setup", "/setup/\(wrong)", "/setup/\(wrong)/you", "/setup/\(wrong)/x",
        ] {
            let page = try await send(client, path)
            #expect(page.text.contains("No chapter is here yet"), Comment(rawValue: path))
            #expect(!page.text.contains("What is your chapter called"))
            #expect(page.headers[.contentSecurityPolicy] != nil)
        }
        let lost = try await send(client, "\(start)/nowhere")
        #expect(lost.status == .notFound)
        #expect(lost.text.contains("No chapter is here yet"))
        let style = try #require(PageKit.forTests.files.addresses["style_css"])
        #expect(try await send(client, style).status == .ok)
        let api = try await send(client, "/api/v1/status")
        #expect(api.status == .notFound)
        let form = try await send(client, "/setup/\(wrong)/you", "name=Eve&email=eve@evil.example")
        #expect(form.status == .notFound)
    }

    @Test func `another site cannot make the chapter`() async throws {
        let made = refused()
        let reply = try await client(made).send(
            .post, "\(start)/you", headers: [.origin: "https://evil.example"])
        #expect(reply.status == .forbidden)
        #expect(made.asked.withLock { $0.isEmpty })
    }

    @Test func `the steps ask for name, kind and person, and keep what was entered`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.member("Alice")
        let link = try await harbour.act(MakeSignInLink(alice.id))
        let session = try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
        let chapter = harbour.chapter.feeds.chapter
        let made = Made(.success(MadeChapter(chapter: chapter, session: session)))
        let client = client(made)
        let empty = try await send(client, start, "name=+&language=en")
        #expect(empty.status == .unprocessableContent)
        #expect(empty.text.contains("Write the name of the chapter."))
        #expect(empty.text.contains("Choose a time zone from the list."))
        let name = try await send(
            client, start, "name=+Casa+%22%3Cb%3E%22+&language=es&zone=America/Bogota")
        #expect(name.headers[.location] == "\(start)/kind")
        // From here on it is Spanish, whatever the browser likes.
        let back = try await send(client, start)
        #expect(back.text.contains("value=\"Casa &quot;&lt;b&gt;&quot;\""))
        #expect(back.text.contains("<html lang=\"es\">"))
        #expect(back.text.contains("<option value=\"America/Bogota\" selected>Bogota</option>"))
        #expect(!back.text.contains("data-suggested"), "the browser chooses over nobody")
        let early = try await send(client, "\(start)/you")
        #expect(early.headers[.location] == "\(start)/kind")
        let none = try await send(client, "\(start)/kind", "kind=junta")
        #expect(none.status == .unprocessableContent)
        _ = try await send(client, "\(start)/kind", "kind=tenants-union")
        let wrong = try await send(client, "\(start)/you", "name=In%C3%A9s&email=ines")
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("value=\"Inés\""))
        #expect(wrong.text.contains("value=\"ines\""))
        #expect(made.asked.withLock { $0.isEmpty })
        let done = try await send(client, "\(start)/you", "name=In%C3%A9s&email=ines@casa.example")
        #expect(done.headers[.location] == "/welcome/recovery?first=1")
        #expect(done.headers[.setCookie]?.contains(session.token) == true)
        var expected = NewChapter()
        expected.name = "Casa \"<b>\""
        expected.profile = "tenants-union"
        expected.coordinator = "Inés"
        expected.email = "ines@casa.example"
        expected.language = "es"
        expected.timeZone = "America/Bogota"
        #expect(made.asked.withLock { $0 } == [expected])
    }

    @Test func `the time zone has to be one, and the browser may suggest its own`() async throws {
        let client = client(refused())
        let page = try await send(client, start)
        #expect(page.text.contains("<select id=\"zone\" name=\"zone\" required"))
        #expect(page.text.contains(" data-suggested>"))
        #expect(page.text.contains("<optgroup label=\"Europe\">"))
        let script = try #require(PageKit.forTests.files.addresses["zone_js"])
        #expect(page.text.contains("src=\"\(script)\""))
        for zone in ["", "Mars/Olympus", "%22%3E%3Cb%3E"] {
            let wrong = try await send(client, start, "name=Harbour&language=en&zone=\(zone)")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("href=\"#zone\""))
            #expect(wrong.text.contains("value=\"Harbour\""))
            let early = try await send(client, "\(start)/you", "name=Alice&email=a@harbour.example")
            #expect(early.headers[.location] == start, "no chapter without a zone")
        }
    }

    @Test func `a refusal is shown with everything kept`() async throws {
        let client = client(refused())
        _ = try await send(client, start, "name=Harbour&language=en&zone=Europe/Lisbon")
        _ = try await send(client, "\(start)/kind", "kind=campaign")
        let page = try await send(client, "\(start)/you", "name=Alice&email=alice@tenants.example")
        #expect(page.status == .unprocessableContent)
        #expect(page.text.contains("It is there already."))
        #expect(page.text.contains("value=\"alice@tenants.example\""))
    }
}
