import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Asking for a link by mail` {
    /// A folder of its own, removed afterwards.
    private struct Folder {
        private let directory: TemporaryDirectory
        var path: String { directory.path + "/letters" }

        init() throws { directory = try TemporaryDirectory() }

        var letters: [String] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.filter { $0.hasSuffix(".eml") }.sorted()
        }

        func read(_ name: String) throws -> String {
            try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        }
    }

    @Test func `nobody learns whether an address belongs to a member`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let folder = try Folder()
        let browser = Browser(harbour.client(outbox: folder.path))
        let known = try await browser.post("/sign-in", ["email": "bob@example.org"])
        let unknown = try await browser.post("/sign-in", ["email": "nobody@example.org"])
        #expect(known.status == 303)
        #expect(known.location == "/sign-in/sent")
        #expect(unknown.status == known.status)
        #expect(unknown.location == known.location)
        #expect(unknown.headers == known.headers)
        #expect(unknown.html == known.html)
        let sent = try await browser.open("/sign-in/sent")
        #expect(sent.html.contains("If this address belongs to a member, a letter with a link is"))
        #expect(!sent.html.contains("on its way"), "nobody has sent it yet")
        try await eventually("the letter lies in the outbox") { folder.letters.count == 1 }
        // Her history says who asked and what became of it, and not that anybody sent it.
        try await harbour.signIn(bob, browser)
        let history = try await browser.open("/people/\(bob)/history")
        #expect(history.html.contains("Somebody at the sign-in page"))
        #expect(history.html.contains("asked for a sign-in link:"))
        #expect(history.html.contains("letter written, waiting to be sent"))
    }

    @Test func `the letter is for its owner alone, in the reader's language, and its link works`()
        async throws
    {
        let harbour = try TestChapter.make()
        let carol = try await harbour.add(.carol)
        try await harbour.act(EditMember(carol, changes: [.language: "es"]))
        let folder = try Folder()
        let browser = Browser(harbour.client(outbox: folder.path))
        _ = try await browser.post(
            "/sign-in", ["email": "Carol@Example.org", "to": "/settings?done=x"])
        try await eventually("the letter lies in the outbox") { folder.letters.count == 1 }
        let name = folder.letters[0]
        let files = FileManager.default
        let mode = try files.attributesOfItem(atPath: "\(folder.path)/\(name)")[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try files.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int == 0o700)
        let letter = try folder.read(name)
        #expect(letter.contains("\r\nTo: =?utf-8?B?Q2Fyb2wgTnXDsWV6?= <carol@example.org>\r\n"))
        #expect(letter.contains("\r\nDate: Fri, 01 May 2026 12:00:00 +0000\r\n".dropFirst(2)))
        #expect(letter.contains("Hola, Carol Nuñez:\r\n"))
        let head = try #require(letter.firstRange(of: "\r\n\r\n")).lowerBound
        #expect(letter[..<head].utf8.allSatisfy { $0 < 0x80 }, "headers are ASCII")
        #expect(letter.utf8.split(separator: 10).allSatisfy { $0.last == 13 && $0.count < 998 })
        let subject = try #require(letter.firstMatch(of: /Subject: =\?utf-8\?B\?([^?]*)\?=/))
        let decoded = try #require(Data(base64Encoded: String(subject.output.1)))
        #expect(String(decoding: decoded, as: UTF8.self).hasPrefix("Tu enlace para entrar en"))
        let link = try #require(letter.firstMatch(of: /https:\/\/tenants\.example(\/sign-in\/\S+)/))
        let path = String(link.output.1)
        let shown = try await browser.open(path)
        let action = try #require(shown.html.firstMatch(of: /action="([^"]*)"/)).output.1
        let used = try await browser.post(
            String(action).replacing("&#x3D;", with: "=").replacing("&amp;", with: "&"))
        #expect(used.location == "/settings?done=x")
        #expect(try await browser.open("/settings").status == 200)
    }

    @Test func `an address gets three letters, then waits, and nobody sees it`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.add(.bob)
        let folder = try Folder()
        let clock = TestClock()
        let browser = Browser(harbour.client(clock: clock, outbox: folder.path))
        for _ in 0..<5 {
            let asked = try await browser.post("/sign-in", ["email": "bob@example.org"])
            #expect(asked.location == "/sign-in/sent")
        }
        try await eventually("three letters lie there") { folder.letters.count == 3 }
        clock.advance(milliseconds: 299_000)
        _ = try await browser.post("/sign-in", ["email": "BOB@example.org"])
        clock.advance(milliseconds: 2_000)
        _ = try await browser.post("/sign-in", ["email": "bob@example.org"])
        try await eventually("the fourth lies there") { folder.letters.count == 4 }
    }

    @Test func `a network that asks too often is told to wait`() async throws {
        let browser = Browser(try TestChapter.make().client())
        var statuses: [Int] = []
        for number in 0..<22 {
            statuses.append(try await browser.post("/sign-in", ["email": "a\(number)@b.c"]).status)
        }
        #expect(statuses.prefix(20).allSatisfy { $0 == 303 })
        #expect(statuses.suffix(2) == [429, 429])
    }

    @Test func `what is no address comes back with what was typed`() async throws {
        let browser = Browser(try TestChapter.make().client())
        let payload = "\"\u{301} onfocus=x <script>"
        let back = try await browser.post("/sign-in", ["email": payload, "to": "//evil.example"])
        #expect(back.status == 422)
        #expect(back.html.contains("This is no e-mail address"))
        #expect(back.html.contains("&quot;\u{301} onfocus"))
        #expect(!back.html.contains("<script>&"))
        #expect(!back.html.contains("evil.example"))
    }

    @Test func `the outbox keeps 500 letters for a day`() throws {
        let folder = try Folder()
        let outbox = Outbox(path: folder.path)
        let letter = Letter(
            from: "Harbour", host: "tenants.example", to: "Bob", address: "bob@example.org",
            subject: "Hello", lines: ["Hello"])
        for number in 0..<503 { try outbox.put(letter, at: .noon + Int64(number)) }
        #expect(folder.letters.count == Outbox.lettersAtMost)
        #expect(folder.letters.first?.hasPrefix("\((Timestamp.noon + 3).milliseconds)-") == true)
        try outbox.put(letter, at: .noon + Outbox.keptFor + 2_000)
        #expect(folder.letters.count == 1)
        let all = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(all.count == 1, "no draft is left")
    }

    @Test func `a header takes nothing that would make another of it`() {
        for bad in ["a@b\r\nBcc: c@d", "<a@b>", "a b@c", "a@b@c", "a,b@c", "a@b\u{2028}"] {
            #expect(!Letter.isAddress(bad))
        }
        #expect(Letter.isAddress("josé+x@münchen.example"))
        let long = Letter.encoded(String(repeating: "ñandú ", count: 40))
        for word in long.components(separatedBy: "\r\n ") {
            #expect(word.utf8.count <= 75)
            let inside = word.dropFirst(10).dropLast(2)
            #expect(
                Data(base64Encoded: String(inside)).flatMap { String(data: $0, encoding: .utf8) }
                    != nil)
        }
    }
}
