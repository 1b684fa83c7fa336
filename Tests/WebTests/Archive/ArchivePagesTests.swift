import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of the archive` {
    @Test func `an archive is made, saved once, and then gone`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        try await harbour.add(.bob)
        let start = try await alice.get("/archive")
        #expect(start.html.contains("2 contacts, with everything that belongs to them"))
        #expect(start.html.contains("Roles: rights are given in each chapter"))
        let made = try #require(
            try await alice.post("/archive", [("why", "Moving <b>")]).location)
        var ready = try await alice.get(made)
        try await eventually("the archive is ready") {
            ready = try await alice.get(made)
            return ready.html.contains("The archive is ready")
        }
        let sent = try await alice.post(made + "/file")
        #expect(sent.headers[.contentType] == "application/zip")
        #expect(sent.headers[.contentDisposition] == "attachment; filename=\"archive.zip\"")
        #expect(sent.headers[.cacheControl] == "no-store")
        #expect(sent.html.hasPrefix("PK"))
        #expect(sent.html.contains("bob@example.org"))
        #expect(try await alice.post(made + "/file").status == .notFound)
        #expect(try await alice.get(made).location == "/archive?done=archive_gone")
        let log = try await harbour.chapter.read { db in
            try ChapterLog(.out).answer(in: db, for: .operator).get()
        }
        #expect(log.map(\.device) == ["browser"] && log.map(\.why) == ["Moving <b>"])
    }

    @Test func `the import and export pages lead to the archive`() async throws {
        let alice = try await Importer.make(try TestChapter.make())
        for path in ["/people/import", "/people/export"] {
            #expect(try await alice.get(path).html.contains("href=\"/archive\""))
        }
    }

    @Test func `an archive is looked at, read whole, and cannot be read twice`() async throws {
        let hillside = try TestChapter.make(named: "Riverside")
        let alice = try await Importer.make(hillside, language: "es")
        let bytes = try await StoredArchive.bytes.value
        let address = try #require(
            try await alice.upload(Array(bytes), name: "a.zip", at: "/archive/arrivals").location)
        let shown = try await alice.get(address)
        #expect(shown.html.contains("Leer 1 contacto"))
        #expect(shown.html.contains("Esto no se puede deshacer"))
        #expect(shown.html.contains("Correos electrónicos"))
        let read = try await alice.post(address)
        #expect(read.location == "/people?done=archive_read")
        let found = try await hillside.list(MemberList(search: "nunez"))
        #expect(found.count == 1)
        #expect(try await alice.get(address).status == .notFound)
        let again = try #require(
            try await alice.upload(Array(bytes), name: "a.zip", at: "/archive/arrivals").location)
        let refused = try await alice.get(again)
        #expect(refused.html.contains("que aún no tiene nada más que a quienes coordinan"))
        #expect(!refused.html.contains("Leer 1 contacto"))
        let sent = try await alice.post(again)
        #expect(sent.location == again)
        _ = try await alice.post(again + "/removal")
        #expect(try await alice.get(again).status == .notFound)
    }

    @Test func `what is no archive is refused in a sentence, and not kept`() async throws {
        let alice = try await Importer.make(try TestChapter.make())
        let refused = try await alice.upload(
            Array("name\nAna\n".utf8), name: "list.csv", at: "/archive/arrivals")
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("The archive is damaged or was cut off."))
        #expect(refused.location == nil)
        let name = "../../../../etc/passwd".forQuery
        #expect(try await alice.get("/archive/arrivals/\(name)").status == .notFound)
        #expect(try await alice.post("/archive/made/\(name)/file").status == .notFound)
    }
}
