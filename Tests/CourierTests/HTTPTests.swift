import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Courier

@Suite struct `Sending an HTTP request` {
    let client = HTTPClient()

    @Test func `brings the status, the header fields and the body`() async throws {
        let server = try TinyServer { _ in page("hello", status: "404 Not Found") }
        defer { server.stop() }
        let answer = try await client.send(
            HTTPRequest("GET", "http://127.0.0.1:\(server.port)/a", headers: ["X-Who": "alice"]))
        #expect(answer.status == 404)
        #expect(answer.headers["x-house"] == "tenants")
        #expect(answer.cookies == ["a=1; Path=/", "b=; Max-Age=0"])
        #expect(String(decoding: answer.body, as: UTF8.self) == "hello")
        let head = try #require(server.heard.first).head
        #expect(head.hasPrefix("GET /a HTTP/1.1"))
        #expect(head.contains("X-Who: alice"))
    }

    @Test func `posts bytes, also none at all`() async throws {
        let server = try TinyServer { _ in page("ok") }
        defer { server.stop() }
        let address = "http://127.0.0.1:\(server.port)/"
        _ = try await client.send(HTTPRequest("POST", address, body: .bytes(Array("{}".utf8))))
        _ = try await client.send(HTTPRequest("POST", address, body: .bytes([])))
        #expect(server.heard.map(\.body) == [Array("{}".utf8), []])
        #expect(server.heard.allSatisfy { $0.head.hasPrefix("POST / ") })
    }

    @Test func `streams a file and tells how far it is`() async throws {
        let directory = try TemporaryDirectory()
        let content = [UInt8]((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let path = directory.path + "/list.csv"
        try Data(content).write(to: URL(fileURLWithPath: path))
        let server = try TinyServer { _ in page("ok") }
        defer { server.stop() }
        let furthest = Mutex<(sent: Int64, total: Int64)>((0, 0))
        _ = try await client.send(
            HTTPRequest("POST", "http://127.0.0.1:\(server.port)/", body: .file(path: path))
        ) { sent, total in furthest.withLock { $0 = (max($0.sent, sent), max($0.total, total)) } }
        #expect(server.heard.first?.body == content)
        #expect(furthest.withLock { $0.sent } == 3_000_000)
        #expect(furthest.withLock { $0.total } == 3_000_000)
    }

    @Test func `goes over a Unix socket`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/door.sock"
        let server = try TinyServer(socketPath: path) { heard in
            page(String(decoding: heard.body.reversed(), as: UTF8.self))
        }
        defer { server.stop() }
        let answer = try await client.send(
            HTTPRequest(
                "PUT", "http://node/x", socketPath: path, body: .bytes(Array("abc".utf8))))
        #expect(String(decoding: answer.body, as: UTF8.self) == "cba")
        #expect(server.heard.first?.head.hasPrefix("PUT /x ") == true)
    }

    @Test func `gives up an answer that is larger than its limit`() async throws {
        let server = try TinyServer { _ in page(String(repeating: "x", count: 10_001)) }
        defer { server.stop() }
        let address = "http://127.0.0.1:\(server.port)/"
        await #expect(throws: CourierError.tooLarge(limit: 10_000)) {
            try await client.send(HTTPRequest("GET", address, answerLimit: 10_000))
        }
        let whole = try await client.send(HTTPRequest("GET", address, answerLimit: 10_001))
        #expect(whole.body.count == 10_001)
    }

    @Test func `gives up a server that never answers`() async throws {
        let held = Mutex(0)
        let server = try TinyServer { _ in
            held.withLock { $0 += 1 }
            Thread.sleep(forTimeInterval: 1)
            return nil
        }
        defer { server.stop() }
        await #expect(throws: CourierError.timedOut) {
            try await client.send(
                HTTPRequest(
                    "GET", "http://127.0.0.1:\(server.port)/", totalMilliseconds: 100))
        }
        #expect(held.withLock { $0 } == 1)
    }

    @Test func `says that nobody listens`() async throws {
        let error = await #expect(throws: CourierError.self) {
            try await client.send(
                HTTPRequest("GET", "http://node/", socketPath: "/nowhere/door.sock"))
        }
        guard case .cannotConnect = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\0b"])
    func `refuses a line break in a header field`(value: String) async throws {
        await #expect(throws: CourierError.malformed("a header field contains a line break")) {
            try await client.send(
                HTTPRequest("GET", "http://127.0.0.1:1/", headers: ["X-Name": value]))
        }
    }

    @Test func `names a file that cannot be read`() async throws {
        await #expect(throws: CourierError.unreadable(path: "/nowhere/list.csv")) {
            try await client.send(
                HTTPRequest("POST", "http://127.0.0.1:1/", body: .file(path: "/nowhere/list.csv")))
        }
    }

    @Test func `speaks no protocol but HTTP`() async throws {
        await #expect(throws: CourierError.self) {
            try await client.send(HTTPRequest("GET", "file:///etc/hostname"))
        }
    }

    @Test func `does twelve at once on its few threads`() async throws {
        let server = try TinyServer { _ in page("ok") }
        defer { server.stop() }
        let address = "http://127.0.0.1:\(server.port)/"
        let client = client
        let good = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<12 {
                group.addTask { try await client.send(HTTPRequest("GET", address)).status }
            }
            return try await group.reduce(0) { $0 + ($1 == 200 ? 1 : 0) }
        }
        #expect(good == 12)
    }
}
