import Foundation
import Testing

@testable import Web

@Suite struct `Reading forms with files` {
    private let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"

    private func form(_ parts: [(head: String, contents: String)]) -> String {
        parts.map { "--\(boundary)\r\n\($0.head)\r\n\r\n\($0.contents)\r\n" }.joined()
            + "--\(boundary)--\r\n"
    }

    /// Reads a body in pieces of this many bytes.
    private func read(_ body: [UInt8], by size: Int) throws -> [(String, String?, [UInt8])] {
        var reader = try #require(MultipartReader(boundary: boundary))
        var found: [(String, String?, [UInt8])] = []
        var start = 0
        while start < body.count {
            let end = min(body.count, start + size)
            try reader.read(body[start..<end]) { piece in
                switch piece {
                case .part(let name, let file): found.append((name, file, []))
                case .bytes(let bytes):
                    try #require(!found.isEmpty)
                    found[found.count - 1].2 += bytes
                }
            }
            start = end
        }
        try reader.finish()
        return found
    }

    @Test(arguments: [1, 2, 3, 7, 64, 100_000])
    func `parts are the same however the body is cut`(size: Int) throws {
        let contents = "name\r\nAna\r\n--\(boundary.dropLast())x\r\n-\r\n--"
        let body = form([
            ("Content-Disposition: form-data; name=\"mode\"", "update"),
            (
                "content-disposition: form-data; name=\"file\"; filename=\"\u{301}a;b=\u{301}%22.csv\"\r\n"
                    + "Content-Type: text/csv", contents
            ),
            ("Content-Disposition: form-data; name=\"empty\"", ""),
        ])
        let found = try read(Array(body.utf8), by: size)
        #expect(found.map(\.0) == ["mode", "file", "empty"])
        #expect(found.map(\.1) == [nil, "\u{301}a;b=\u{301}\".csv", nil])
        #expect(found.map { String(decoding: $0.2, as: UTF8.self) } == ["update", contents, ""])
    }

    @Test func `bytes of every kind arrive as they are`() throws {
        let bytes = (0...255).map { UInt8($0) } + [13, 10, 13, 10, 45, 45, 13]
        let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n"
        let body = Array(head.utf8) + bytes + Array("\r\n--\(boundary)--".utf8)
        for size in [1, 5, 1000] { #expect(try read(body, by: size)[0].2 == bytes) }
    }

    @Test func `what no browser sends is refused`() throws {
        let fine = "Content-Disposition: form-data; name=\"a\""
        let bodies = [
            "", "--", "hello", "preamble\r\n" + form([(fine, "x")]),
            String(form([(fine, "x")]).dropLast(5)),
            form([(fine, "x")]) + "epilogue", form([(fine, "x")]) + form([(fine, "x")]),
            form([("Content-Type: text/plain", "x")]),
            form([("Content-Disposition: attachment; name=\"a\"", "x")]),
            form([("Content-Disposition: form-data", "x")]),
            form([("Content-Disposition: form-data; name=a", "x")]),
            form([("Content-Disposition: form-data; name=\"a", "x")]),
            form([("Content-Disposition: form-data; name=\"\"", "x")]),
            form([("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "x")]),
            form([("Content-Disposition: form-data; name=\"a\" filename=\"b\"", "x")]),
            form([(fine + "\r\n" + fine, "x")]),
            form([(fine, "x\r\n--\(boundary)x")]),
            form([(fine + "\r\nContent-Transfer-Encoding: base64", "eA==")]),
            form([(fine + "\r\nno colon", "x")]),
            form([(fine + "\r\nX-Long: " + String(repeating: "x", count: 5000), "x")]),
            "--\(boundary)\r\n" + String(repeating: "x", count: 5000),
            "--\(boundary)\n\(fine)\n\nx\n--\(boundary)--\n",
            form(Array(repeating: (fine, ""), count: MultipartReader.partsAtMost + 1)),
        ]
        for (index, body) in bodies.enumerated() {
            for size in [1, 100_000] {
                #expect(throws: MultipartReader.Fault.self, "body \(index) by \(size)") {
                    try read(Array(body.utf8), by: size)
                }
            }
        }
    }

    @Test func `letters that are no UTF-8 are refused in a head`() throws {
        let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\""
        let body = Array(head.utf8) + [0xFF] + Array("\"\r\n\r\nx\r\n--\(boundary)--".utf8)
        #expect(throws: MultipartReader.Fault.self) { try read(body, by: 1000) }
    }

    @Test(arguments: ["", "a b", "ä", "a\r\nb", String(repeating: "x", count: 71)])
    func `boundaries that nobody makes are refused`(boundary: String) {
        #expect(MultipartReader(boundary: boundary) == nil)
    }

    /// What is held back between pieces is a mark at most, not the file.
    @Test func `a long part is passed on as it comes`() throws {
        var reader = try #require(MultipartReader(boundary: boundary))
        let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n"
        try reader.read(Array(head.utf8)) { _ in }
        let piece = Array(repeating: UInt8(13), count: 64 * 1024)
        for _ in 0..<4 {
            var passed = 0
            try reader.read(piece) { found in
                if case .bytes(let bytes) = found { passed += bytes.count }
            }
            #expect(passed > piece.count - 100)
        }
    }
}
