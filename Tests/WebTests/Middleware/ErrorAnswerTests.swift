import Chapter
import Federation
import Feeds
import GRDB
import HTTPTypes
import Logging
import Synchronization
import TestSupport
import Testing
import Web

@Suite struct `What the API says when it says no` {
    @Test func `an unknown address is 404 in JSON`() async throws {
        let client = try TestChapter.make().client()
        let answer = try await client.ask(.get, "nothing/here")
        #expect(answer.status == 404)
        #expect(answer.json == .object(["error": .text("There is nothing at this address.")]))
    }

    @Test(arguments: [
        ("", "The request is not JSON. Nothing was changed."),
        ("{", "The request is not JSON. Nothing was changed."),
        ("[]", "The request must be a JSON object, in braces."),
        (#"{"title": 1}"#, "“title” must be a text in quotes."),
        (#"{"start": "2026-11-22T18:00"}"#, "is not a time with an offset. Write it like"),
        (#"{"title": "x", "start": "2026-11-22T18:00Z"}"#, "“end” is missing."),
        (#"{"end": null, "title": "x", "start": "2026-11-22T18:00Z"}"#, "“end” is missing."),
        (#"{"title": "\ud800"}"#, "The request is not JSON. Nothing was changed."),
    ])
    func `JSON that does not fit is answered with 422 in words`(body: String, sentence: String)
        async throws
    {
        let client = try TestChapter.make().client(.control)
        let answer = try await client.ask(.post, "meetings", body)
        #expect(answer.status == 422)
        #expect(answer.error?.contains(sentence) == true, "\(answer.text)")
    }

    @Test func `the field that is wrong is named`() async throws {
        let client = try TestChapter.make().client(.control)
        let answer = try await client.ask(
            .post, "members", #"{"name": "Alice", "emails": ["a@x.example", 7]}"#)
        #expect(answer.status == 422)
        #expect(try answer.decoded(ErrorAnswer.self).field?.hasPrefix("emails.2") == true)
        let unknown = try await client.ask(.post, "members", #"{"name": "Alice", "nmae": "x"}"#)
        #expect(unknown.status == 422)
        #expect(try unknown.decoded(ErrorAnswer.self).field == "nmae")
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "nonsense", ""])
    func `another content type is 415`(type: String) async throws {
        let client = try TestChapter.make().client(.control)
        let answer = try await client.ask(
            .post, "members", #"{"name": "Alice"}"#, headers: [.contentType: type])
        #expect(answer.status == 415)
        #expect(answer.error?.contains("application/json") == true)
    }

    @Test func `JSON with a character set is JSON`() async throws {
        let client = try TestChapter.make().client(.control)
        let answer = try await client.ask(
            .post, "members", #"{"name": "Alice"}"#,
            headers: [.contentType: "application/json; charset=utf-8"])
        #expect(answer.status == 201)
    }

    @Test(arguments: [
        "members/0", "members/x", "members/99999999999999999999", "meetings/xyz",
        "groups/00", "events/12", "imports/abc",
    ])
    func `an id that is none is 404`(path: String) async throws {
        let answer = try await TestChapter.make().client(.control).ask(.get, path)
        #expect(answer.status == 404)
        #expect(answer.error?.isEmpty == false)
    }

    @Test func `a fault is answered in words and logged once with the request's id`()
        async throws
    {
        let harbour = try TestChapter.make()
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(sql: "DROP TABLE member_token")
        }
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in
            Recorder { line in lines.withLock { $0.append(line) } }
        }
        let client = harbour.client(logger: logger)
        let secret = String(repeating: "ab", count: 32)
        let answer = try await client.ask(.get, "me?name=canary", token: secret)
        #expect(answer.status == 500)
        let said = try answer.decoded(ErrorAnswer.self)
        let id = try #require(said.requestID)
        #expect(said.error.contains("Something went wrong in the node"))
        #expect(!said.error.contains("member_token"))
        let faults = lines.withLock { $0.filter { $0.contains("fault=") } }
        #expect(faults.count == 1)
        #expect(faults.first?.contains("member_token") == true)
        #expect(faults.first?.contains(id) == true)
        let all = lines.withLock { $0.joined() }
        #expect(!all.contains(secret))
        #expect(!all.contains("canary"))
    }

    @Test func `the log names the route and never what was asked`() async throws {
        let harbour = try TestChapter.make()
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in
            Recorder { line in lines.withLock { $0.append(line) } }
        }
        let client = harbour.client(.control, logger: logger)
        _ = try await client.ask(
            .post, "members", #"{"name": "Canary", "emails": ["canary@x.example"]}"#)
        _ = try await client.ask(.get, "members?search=canary")
        _ = try await client.ask(.get, "members/1")
        _ = try await client.ask(.get, "canary")
        let all = lines.withLock { $0 }
        #expect(all.count == 4)
        #expect(all.contains { $0.contains("route=/api/v1/members/{member}") })
        #expect(all.contains { $0.contains("status=201") })
        #expect(!all.contains { $0.lowercased().contains("canary") })
    }
}

/// Hands every line of a log to a test.
private struct Recorder: LogHandler {
    let record: @Sendable (String) -> Void
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    init(_ record: @Sendable @escaping (String) -> Void) { self.record = record }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let pairs = all.map { "\($0)=\($1)" }.sorted().joined(separator: " ")
        record("\(event.message) \(pairs)")
    }
}
