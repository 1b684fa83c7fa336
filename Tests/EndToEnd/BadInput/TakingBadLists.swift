import Foundation
import Testing

extension `With real processes` {
    @Suite struct `Taking bad lists` {
        /// Imports a file and gives the report or the refusal.
        private func take(_ content: some Sequence<UInt8>, _ node: ChapterNode, _ stage: Stage)
            async throws -> Finished
        {
            let path = try stage.file("list.csv", content)
            return try await node.attempt(["member", "import", path, "--yes"])
        }

        /// The file is refused in words and nobody is added.
        private func expectRefused(
            _ content: some Sequence<UInt8>, _ what: String, _ node: ChapterNode, _ stage: Stage
        ) async throws {
            let before = try await node.run("member", "list")
            let finished = try await take(content, node, stage)
            #expect(finished.ending == .exit(1), "\(what): \(finished.out)")
            #expect(finished.refusal?.isEmpty == false, "\(what): \(finished.err)")
            #expect(try await node.run("member", "list") == before, "\(what)")
            #expect(node.isRunning, "\(what)")
        }

        @Test func `a file that is no list is refused and nobody is added`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let png: [UInt8] =
                    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]
                    + Array("IHDR".utf8) + (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
                try await expectRefused([], "an empty file", node, stage)
                try await expectRefused(Array("\r\n\r\n".utf8), "empty lines", node, stage)
                try await expectRefused(png, "a picture", node, stage)
                try await expectRefused(
                    [UInt8](repeating: 0, count: 10_000), "zeros", node, stage)
                try await expectRefused(
                    Array("colour,weight\nred,3\n".utf8), "no column of people", node, stage)
                try await expectRefused(
                    Array("PK\u{3}\u{4}xl/workbook.xml".utf8), "a spreadsheet", node, stage)
                let missing = try await node.attempt(
                    ["member", "import", stage.directory + "/none.csv", "--yes"])
                #expect(missing.ending == .exit(1))
                #expect(missing.refusal?.contains("none.csv") == true)
            }
        }

        @Test func `bad rows are named by their number and the good ones are taken`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let ragged = """
                    name,email,join date
                    Ana Ragged,ana@list.example,2020-01-31
                    Bob Short
                    Carol Long,carol@list.example,2020-01-31,what,is,this
                    "Dora ""Red"" Quoted, Jr.",dora@list.example,2020-02-01
                    Emil Wrong Day,emil@list.example,2020-02-31
                    ,,
                    Fia No Mail,fia-at-list,2020-01-01

                    """
                let finished = try await take(Array(ragged.utf8), node, stage)
                let report = try finished.json
                let failed = report["failed"].list
                #expect(!failed.isEmpty, "\(report)")
                for row in failed {
                    #expect((2...9).contains(row["row"].number ?? 0))
                    #expect(row["reason"].text?.isEmpty == false)
                }
                let rows = Set(failed.compactMap { $0["row"].number })
                #expect(rows.contains(4), "a row with too many values: \(failed)")
                let names = try await node.run("member", "list").list.compactMap { $0["name"].text }
                #expect(names.contains("Ana Ragged"))
                #expect(names.contains("Dora \"Red\" Quoted, Jr."))
                #expect(names.filter { $0 == "Carol Long" }.isEmpty)
                // The header and the seven rows are all accounted for.
                let sum =
                    try report.number("new") + report.number("failedCount")
                    + report.number("conflicting") + report.number("unchanged")
                #expect(sum == 7 || sum == 6, "an empty row may be passed over: \(report)")
            }
        }

        @Test func `an open quote does not swallow the rest without a word`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                var list = "name,email\nAna,ana@list.example\n\"Bob,bob@list.example\n"
                for number in 1...50 { list += "Person \(number),p\(number)@list.example\n" }
                let before = try await node.run("member", "list").list.count
                let finished = try await take(Array(list.utf8), node, stage)
                if finished.ending == .exit(0) {
                    #expect(try !finished.json["failed"].list.isEmpty)
                    let after = try await node.run("member", "list").list.count
                    #expect(after - before == (try finished.json.number("new")))
                } else {
                    #expect(finished.refusal?.isEmpty == false)
                    #expect(try await node.run("member", "list").list.count == before)
                }
            }
        }

        @Test func `two columns with one heading are refused or named`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let list = "name,pronouns,pronouns\nAna Twice,she/her,they/them\n"
                let finished = try await take(Array(list.utf8), node, stage)
                let told = finished.ending == .exit(0) ? finished.out : finished.refusal ?? ""
                #expect(told.contains("pronouns"))
                if finished.ending == .exit(0) {
                    let report = try finished.json
                    let unused = report["columns"].list.filter { $0["unused"].text != nil }
                    #expect(unused.count == 1 || !report["warnings"].list.isEmpty, "\(report)")
                }
            }
        }

        @Test func `other encodings are read as they are meant or refused`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let list = "name,email\nJosé Müller,jose@list.example\n"
                let latin = list.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
                let wide: [UInt8] =
                    [0xFF, 0xFE]
                    + list.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
                let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(list.utf8)
                for (content, what) in [(latin, "Latin-1"), (wide, "UTF-16"), (marked, "marked")] {
                    let finished = try await take(content, node, stage)
                    guard finished.ending == .exit(0) else {
                        #expect(finished.refusal?.isEmpty == false, "\(what)")
                        continue
                    }
                    let report = try finished.json
                    #expect(report["encoding"].text?.isEmpty == false)
                    let found = try await node.run(
                        "member", "list", "--search", "jose@list.example")
                    #expect(found.list.first?["name"] == "José Müller", "\(what): \(found)")
                    try await node.run("member", "undo-import", report.text("importID"))
                }
                // Neither this nor that.
                let broken = Array("name\nA".utf8) + [0xC3, 0x28, 0x81, 0x8D] + Array("b\n".utf8)
                let finished = try await take(broken, node, stage)
                #expect(finished.ending == .exit(0) || finished.refusal?.isEmpty == false)
                #expect(node.isRunning)
            }
        }

        @Test func `a line of 200 MB is refused before long`() async throws {
            try await onStage { stage in
                let node = try await stage.chapter("Harbour")
                let before = try await node.run("member", "list")
                let path = try stage.file("long.csv", Array("name,email\nAna,".utf8))
                // Zeros from here on: the file takes no room on the disk.
                #expect(truncate(path, 200 << 20) == 0)
                for letters in [false, true] {
                    if letters {
                        let piece = Data(repeating: UInt8(ascii: "x"), count: 4 << 20)
                        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                        try file.truncate(atOffset: 15)
                        try file.seekToEnd()
                        for _ in 1...50 { try file.write(contentsOf: piece) }
                        try file.close()
                    }
                    let finished = try await node.attempt(["member", "import", path, "--yes"])
                    if finished.ending == .exit(0) {
                        #expect(try finished.json["new"] == 0, "\(finished.out.prefix(500))")
                        #expect(try !finished.json["failed"].list.isEmpty)
                    } else {
                        #expect(finished.refusal?.isEmpty == false)
                    }
                    // Looking at it again with each piece would take an hour.
                    #expect(finished.took < .seconds(120), "letters: \(letters)")
                    print("a line of 200 MB was answered in \(finished.took)")
                    #expect(try await node.run("member", "list") == before)
                    #expect(try node.memory < 400 << 20, "letters: \(letters)")
                }
                let lists = try FileManager.default.contentsOfDirectory(
                    atPath: node.directory + "/imports")
                #expect(lists.isEmpty)
            }
        }
    }
}

extension ChapterNode {
    /// The most memory that the node has had, in bytes.
    fileprivate var memory: Int {
        get throws {
            let status = try text(of: "/proc/\(child?.number ?? 0)/status")
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
            return (kilobytes.flatMap { Int($0) } ?? 0) * 1024
        }
    }
}
