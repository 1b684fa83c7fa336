import ArgumentParser
import Foundation
import Node
import TestSupport
import Testing
import Web

@testable import rhizome

/// What `--json` prints, key by key: scripts rely on it.
@Suite struct `The JSON of a command` {
    private let parent: TemporaryDirectory
    private let directory: DataDirectory
    private let chapterID: String

    init() async throws {
        parent = try TemporaryDirectory()
        directory = DataDirectory(parent.path + "/data")
        chapterID = try await initialize(
            InitOptions(
                directory: directory, name: "Harbour", profile: "tenants' union",
                coordinatorName: "Alice Moreau", coordinatorMail: "alice@tenants.example")
        ).chapterID
    }

    /// Runs a command as the program does and gives what it would print.
    private func json(_ words: String...) async throws -> JSONValue {
        func answer<C: Command>(_ command: C) async throws -> String {
            try Output.jsonText(await command.perform(through: openDoor(directory)))
        }
        let arguments = Arguments.arranged(words + ["--json", "--data", directory.path]).arguments
        let command = try #require(try Rhizome.parseAsRoot(arguments) as? any Command)
        let text = try await answer(command)
        #expect(!text.contains("\n"))
        return try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    private func keys(_ value: JSONValue?) -> Set<String> {
        switch value {
        case .object(let fields): Set(fields.keys)
        case .list(let values): keys(values.first)
        default: []
        }
    }

    private func text(_ value: JSONValue, _ key: String) throws -> String {
        guard case .object(let fields) = value, case .text(let text)? = fields[key] else {
            throw Failure("no text under \(key)")
        }
        return text
    }

    @Test func `status names the chapter, its feeds and links and what was refused`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        let status = try await json("status")
        #expect(
            keys(status).isSuperset(
                of: ["chapterID", "name", "version", "members", "feeds", "links", "refused"]))
        guard case .object(let fields) = status else { return }
        #expect(fields["chapterID"] == .text(chapterID))
        #expect(keys(fields["feeds"]) == ["chapterID", "epoch", "seq"])
    }

    @Test func `member commands`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        let added = try await json(
            "member", "add", "--name", "Bob", "--email", "bob@x.example", "--interest", "rent")
        #expect(added == .object(["memberID": .text("2")]))
        let list = try await json("member", "list", "--search", "bob")
        #expect(
            keys(list) == [
                "memberID", "name", "status", "kind", "pronouns", "email", "phone", "interests",
                "tags",
            ])
        #expect(keys(try await json("member", "sign-in", "2")) == ["url", "expires"])
        #expect(keys(try await json("member", "token", "2")) == ["token", "expires"])
        let file = directory.path + "/people.csv"
        let exported = try await json("member", "export", file)
        #expect(exported == .object(["rows": .number(2), "file": .text(file)]))
        let dry = try await json("member", "import", file, "--dry-run")
        #expect(
            keys(dry).isSuperset(of: [
                "importID", "new", "updated", "unchanged", "conflicting", "failed", "seconds",
                "organizations", "ties", "positions", "periods", "notes",
            ]))
        #expect(try text(dry, "state") == "staged")
        try Data("name,e-mail\nCarol,carol@x.example\nEve,nothing\n".utf8)
            .write(to: URL(fileURLWithPath: file))
        let taken = try await json("member", "import", file, "--yes")
        #expect(try text(taken, "state") == "applied")
        guard case .object(let fields) = taken else { return }
        #expect(fields["new"] == .number(1))
        #expect(keys(fields["failed"]) == ["row", "reason"])
        let undone = try await json("member", "undo-import", try text(taken, "importID"))
        #expect(
            keys(undone) == [
                "removed", "restored", "organizations", "ties", "periods", "notes", "kept",
            ])
    }

    @Test func `archive commands`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        _ = try await json("member", "add", "--name", "Bob")
        let file = parent.path + "/archive.zip"
        let written = try await json("archive", "write", file)
        #expect(keys(written) == ["file", "contacts", "rows"])
        #expect(try text(written, "file") == file)
        let left = try FileManager.default.contentsOfDirectory(atPath: directory.imports)
        #expect(left.isEmpty)
        await #expect(throws: (any Error).self) {
            try await json("archive", "read", parent.path + "/nowhere.zip")
        }
        let other = DataDirectory(parent.path + "/other")
        _ = try await initialize(
            InitOptions(
                directory: other, name: "Hillside", profile: "tenants' union",
                coordinatorName: "Carol", coordinatorMail: "carol@tenants.example"))
        let arguments = ["archive", "read", file, "--yes", "--json", "--data", other.path]
        let command = try #require(try Rhizome.parseAsRoot(arguments) as? ArchiveRead)
        let read = try await command.perform(through: openDoor(other))
        #expect(read.chapter == "Harbour")
        #expect(read.contacts == 2)
    }

    @Test func `agreement commands`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        let added = try await json(
            "agreement", "add", "--title", "Pact", "--party", "1", "--signed", "2026-05-01",
            "--ends", "2999-12-31", "--task-days", "60")
        #expect(keys(added).contains("id"))
        let list = try await json("agreement", "list")
        #expect(keys(list) == ["agreements", "count", "next"])
        let file = directory.path + "/pact.json"
        #expect(
            keys(try await json("agreement", "sign", "1", file))
                == ["agreement", "signature", "file"])
        #expect(
            keys(try await json("agreement", "verify", file))
                == ["valid", "findings", "chapterID", "text"])
    }

    @Test func `membership commands`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        let kind = try await json(
            "membership", "add-kind", "--name", "Standard", "--period", "rolling", "--months",
            "12", "--grace-days", "30")
        #expect(kind == .object(["id": .text("1")]))
        #expect(
            keys(try await json("membership", "kinds")) == [
                "id", "version", "name", "period", "months", "yearStarts", "rollover", "graceDays",
                "rank", "isRetired", "people",
            ])
        let changed: Set<String> = ["memberID", "version"]
        #expect(keys(try await json("membership", "begin", "1", "--kind", "standard")) == changed)
        #expect(keys(try await json("membership", "renew", "1")) == changed)
        let shown = try await json("membership", "show", "1")
        #expect(
            keys(shown) == [
                "isMember", "state", "kind", "since", "days", "runsUntil", "goodStanding",
                "periods",
            ])
        guard case .object(let fields) = shown else { return }
        #expect(
            keys(fields["periods"]) == [
                "id", "kind", "startsOn", "runsUntil", "endedOn", "whyEnded", "movedTo",
                "memberSince", "vouchedBy", "countsUntil", "state",
            ])
        #expect(keys(fields["goodStanding"]) == ["isGood", "conditions", "exception"])
        let file = "\(directory.path)/certificate.json"
        let made = try await json("membership", "certificate", "1", file)
        #expect(keys(made) == ["memberID", "file"])
        #expect(
            keys(try await json("membership", "verify", file)) == [
                "valid", "findings", "chapterID", "text",
            ])
        #expect(try await json("membership", "due", "soon") == .list([]))
        let unknown = await #expect(throws: Failure.self) {
            try await json("membership", "begin", "1", "--kind", "Gold")
        }
        #expect(unknown?.description.contains("There are: Standard.") == true)
    }

    @Test func `place commands`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        let place: Set<String> = [
            "address", "latitude", "longitude", "source", "confidence", "branch",
        ]
        _ = try await json("member", "add", "--name", "Bob")
        #expect(keys(try await json("place", "show", "2")) == place)
        let file = directory.path + "/postcodes.csv"
        try Data("postcode,latitude,longitude\n1100-042,38.71,-9.13\n".utf8)
            .write(to: URL(fileURLWithPath: file))
        let added = try await json("place", "postcodes", file)
        #expect(
            keys(added) == ["added", "changed", "unchanged", "leftOut", "reasons", "placed"])
        let done = JSONValue.object(["done": .flag(true)])
        let meeting = try await json(
            "place", "meeting", "Hall", "--latitude", "38.7", "--longitude", "-9.1")
        #expect(meeting == done)
        let nowhere = await #expect(throws: DoorRefusal.self) {
            try await json("place", "set", "2", "--latitude", "38.7", "--longitude", "-9.1")
        }
        #expect(nowhere?.status == 409)
    }

    @Test func `own fields of members`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        let refusal = await #expect(throws: DoorRefusal.self) {
            try await json("member", "add", "--name", "Bob", "--own", "size=M")
        }
        #expect(refusal?.description.contains("There is no field “size”") == true)
    }

    @Test func `meeting commands`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        let added = try await json(
            "meeting", "add", "--title", "Assembly", "--start", "2026-06-01T18:00+02:00", "--end",
            "2026-06-01T20:00+02:00", "--place", "Hall", "--audience", "linked")
        #expect(keys(added) == ["meetingID"])
        let id = try text(added, "meetingID")
        let list = try await json("meeting", "list")
        #expect(
            keys(list).isSuperset(of: [
                "meetingID", "chapterID", "title", "start", "end", "place", "audience",
                "cancelled", "headCount",
            ]))
        let came = try await json("meeting", "attend", id, "--member", "1")
        #expect(keys(came).isSuperset(of: ["meetingID", "arrived", "left"]))
        #expect(keys(try await json("meeting", "cancel", id)) == ["meetingID"])
    }

    @Test func `ballot commands`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        let added = try await json(
            "ballot", "add", "--question", "Colour?", "--option", "Red", "--option", "Blue")
        #expect(keys(added) == ["ballotID"])
        let id = try text(added, "ballotID")
        #expect(keys(try await json("ballot", "open", id)) == ["ballotID", "rollSize"])
        #expect(keys(try await json("ballot", "close", id)) == ["ballotID"])
        let result = try await json("ballot", "result", id)
        #expect(
            keys(result).isSuperset(of: ["state", "counts", "turnout", "rollSize", "recounts"]))
        guard case .object(let fields) = result else { return }
        #expect(fields["counts"] == .object(["Red": .number(0), "Blue": .number(0)]))
        let good = JSONValue.object(["valid": .flag(true), "findings": .list([])])
        #expect(try await json("ballot", "verify", id) == good)
        let file = directory.path + "/ballot.json"
        #expect(keys(try await json("ballot", "export", id, file)) == ["ballotID", "file"])
        #expect(try await json("ballot", "verify", file) == good)
    }

    @Test func `group, link, event and feed commands`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        #expect(try await json("group", "list") == .list([]))
        #expect(try await json("log", "--show", "out") == .list([]))
        #expect(try await json("link", "list") == .list([]))
        let events = try await json("event", "list")
        #expect(
            keys(events) == [
                "eventID", "chapterID", "epoch", "seq", "previous", "time", "kind", "name", "size",
            ])
        guard case .list(let headers) = events, let first = headers.first else {
            Issue.record("no events")
            return
        }
        let shown = try await json("event", "show", try text(first, "eventID"))
        #expect(keys(shown) == ["header", "payload", "text", "void", "signature"])
        let verdict = try await json("feed", "verify")
        #expect(
            verdict
                == .object([
                    "valid": .flag(true), "feeds": .number(1), "events": .number(1),
                    "findings": .list([]),
                ]))
    }

    @Test func `links need a running node, and a refusal says so`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        let refusal = await #expect(throws: DoorRefusal.self) {
            try await json("link", "invite")
        }
        #expect(refusal?.status == 503)
        #expect(refusal?.description.contains("rhizome serve") == true)
    }
}
