import Courier
import Foundation
import TestSupport
import Testing

extension `With real processes` {
    /// What `make run` ends with: three chapters, and links that sign three people in.
    @Suite struct `Trying the demo` {
        private static let client = HTTPClient()

        private func send(_ method: String, _ url: String, _ headers: [String: String] = [:])
            async throws -> HTTPResponse
        {
            try await send(HTTPRequest(method, url, headers: headers))
        }

        private func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            try await Self.client.send(request)
        }

        @Test func `every link opens the door and signs somebody in, and Ctrl-C stops all`()
            async throws
        {
            try await onStage { stage in
                let child = try Child(
                    Program.path,
                    [
                        "--json", "demo", "--data", stage.directory + "/d", "--port",
                        "\(try freePorts(Self.ports))",
                    ],
                    out: stage.logs + "/demo.out", err: stage.logs + "/demo.err",
                    environment: Program.environment(home: stage.directory))
                defer { child.signal(SIGKILL) }
                try await eventually("the demo serves", within: .seconds(120)) {
                    if let ending = child.ended {
                        throw Trouble("It ended with \(ending): \(try text(of: child.err))")
                    }
                    return try text(of: child.out).contains("\n")
                }
                let chapters = try JSON(text(of: child.out).utf8)["chapters"].list
                #expect(chapters.count == 3)
                for chapter in chapters {
                    try await signEverybodyIn(chapter)
                }
                let harbour = try #require(
                    chapters.first { $0["name"].text?.contains("Harbour") == true })
                try await everybodyVotes(at: harbour, in: stage.directory + "/d")
                child.signal(SIGINT)
                #expect(try await child.end(within: .seconds(20)) == .exit(0))
                for chapter in chapters {
                    let refused = await #expect(throws: CourierError.self) {
                        _ = try await send("GET", try chapter.text("http") + "/sign-in")
                    }
                    guard case .cannotConnect? = refused else {
                        Issue.record(
                            "\(chapter["name"]) still answers: \(String(describing: refused))")
                        continue
                    }
                }
            }
        }

        @Test func `a port that is taken is named with the whole command for others`() async throws
        {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let port = try #require(Int(node.http.split(separator: ":").last ?? ""))
                let data = stage.directory + "/d"
                let refused = try await rhizome(
                    ["--json", "--data", data, "demo", "--port", "\(port)"], in: stage.logs)
                #expect(refused.ending == .exit(1))
                let sentence = refused.refusal ?? ""
                #expect(sentence.contains("\(Program.path) --data \(data) demo --port "))
                #expect(sentence.contains("Nothing was changed"))
                #expect(!FileManager.default.fileExists(atPath: data))
            }
        }

        /// How many neighbouring ports a demo takes.
        private static let ports = 20

        private func signEverybodyIn(_ chapter: JSON) async throws {
            let links = chapter["signIn"]
            #expect(links.keys == ["admin", "coordinator", "member"])
            for role in links.keys {
                let link = try links.text(role)
                #expect(link.hasPrefix(try chapter.text("http") + "/sign-in/"))
                let door = try await send("GET", link)
                #expect(door.status == 200)
                #expect(
                    String(decoding: door.body, as: UTF8.self).contains(
                        "method=\"post\" action=\"/sign-in/"))
                let entered = try await send("POST", link, ["Sec-Fetch-Site": "same-origin"])
                #expect(entered.status == 303)
                #expect(entered.headers["location"] == "/", "\(role) comes to the first page")
                #expect(entered.headers["set-cookie"]?.hasPrefix("__Host-") == true)
                let again = try await send("POST", link, ["Sec-Fetch-Site": "same-origin"])
                #expect(again.status == 404, "a link signs in once")
            }
        }

        /// The open vote waits for everybody whom the demo signs in.
        private func everybodyVotes(at chapter: JSON, in demo: String) async throws {
            let people = try JSON(text(of: demo + "/demo.json").utf8)["people"]["harbour"]
            #expect(people.keys == ["admin", "coordinator", "member"])
            let node = ChapterNode(
                name: "Harbour", directory: try chapter.text("dataDirectory"), logs: demo)
            let ballots = try await node.ask("GET", "ballots", asOperator: true).json.list
            let open = try #require(ballots.first { $0["state"] == "open" }).text("ballotID")
            for role in people.keys {
                let made = try await node.ask(
                    "POST", "members/\(try people.text(role))/tokens", asOperator: true)
                let paper = try await send(
                    HTTPRequest(
                        "POST", try chapter.text("http") + "/api/v1/ballots/\(open)/papers",
                        headers: [
                            "Authorization": "Bearer \(try made.json.text("token"))",
                            "Content-Type": "application/json",
                        ], body: .bytes(Array(#"{"choice": 0}"#.utf8))))
                let said = String(decoding: paper.body, as: UTF8.self)
                #expect((200..<300).contains(paper.status), "\(role): \(said)")
            }
        }
    }
}

/// The first of some neighbouring ports that nobody listens on.
private func freePorts(_ count: Int) throws -> Int {
    for first in stride(from: 31_000 + Int(getpid()) % 20_000, to: 60_000, by: count)
    where (first..<first + count).allSatisfy(isFree) {
        return first
    }
    throw Trouble("There are no free ports.")
}

private func isFree(_ port: Int) -> Bool {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
}
