import Chapter
import Federation
import Feeds
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

/// Files of outlines and postcodes, brought in through their forms.
@Suite struct `Files for the map` {
    @Test func `a file is added through the form, and what is wrong with one is said at its field`()
        async throws
    {
        let harbour = try TestChapter.make()
        let member = try await harbour.member("Alice Moreno", roles: [.coordinator])
        let uploader = try await Uploader(harbour, as: member.id)
        let added = try await uploader.send(
            "/people/map/outlines", "outline", Island.coastline, name: "Isla.geojson",
            fields: ["kind": "coastline", "name": "", "property": ""])
        #expect(added.location == "/people/map/outlines?done=places_outline")
        let outlines = try await harbour.chapter.read { db in
            try Outline.all(in: db, for: .operator).get()
        }
        #expect(outlines.map(\.name) == ["Isla"])
        let broken = try await uploader.send(
            "/people/map/outlines", "outline", "{\"type\":", name: "x.json",
            fields: ["kind": "branch"])
        #expect(broken.status == 422)
        #expect(broken.html.contains("id=\"outline-problem\""))
        #expect(broken.html.contains("The file: it ends in the middle"))
        let list = try await uploader.send(
            "/people/map/postcodes", "postcodes", "a,b\n1,2\n", name: "p.csv", fields: [:])
        #expect(list.html.contains("id=\"postcodes-problem\""))
        let good = try await uploader.send(
            "/people/map/postcodes", "postcodes", Island.postcodes, name: "p.csv", fields: [:])
        #expect(good.location == "/people/map/outlines?done=places_postcodes")
    }

    /// What a file is refused for is written by the reader and put into other sentences.
    @Test func `everything that can be wrong with a file is said in Spanish`() throws {
        let spanish = try PageKit().catalogue.wording(.spanish)
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Sources/Chapter/Places")
        var found = 0
        for name in ["GeoJSONReader.swift", "GeoJSONReader+Geometries.swift"] {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                .replacing(/"\s*\+ "/, with: "")
            for match in text.matches(of: /(?:fault\(\s*|: self\.fault\()"((?:[^"\\]|\\.)*)"\)/) {
                let sentence = String(match.output.1).replacing(
                    /\\\([^)]*(\([^)]*\))?\)/, with: "7")
                #expect(
                    spanish.sentences.translated(sentence) != nil, Comment(rawValue: sentence))
                found += 1
            }
        }
        #expect(found > 20)
    }
}

/// Somebody who sends files through forms.
private struct Uploader {
    private let client: RequestClient
    private let cookie: String

    init(_ harbour: TestChapter, as member: MemberID) async throws {
        client = harbour.client()
        let link = try await harbour.act(MakeSignInLink(member))
        let made = try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
        cookie = "\(SessionCookie(of: harbour.chapter.feeds.chapter).name)=\(made.token)"
    }

    func send(
        _ address: String, _ field: String, _ file: String, name: String, fields: [String: String]
    ) async throws -> PeopleBrowser.Shown {
        var body = ""
        for (key, value) in fields {
            body += "--xx\r\nContent-Disposition: form-data; name=\"\(key)\"\r\n\r\n\(value)\r\n"
        }
        body +=
            "--xx\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n"
        body += "Content-Type: application/octet-stream\r\n\r\n\(file)\r\n--xx--\r\n"
        let reply = try await client.send(
            .post, address,
            headers: [
                .cookie: cookie, .matrixSite: "same-origin",
                .contentType: "multipart/form-data; boundary=xx",
            ], body: RequestBody(buffer: ByteBuffer(string: body)))
        return PeopleBrowser.Shown(
            status: reply.status.code, html: String(buffer: reply.body),
            location: reply.headers[.location])
    }
}
