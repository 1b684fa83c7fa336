import Chapter
import Federation
import HTTPTypes
import TestSupport
import Testing
import Web

/// What is printed for people elsewhere, while the pages have no name for others.
@Suite struct `Sheets of a chapter whose pages have no name` {
    private static let warning = "works on the chapter&#39;s own computer alone"

    @Test(arguments: [
        ("http://127.0.0.1:8080", true), ("http://localhost:8080", true),
        ("https://tenants.example", false),
    ])
    func `say that the address opens on the chapter's computer alone`(
        origin: String, isOnlyHere: Bool
    ) async throws {
        let harbour = try TestChapter.make()
        let carol = try await AdminBrowser(
            harbour, [.coordinator, .federationAdmin], origin: origin)
        let dan = try await harbour.member("Dan").id
        let sheets = [
            try await carol.get("/people/\(dan)/sign-in-code"),
            try await carol.post("/people/\(dan)/sign-in-code"),
            try await carol.get("/welcome/recovery"),
        ]
        for sheet in sheets {
            #expect(sheet.status == .ok)
            #expect(sheet.text.contains(Self.warning) == isOnlyHere)
        }
        #expect(sheets[1].text.contains("\(origin)/sign-in/code"))
    }

    @Test func `and the recovery sheet promises nothing of keys alone`() async throws {
        let carol = try await AdminBrowser(try TestChapter.make(), [.federationAdmin])
        let sheet = try await carol.get("/welcome/recovery").text
        #expect(sheet.contains("a copy of its whole folder brings the chapter back"))
        #expect(sheet.contains("The file alone does not bring your people back"))
        #expect(sheet.contains("/keys/root.key"))
    }
}
