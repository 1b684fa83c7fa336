import ArgumentParser
import Foundation
import Node
import Synchronization
import Testing
import Web

@testable import rhizome

@Suite struct `The command line` {
    private func parse(_ text: String) throws -> any ParsableCommand {
        let words = text.split(separator: " ").map(String.init)
        return try Rhizome.parseAsRoot(Arguments.arranged(words).arguments)
    }

    @Test(arguments: [
        "--json --data /d member add --name Alice", "member --json add --data=/d --name Alice",
        "member add --name Alice --json --data /d", "--data /d member add --name Alice --json",
    ])
    func `takes --json and --data before and after the command`(text: String) throws {
        let command = try #require(try parse(text) as? MemberAdd)
        #expect(command.globals.json)
        #expect(command.globals.directory.path == "/d")
        #expect(command.name == "Alice")
    }

    @Test func `leaves what stands behind two dashes alone`() {
        let (arguments, json) = Arguments.arranged(["member", "export", "--", "--json"])
        #expect(arguments == ["member", "export", "--", "--json"])
        #expect(!json)
        #expect(Arguments.arranged(["--data"]).arguments == ["--data"])
        #expect(
            Arguments.arranged(["status", "--json", "--json"]).arguments == ["status", "--json"])
    }

    @Test(arguments: [
        (
            "meeting edit 7 --place Hall --title Congress",
            #"{"place":"Hall","title":"Congress"}"#
        ),
        (
            "meeting add --title A --start 2026-11-22T18:00Z --end 2026-11-22T20:00Z "
                + "--audience linked --time-zone Europe/Lisbon",
            #"{"audience":"linked","end":"2026-11-22T20:00:00Z","#
                + #""start":"2026-11-22T18:00:00Z","timeZone":"Europe\/Lisbon","title":"A"}"#
        ),
    ])
    func `of a meeting only what was named is sent`(text: String, body: String) async throws {
        let door = SilentDoor()
        let command = try #require(try parse(text) as? any Command)
        await #expect(throws: DoorRefusal.self) { _ = try await command.perform(through: door) }
        #expect(try door.fields() == JSONDecoder().decode(JSONValue.self, from: Data(body.utf8)))
    }

    /// Keeps what it is asked and answers nothing.
    private final class SilentDoor: Door {
        private let asked = Mutex<DoorRequest?>(nil)

        func send(_ request: DoorRequest, progress: (@Sendable (Int64, Int64) -> Void)?)
            async throws -> DoorReply
        {
            asked.withLock { $0 = request }
            return DoorReply(status: 503, body: Data())
        }

        /// The JSON that was sent.
        func fields() throws -> JSONValue? {
            guard case .json(let data) = asked.withLock({ $0?.body }) else { return nil }
            return try JSONDecoder().decode(JSONValue.self, from: data)
        }
    }

    @Test(arguments: [
        "nonsense", "member", "member add", "member add --name", "meeting attend 1",
        "meeting attend 1 --member 2 --guest Eve", "demo --port 0", "demo --port x",
        "meeting add --title x --start 2026-11-22T18:00 --end 2026-11-22T20:00Z",
        "init --name a --profile zzz --coordinator Ana<a@b.example>",
        "init --name a --profile other --coordinator Alice", "member import f --dry-run --yes",
        "init --name a --profile other --coordinator <a@b.example>", "member edit 1",
        "member edit 1 --set name", "serve --http 8080", "status extra", "event list --from x",
        "group add", "ballot open", "link accept", "feed", "status --data",
        "root-key split f --sheets 5 --out d", "root-key join",
        "root-key split f --sheets 17 --needed 3 --out d",
        "root-key split f --sheets 5 --needed 1 --out d",
        "root-key split f --sheets 3 --needed 4 --out d",
        "root-key split f --sheets 5 --needed 3 --out d --language xx",
    ])
    func `ends with 64 when it is not understood`(text: String) throws {
        let error = #expect(throws: (any Error).self) {
            var command = try parse(text)
            // A group of commands without one shows its help.
            try command.run()
        }
        let thrown = try #require(error)
        let isGroup = ["member", "feed"].contains(text)
        #expect(
            Failure.status(of: thrown) == (isGroup ? .clean : .usage),
            "\(Failure.usageSentence(thrown))")
    }

    @Test func `shows an example when a time has no offset`() throws {
        let error = try #require(throws: (any Error).self) {
            try parse("meeting add --title x --start 2026-11-22T18:00 --end 2026-11-22T20:00Z")
        }
        #expect(Failure.usageSentence(error).contains("Write it like 2026-11-22T18:00+01:00"))
    }

    @Test func `names the kinds of chapter when another is asked for`() throws {
        let error = try #require(throws: (any Error).self) {
            try parse("init --name a --profile zzz --coordinator Ana<a@b.example>")
        }
        #expect(Failure.usageSentence(error).contains("union-local, tenants-union"))
        #expect(Failure.usageSentence(error).contains("other"))
    }

    @Test func `keeps the offset in which a time was written`() throws {
        let command = try #require(
            try parse(
                "meeting add --title x --start 2026-11-22T18:00+01:00 --end 2026-11-22T19:00Z")
                as? MeetingAdd)
        #expect("\(command.start)" == "2026-11-22T18:00:00+01:00")
        #expect("\(command.end)" == "2026-11-22T19:00:00Z")
    }

    @Test func `reads a coordinator's name with any letters and marks`() throws {
        let words = ["init", "--name", "a", "--profile", "other", "--coordinator"]
        for name in ["Ana Luz", "李", "O'Brien <x>", "\"Bo\" b"] {
            let command = try Rhizome.parseAsRoot(words + ["\(name) <ana@x.example>"])
            #expect(try (command as? Init)?.person().name == name)
            #expect(try (command as? Init)?.person().mail == "ana@x.example")
        }
    }
}
