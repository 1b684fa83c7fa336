import Courier
import Foundation
import Synchronization
import TestSupport

/// A chapter in a data directory of its own, and its node while it runs.
final class ChapterNode: Sendable {
    struct State {
        var child: Child?
        var children: [Child] = []
        var chapterID = ""
        var http = ""
        var gossip: String?
    }

    let name: String
    let directory: String
    /// Where the node's own output goes, outside the data directory.
    let logs: String
    private let state = Mutex(State())

    init(name: String, directory: String, logs: String) {
        self.name = name
        self.directory = directory
        self.logs = logs
    }

    var chapterID: String { state.withLock { $0.chapterID } }
    /// `http://127.0.0.1:PORT` of the last start.
    var http: String { state.withLock { $0.http } }
    /// `tcp://127.0.0.1:PORT` of the last start.
    var gossip: String? { state.withLock { $0.gossip } }
    var child: Child? { state.withLock { $0.child } }
    var isRunning: Bool { child?.ended == nil && child != nil }

    /// Everything the node has printed in all its runs.
    var printed: String {
        let children = state.withLock { $0.children }
        return children.flatMap { [$0.out, $0.err] }.compactMap { try? text(of: $0) }.joined()
    }

    // MARK: Life

    func make(coordinator: String = "Ana Luz <ana@harbour.example>") async throws {
        let made = try await run([
            "init", "--name", name, "--profile", "tenants-union", "--coordinator", coordinator,
        ])
        let id = try made.text("chapterID")
        state.withLock { $0.chapterID = id }
    }

    /// Starts the node, at the ports of its last start if there was one, and waits until it serves.
    func start(_ options: [String] = [], within limit: Duration = .seconds(20)) async throws {
        let (http, gossip) = state.withLock { ($0.http, $0.gossip) }
        let child = try spawn(
            [
                "--http", http.isEmpty ? "127.0.0.1:0" : String(http.dropFirst("http://".count)),
                "--gossip", gossip.map { String($0.dropFirst("tcp://".count)) } ?? "127.0.0.1:0",
            ] + options)
        state.withLock {
            $0.child = child
            $0.children.append(child)
        }
        try await eventually("\(name) serves", within: limit) {
            if let ending = child.ended {
                throw Trouble("\(name) ended with \(ending): \(try text(of: child.err))")
            }
            return try text(of: child.out).contains("\n")
        }
        let ready = try JSON(text(of: child.out).utf8)
        let found = (try ready.text("http"), try ready.text("gossip"))
        state.withLock {
            $0.http = found.0
            $0.gossip = found.1
        }
    }

    /// Starts `serve` with these options and waits for nothing.
    func spawn(_ options: [String]) throws -> Child {
        let run = "\(logs)/run-\(UInt32.random(in: 0...UInt32.max))"
        return try Child(
            Program.path, ["--data", directory, "--json", "serve"] + options, out: run + ".out",
            err: run + ".err", environment: Program.environment(home: logs))
    }

    /// Asks the node to end, as a service manager does.
    @discardableResult
    func stop(within limit: Duration = .seconds(10)) async throws -> Ending {
        guard let child else { return .exit(0) }
        child.signal(SIGTERM)
        return try await child.end(within: limit)
    }

    /// Ends the process as a power cut would.
    func kill() async throws {
        guard let child else { return }
        child.signal(SIGKILL)
        _ = try await child.end(within: .seconds(5))
    }

    // MARK: Commands

    /// Runs a command with `--json`, whatever comes of it.
    func attempt(
        _ arguments: [String], reading input: String = "/dev/null",
        within limit: Duration = .seconds(60)
    ) async throws -> Finished {
        try await rhizome(
            ["--data", directory, "--json"] + arguments, in: logs, reading: input, within: limit)
    }

    /// Runs a command that is expected to succeed and gives the JSON it printed.
    @discardableResult
    func run(_ arguments: [String], within limit: Duration = .seconds(60)) async throws -> JSON {
        let finished = try await attempt(arguments, within: limit)
        guard finished.ending == .exit(0) else {
            throw Trouble("\(name): \(arguments) ended with \(finished.ending): \(finished.err)")
        }
        return try finished.json
    }

    @discardableResult
    func run(_ arguments: String...) async throws -> JSON { try await run(arguments) }

    // MARK: HTTP

    /// An answer over HTTP.
    struct Reply: Sendable {
        let status: Int
        let json: JSON
        let bytes: [UInt8]
    }

    private static let client = HTTPClient()

    /// Asks the API: as a member with a token, as a visitor without, or as the operator.
    func ask(
        _ method: String, _ path: String, _ body: JSON? = nil, token: String? = nil,
        asOperator: Bool = false
    ) async throws -> Reply {
        var headers: [String: String] = [:]
        if let token { headers["Authorization"] = "Bearer \(token)" }
        var content = HTTPRequest.Body.none
        if let body {
            headers["Content-Type"] = "application/json"
            content = .bytes([UInt8](try JSONEncoder().encode(body)))
        }
        return try await send(
            HTTPRequest(
                method, (asOperator ? "http://node" : http) + "/api/v1/" + path,
                socketPath: asOperator ? directory + "/control.sock" : nil, headers: headers,
                body: content))
    }

    func send(_ request: HTTPRequest) async throws -> Reply {
        let answer = try await Self.client.send(request)
        return Reply(
            status: answer.status, json: (try? JSON(answer.body)) ?? .null, bytes: answer.body)
    }
}
