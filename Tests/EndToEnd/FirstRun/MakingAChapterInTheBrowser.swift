import Courier
import Foundation
import TestSupport
import Testing

extension `With real processes` {
    /// A process that is started in an empty directory, and somebody with a browser.
    @Suite struct `Making a chapter in the browser` {
        @Test func `the pages make it, sign in, and the same process serves it`() async throws {
            try await onStage { stage in
                let node = stage.place("Casa del Pueblo")
                let child = try node.spawn(["--http", "127.0.0.1:0", "--gossip", "127.0.0.1:0"])
                defer { child.signal(SIGKILL) }
                try await eventually("the setup link") { try text(of: child.out).contains("\n") }
                let first = try JSON(text(of: child.out).utf8)
                #expect(first["ready"] == true)
                #expect(first["gossip"] == .null)
                let http = try first.text("http")
                let setup = try first.text("setup")
                #expect(setup.hasPrefix("\(http)/setup/"))

                let door = try await page(http + "/")
                #expect(door.text.contains("No chapter is here yet"))
                #expect(try await page(http + "/api/v1/status").status == 404)
                #expect(
                    try await form(
                        setup, "name=Casa+del+Pueblo&language=en&zone=Europe/Madrid"
                    ).status == 303)
                #expect(try await form(setup + "/kind", "kind=mutual-aid").status == 303)
                let wrong = try await form(setup + "/you", "name=Ana+Luz&email=ana")
                #expect(wrong.status == 422)
                #expect(wrong.text.contains("value=\"Ana Luz\""))
                // What only the list itself refuses leaves nothing behind that is in the way.
                let long = String(repeating: "a", count: 3_000) + "@casa.example"
                let refused = try await form(setup + "/you", "name=Ana+Luz&email=\(long)")
                #expect(refused.status == 422)
                #expect(!FileManager.default.fileExists(atPath: node.directory + "/rhizome.json"))
                let made = try await form(setup + "/you", "name=Ana+Luz&email=ana@casa.example")
                #expect(made.status == 303)
                let cookie = try #require(
                    made.headers["set-cookie"]?.split(separator: ";").first.map(String.init))

                let sheet = try await page(http + "/welcome/recovery?first=1", cookie: cookie)
                #expect(sheet.status == 200)
                #expect(sheet.text.contains(node.directory))
                let home = try await page(http + "/", cookie: cookie)
                #expect(home.text.contains("Ana"))
                #expect(try await page(setup, cookie: cookie).status == 404)

                // Scripts hear of the chapter by a second line, like that of any other start.
                try await eventually("the chapter serves") {
                    try text(of: child.out).split(separator: "\n").count == 2
                }
                let second = try JSON(
                    #require(text(of: child.out).split(separator: "\n").last).utf8)
                #expect(second["setup"] == .null)
                #expect(try second.text("http") == http)
                #expect(try second.text("gossip").hasPrefix("tcp://127.0.0.1:"))
                let status = try await node.run("status")
                #expect(try status.text("name") == "Casa del Pueblo")
                let people = try await node.run("member", "list").list
                #expect(try people.map { try $0.text("name") } == ["Ana Luz"])
                // While it runs nobody else has the directory, and nothing secret was logged.
                let other = try node.spawn(["--http", "127.0.0.1:0"])
                #expect(try await other.end(within: .seconds(10)) == .exit(1))
                let log = try text(of: child.err)
                #expect(!log.contains(try #require(setup.split(separator: "/").last)))
                #expect(!log.contains("ana@casa.example"))

                child.signal(SIGTERM)
                #expect(try await child.end(within: .seconds(10)) == .exit(0))
                try await node.start()
                let again = try await page(node.http + "/", cookie: cookie)
                #expect(again.status == 200)
                try await node.stop()
            }
        }

        @Test func `stopped before the end it leaves nothing, and a new link is shown`()
            async throws
        {
            try await onStage { stage in
                let node = stage.place("Casa")
                var links: [String] = []
                for _ in 0..<2 {
                    let child = try node.spawn(["--http", "127.0.0.1:0"])
                    try await eventually("the link") { try text(of: child.out).contains("\n") }
                    links.append(try JSON(text(of: child.out).utf8).text("setup"))
                    child.signal(SIGTERM)
                    #expect(try await child.end(within: .seconds(10)) == .exit(0))
                }
                #expect(links[0].split(separator: "/").last != links[1].split(separator: "/").last)
                #expect(!FileManager.default.fileExists(atPath: node.directory + "/rhizome.json"))
            }
        }

        // MARK: A browser

        private struct Page {
            let status: Int
            let headers: [String: String]
            let text: String
        }

        private func page(_ url: String, cookie: String? = nil) async throws -> Page {
            var headers = ["Accept-Language": "en"]
            headers["Cookie"] = cookie
            return try await send(HTTPRequest("GET", url, headers: headers))
        }

        private func form(_ url: String, _ fields: String) async throws -> Page {
            try await send(
                HTTPRequest(
                    "POST", url,
                    headers: [
                        "Content-Type": "application/x-www-form-urlencoded",
                        "Sec-Fetch-Site": "same-origin",
                    ], body: .bytes(Array(fields.utf8))))
        }

        private func send(_ request: HTTPRequest) async throws -> Page {
            let answer = try await HTTPClient().send(request)
            return Page(
                status: answer.status, headers: answer.headers,
                text: String(decoding: answer.body, as: UTF8.self))
        }
    }
}
