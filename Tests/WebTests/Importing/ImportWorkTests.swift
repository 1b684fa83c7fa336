import Chapter
import Federation
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `Waiting for long work` {
    private func words() throws -> Wording { try PageKit().catalogue.wording(.english) }

    private func part(_ work: Work, at now: Timestamp) throws -> ProgressPart {
        ProgressPart(
            work, at: now, counted: nil, label: "", kept: "Nothing yet.", stop: "/stop",
            stopLabel: "Stop", address: "/work", try words())
    }

    @Test func `the time left is told when it can be`() throws {
        let work = Work(at: .noon)
        #expect(try part(work, at: .noon + 10_000).left == nil)
        #expect(try part(work, at: .noon + 10_000).value == nil)
        try work.note("staging", 30, of: 120)
        #expect(try part(work, at: .noon + 1000).left == nil)
        #expect(try part(work, at: .noon + 10_000).left == "about 30 seconds left")
        #expect(try part(work, at: .noon + 60_000).left == "about 3 minutes left")
        try work.note("staging", 1, of: 1000)
        #expect(try part(work, at: .noon + 60_000).left == nil)
        try work.note("staging", 120, of: 120)
        #expect(try part(work, at: .noon + 10_000).left == "about 1 second left")
    }

    @Test func `work that is stopped ends at its next note, and the button goes`() throws {
        let work = Work(at: .noon)
        try work.note("staging", 1, of: 2)
        work.stop()
        #expect(try part(work, at: .noon).stop == nil)
        #expect(try part(work, at: .noon).kept == "It is being stopped.")
        #expect(throws: Refusal.self) { try work.note("staging", 2, of: 2) }
    }

    @Test func `a page about work that the last process did says how it stands`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let address = try await alice.preview("name\nAna Silva\n")
        let other = try await Importer.make(harbour)
        let seen = try await other.get(address + "/work")
        #expect(seen.location == address + "?done=import_cut_off")
        let told = try await other.get(address + "?done=import_cut_off")
        #expect(told.html.contains("was stopped in the middle"))
        #expect(told.html.contains("Import 1 person"))
    }

    @Test func `the page of work that runs looks again by itself, and stops it`() async throws {
        let harbour = try TestChapter.make()
        let backend = Backend(
            chapter: harbour.chapter, node: LoneNode(), clock: { .noon + 10_000 },
            origin: "https://tenants.example", imports: TemporaryDirectory.ofRun, kit: .forTests)
        let alice = try await Importer.make(harbour, backend: backend)
        let (closed, close) = AsyncStream.makeStream(of: Void.self)
        let context = alice.context
        let page = "/people/import/7"
        let work = try await backend.works.begin(page + "/work", at: .noon, context) { work in
            try work.note("applying", 3, of: 12)
            for await _ in closed {}
            try work.note("applying", 4, of: 12)
            return .success("/")
        }
        let shown = try await alice.get(page + "/work")
        #expect(shown.status == .ok)
        #expect(shown.headers[HTTPField.Name("Refresh")!] == "2")
        #expect(shown.html.contains("<progress value=\"3\" max=\"12\""))
        #expect(shown.html.contains("about 30 seconds left"))
        #expect(shown.html.contains("action=\"\(page)/stop\""))
        _ = try await alice.post(page + "/stop", waits: false)
        let stopping = try await alice.get(page + "/work")
        #expect(stopping.html.contains("It is being stopped."))
        #expect(!stopping.html.contains("/stop\""))
        close.finish()
        while work.outcome == nil { await Task.yield() }
        let after = try await alice.get(page + "/work")
        #expect(after.location == page + "?done=import_stopped")
    }

    @Test func `the same work is not begun twice, and not too much at once`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let context = alice.context
        let works = Works()
        let (closed, close) = AsyncStream.makeStream(of: Void.self)
        let begun = try await works.begin("/0", at: .noon, context) { _ in
            for await _ in closed {}
            return .success("/done")
        }
        let again = try await works.begin("/0", at: .noon, context) { _ in
            Issue.record("begun twice")
            return .success("/")
        }
        #expect(begun === again)
        for number in 1..<Works.runningAtMost {
            _ = try await works.begin("/\(number)", at: .noon, context) { _ in
                while begun.outcome == nil { await Task.yield() }
                return .success("/")
            }
        }
        await #expect(throws: Refusal.self) {
            try await works.begin("/more", at: .noon, context) { _ in .success("/") }
        }
        close.finish()
        while begun.outcome == nil { await Task.yield() }
        guard case .done("/done")? = begun.outcome else {
            Issue.record("not done")
            return
        }
    }

    @Test func `work that fails says so and forgets the details`() async throws {
        struct Fault: Error {}
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let works = Works()
        let work = try await works.begin("/x", at: .noon, alice.context) { _ in
            throw Fault()
        }
        guard case .failed? = work.outcome else {
            Issue.record("not failed")
            return
        }
        works.forget("/x")
        #expect(works["/x"] == nil)
    }
}
