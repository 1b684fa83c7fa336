import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `What pages are made of` {
    private let kit: PageKit

    init() throws { kit = try PageKit() }

    @Test func `text is escaped scalar by scalar, also a quotation mark with a combining mark`() {
        let payload = "\"\u{301} onfocus=alert(1) autofocus x=\"\u{301}"
        let escaped = ScalarEscapedHTML().escapeText(payload + "<script>&'")
        #expect(!escaped.unicodeScalars.contains("\""))
        #expect(!escaped.unicodeScalars.contains("<"))
        #expect(!escaped.unicodeScalars.contains("'"))
        #expect(escaped.contains("&quot;\u{301} onfocus"))
    }

    /// The template is rendered with a model that gives the payload for every key at any depth.
    @Test func `no variable of any template lets a text out of its attribute`() throws {
        let payload = "\"\u{301}><img src=x onerror=alert(1)>\u{202E}"
        for (name, _) in kit.templates.sources {
            let html = try kit.templates.render(Everywhere(payload), with: name)
            #expect(!html.contains("<img src=x"), "\(name)")
            #expect(!html.unicodeScalars.elementsEqual(payload.unicodeScalars), "\(name)")
        }
    }

    @Test func `a name whose value is nil is not looked for further out`() throws {
        struct Row: Sendable { let name: String?, tags: [String], place: Place? }
        struct Place: Sendable { let city: String? }
        struct Model: Sendable { let name = "outer", city = "far", rows: [Row] }
        let directory = try TemporaryDirectory()
        let folder = URL(fileURLWithPath: directory.path)
        let template = """
            {{name}}:{{#rows}}[{{#name}}{{.}}{{/name}}{{^name}}none{{/name}} {{name}} \
            {{#tags}}{{.}},{{/tags}}{{^tags}}bare{{/tags}} {{place.city}}{{#place}}{{city}}{{/place}}]{{/rows}}
            """
        try Data(template.utf8).write(to: folder.appendingPathComponent("rows.mustache"))
        let model = Model(rows: [
            Row(name: "Ada", tags: ["a", "b"], place: Place(city: "here")),
            Row(name: nil, tags: [], place: nil), Row(name: "", tags: [], place: Place(city: nil)),
        ])
        #expect(
            try Templates(folder: folder).render(model, with: "rows")
                == "outer:[Ada Ada a,b, herehere][none  bare ][  bare ]")
    }

    @Test func `every message is in every language, and none is left over`() throws {
        var used: Set<String> = []
        for source in kit.templates.sources.values {
            for match in source.matches(of: /\{\{t\.([a-z_.]+)\}\}/) {
                used.insert(String(match.output.1))
            }
        }
        let english = kit.catalogue.keys(.english)
        #expect(used.subtracting(english) == [])
        #expect(kit.catalogue.keys(.spanish) == english)
        let sources = try swiftSources()
        for key in english where !used.contains(key) {
            let stem = key.replacing(/\.(one|other)$/, with: "")
            // Composed keys: "votes_rule_\(rule)" says every key that begins so.
            let parts = stem.split(separator: "_")
            let composed = (1..<max(2, parts.count)).contains { count in
                sources.contains("\"\(parts.prefix(count).joined(separator: "_"))_\\(")
            }
            let rest = parts.dropFirst().joined(separator: "_")
            let named =
                composed || sources.contains("\"\(stem)\"") || sources.contains("\"\(rest)\"")
            #expect(named, "nobody says \(key)")
        }
    }

    private func swiftSources() throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Sources/Web")
        let paths = FileManager.default.subpaths(atPath: folder.path) ?? []
        return try paths.filter { $0.hasSuffix(".swift") }.map {
            try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
        }.joined()
    }
}
