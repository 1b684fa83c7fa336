import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Logging
import Sodium
import TestSupport
import Testing
import Web

@testable import Node

/// A proof as a file: written by a chapter, and checked where there is none.
@Suite struct `Checking a proof` {
    private let parent: TemporaryDirectory
    private let directory: DataDirectory
    private let chapter: Chapter

    init() async throws {
        parent = try TemporaryDirectory()
        directory = DataDirectory(parent.path + "/harbour")
        _ = try await initialize(
            InitOptions(
                directory: directory, name: "Harbour", profile: "tenants-union",
                coordinatorName: "Ana Luz", coordinatorMail: "ana@harbour.example"))
        chapter = try await openOffline(directory).chapter
    }

    private func say(_ kind: Kind, _ payload: [UInt8], times: Int = 1) async throws {
        try await chapter.feeds.database.write { [feeds = chapter.feeds] db in
            for _ in 0..<times { try feeds.append(kind, payload, at: systemClock(), in: db) }
        }
    }

    private func meeting() async throws -> ObjectID {
        let nonce = [UInt8](repeating: 4, count: 16)
        let start = Timestamp(seconds: 1_790_000_000)
        try await say(
            .meetingScheduled,
            MeetingScheduled(
                nonce: nonce, title: "Assembly", place: "Hall", onlineLink: "", start: start,
                end: start, timeZone: "", utcOffset: 120, agenda: "", audience: .linked
            ).payload())
        return ObjectID(chapter: chapter.feeds.chapter, nonce: nonce)
    }

    private func written(_ thing: ObjectID) async throws -> (path: String, text: String) {
        let file = try await chapter.exportProof(of: .object(thing), as: .operator).get()
        let path = parent.path + "/proof.json"
        try file.json().write(to: URL(fileURLWithPath: path))
        return (path, try String(contentsOfFile: path, encoding: .utf8))
    }

    @Test func `says what is proven by a checkpoint that the node has written by itself`()
        async throws
    {
        let thing = try await meeting()
        try await say(Kind(rawValue: 1000), [1], times: 1100)
        let keeper = Task { [chapter] in
            try await Timekeeper(chapter: chapter, logger: Logger(label: "test")).run()
        }
        defer { keeper.cancel() }
        try await eventually("the checkpoint is written") {
            try await chapter.feeds.database.read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM shared_checkpoint") == 1
            }
        }
        let (path, text) = try await written(thing)
        #expect(text.utf8.count < 8000)
        let answer = try checkProof(path)
        #expect(answer.valid)
        #expect(answer.chapter == "Harbour")
        #expect(answer.chapterID == chapter.feeds.chapter.description)
        #expect(answer.covered ?? 0 >= 1102)
        #expect(answer.events.last?.says == "Meeting: Assembly, 2026-09-21T16:13:20+02:00, Hall.")
    }

    @Test func `names what was changed`() async throws {
        let (path, text) = try await written(try await meeting())
        #expect(try checkProof(path).covered == nil)
        func findings(_ old: String, _ new: String) throws -> [String] {
            #expect(text.contains(old))
            try Data(text.replacingOccurrences(of: old, with: new).utf8)
                .write(to: URL(fileURLWithPath: path))
            let answer = try checkProof(path)
            #expect(!answer.valid && answer.events.isEmpty && answer.chapterID == nil)
            return answer.findings
        }
        let title = Hex.text(Array("Assembly".utf8))
        #expect(
            try findings(title, Hex.text(Array("Assemble".utf8)))
                == ["Event 2 of this file was changed: its words do not match its header."])
        let id = chapter.feeds.chapter.description
        let other = ChapterID(.zero).description
        #expect(
            try findings(id, other)
                == ["Event 1 of this file was changed: its words do not match its header."])
        #expect(
            try findings("rhizome-proof-1", "rhizome-proof-9")
                == ["This is no proof file (rhizome-proof-1), or it is not whole."])
        #expect(try findings("\"header\"", "\"heading\"").count == 1)
        #expect(throws: (any Error).self) { try checkProof(parent.path + "/nothing.json") }
    }

    @Test func `is not made of what nobody may see`() async throws {
        let thing = try await meeting()
        let event = try await chapter.feeds.database.read { [feeds = chapter.feeds] db in
            try HeldFeed.find(feeds.author.feed, in: db)?.id(at: 1, in: db)
        }
        let id = try #require(event)
        let unknown = ObjectID(
            chapter: chapter.feeds.chapter, nonce: [UInt8](repeating: 9, count: 16))
        let asked: [(ProvenThing, Viewer, Refusal)] = [
            (.object(thing), .visitor, .notAllowed(.takePart)),
            (.event(id), .visitor, .notAllowed(.seeNode)),
            (.object(unknown), .operator, .notFound("shared thing")),
        ]
        for (thing, viewer, refusal) in asked {
            #expect(try await chapter.exportProof(of: thing, as: viewer) == .failure(refusal))
        }
    }
}
