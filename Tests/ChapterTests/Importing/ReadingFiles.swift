import Chapter
import Foundation
import GRDB
import TestSupport
import Testing

@Suite struct `Reading files of lists` {
    private func names(_ bytes: [UInt8]) async throws -> [String] {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage(bytes: bytes))
        return try await harbour.list(MemberList()).people.map(\.name)
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func `the delimiter is guessed`(delimiter: String) async throws {
        let harbour = try TestChapter.make()
        let rows = [["name", "job", "city"], ["Ann, A; B", "docker", "Harbour"]]
        let text = rows.map { $0.map { "\"\($0)\"" }.joined(separator: delimiter) }
            .joined(separator: "\n")
        let report = try await harbour.stage(text)
        #expect(report.new == 1)
        #expect(report.columns.map(\.header) == ["name", "job", "city"])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `every line end is one`(end: String) async throws {
        let text = ["name,job", "Ann,\"a\(end)b\"", "", "Bo,c"].joined(separator: end)
        #expect(try await names(Array(text.utf8)) == ["Ann", "Bo"])
    }

    @Test func `every encoding is read`() async throws {
        let text = "name\nZoë Šťastná 👩🏽\n"
        let expected = [text.dropFirst(5).dropLast()].map(String.init)
        #expect(try await names(Array(text.utf8)) == expected)
        #expect(try await names([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == expected)
        let units = Array(text.utf16)
        #expect(
            try await names([0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
                == expected)
        #expect(
            try await names([0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
                == expected)
        let windows = Array("name\nZo".utf8) + [0xEB, 0x20, 0x8A, 0x92, 0x0A]
        #expect(try await names(windows) == ["Zoë Š’"])
    }

    @Test func `a guessed encoding is said`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(bytes: Array("name\nZo".utf8) + [0xEB, 0x0A])
        #expect(report.encoding == "Windows-1252")
        #expect(report.warnings.contains { $0.contains("not UTF-8") })
    }

    @Test(
        arguments: [
            ([], "is empty"),
            (Array("\n\n  \n".utf8), "no rows"),
            ([0x50, 0x4B, 3, 4, 20, 0], "damaged or was cut off"),
            (Array("%PDF-1.7 x".utf8), "This is a PDF"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "old Excel"),
            (Array("<!DOCTYPE html><html>".utf8), "web page"),
            (Array("n\0a\0m\0e\0".utf8), "UTF-16 without its mark"),
            ((0..<200).map { UInt8($0) }, "holds no text"),
            (
                Array("Ann,ann@example.org\nBob,bob@example.org\n".utf8),
                "No column of the list is a name"
            ),
            (
                Array("name,job\nAnn,\"never closed\nBob,x\n".utf8),
                "In row 2 a quotation mark opens"
            ),
            (Array(("name\n" + String(repeating: "x", count: 300_000)).utf8), "Row 2 is longer"),
            (
                Array(("name,job\nAnn,\"" + String(repeating: "y\n", count: 200_000)).utf8),
                "Row 2 is longer"
            ),
        ] as [([UInt8], String)])
    func `what is no list is refused in words and nothing stays`(bytes: [UInt8], words: String)
        async throws
    {
        let harbour = try TestChapter.make()
        let refusal = await #expect(throws: Refusal.self) {
            try await harbour.stage(bytes: bytes)
        }
        #expect(refusal?.sentence.contains(words) == true, "\(refusal?.sentence ?? "")")
        let rows = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM import")
        }
        #expect(rows == 0)
    }

    @Test func `a NUL byte and a huge value spoil only their row`() async throws {
        let harbour = try TestChapter.make()
        let huge = String(repeating: "h", count: 70_000)
        let report = try await harbour.stage("name,job\nAnn\0,x\nBo,\(huge)\nCy,ok\n")
        #expect(report.failed.map(\.row) == [2, 3])
        #expect(report.failed[0].reason.contains("NUL"))
        #expect(report.failed[1].reason.contains("64 KiB"))
        #expect(report.new == 1)
    }

    @Test func `of two columns that mean the same the first counts`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage("name,Job,job,email,email\nAnn,a,b,x@x.org,y@x.org\n")
        #expect(report.columns.filter { $0.unused != nil }.count == 1)
        try await harbour.apply(report)
        let record = try await harbour.record(MemberID(1))
        #expect(record.values[.job] == "a")
        #expect(record.emails.map(\.address) == ["x@x.org", "y@x.org"])
    }

    @Test func `a list of another language is understood`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(
            "Vorname;Nachname;E-Mail-Adresse;Geburtsdatum;PLZ;Ort\nJürgen;Groß;j@example.org;03.04.1980;10115;Berlin\n"
        )
        #expect(report.columns.allSatisfy { $0.unused == nil })
        try await harbour.apply(report)
        #expect(try await harbour.record(MemberID(1)).values[.birthDate] == "1980-04-03")
    }

    @Test(arguments: [
        ("2020-05-06", "2020-05-06"), ("13/02/2020", "2020-02-13"), ("2/13/2020", "2020-02-13"),
        ("20200506", "2020-05-06"), ("6.5.2020 12:30", "2020-05-06"), ("5/6/20", "2020-05-06"),
        ("2020/5/6", "2020-05-06"), ("31.12.99", "1999-12-31"),
    ])
    func `a date is read as lists write it`(written: String, day: String) async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("name,birthday\nAnn,\(written)\n"))
        #expect(try await harbour.record(MemberID(1)).values[.birthDate] == day)
    }

    @Test(arguments: [
        "/", "//", "1/2", "1/2/3/4", "31/31/2020", "1.2-2020", "99999999999999999999",
    ])
    func `what is no date spoils only its row`(written: String) async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage("name,birthday\nAnn,\(written)\nBo,\n")
        #expect(report.failed.map(\.row) == [2])
        #expect(report.new == 1)
    }

    @Test func `one date decides the order for its column`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage("name,joined\nAnn,5/6/2020\nBo,25/6/2020\n")
        try await harbour.apply(report)
        #expect(try await harbour.record(MemberID(1)).values[.joinedOn] == "2020-06-05")
        #expect(report.warnings == ["Column joined: read with the day before month."])
    }

    @Test func `a file on disk is read, and a missing one is named`() async throws {
        let harbour = try TestChapter.make()
        let directory = try TemporaryDirectory()
        let path = directory.path + "/list.csv"
        #expect(FileManager.default.createFile(atPath: path, contents: Data("name\nAnn\n".utf8)))
        let report = try await StageImport(.file(path: path), fileName: "x.csv")
            .run(in: harbour.chapter, as: .operator, at: .noon).get()
        #expect(report.new == 1)
        let missing = try await StageImport(.file(path: path + ".no"), fileName: "x.csv")
            .run(in: harbour.chapter, as: .operator, at: .noon)
        #expect(throws: Refusal.self) { try missing.get() }
    }

    @Test func `a file that is too large is refused by its size`() async throws {
        let harbour = try TestChapter.make()
        let directory = try TemporaryDirectory()
        let path = directory.path + "/large.csv"
        #expect(FileManager.default.createFile(atPath: path, contents: Data("name\n".utf8)))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        // Sparse: it takes no room.
        try handle.truncate(atOffset: 1 << 30)
        try handle.close()
        let result = try await StageImport(.file(path: path), fileName: "x.csv")
            .run(in: harbour.chapter, as: .operator, at: .noon)
        let refusal = #expect(throws: Refusal.self) { try result.get() }
        #expect(refusal?.sentence.contains("1024 MiB and 512 MiB fit") == true)
    }

    @Test func `columns beyond the limit spoil their row`() async throws {
        let harbour = try TestChapter.make()
        let wide = Array(repeating: "x", count: 600).joined(separator: ",")
        let report = try await harbour.stage("name,job\nAnn,\(wide)\nBo,clerk\n")
        #expect(report.failed.map(\.row) == [2])
        #expect(report.failed.first?.reason == "It has more than 512 columns.")
    }

    @Test(arguments: 0..<200)
    func `broken bytes never break more than their list`(seed: UInt64) async throws {
        var random = SplitMix64(state: seed)
        let harbour = try TestChapter.make()
        var bytes = Array(`Importing a list`.national.utf8)
        for _ in 0...random.next() % 20 {
            let place = Int(random.next() % UInt64(bytes.count))
            let pieces: [[UInt8]] = [
                [34], [0], [13], [10], [44], [0xFF], [0xC3], [34, 34], Array("\",\"".utf8),
                [UInt8(truncatingIfNeeded: random.next())],
            ]
            let piece = pieces[Int(random.next() % UInt64(pieces.count))]
            switch random.next() % 3 {
            case 0: bytes.insert(contentsOf: piece, at: place)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + piece.count * 7))
            default: bytes.replaceSubrange(place..<place + 1, with: piece)
            }
        }
        let before = try await harbour.everything()
        do {
            let report = try await harbour.stage(bytes: bytes)
            let rows = report.new + report.updated + report.unchanged + report.conflicting
            #expect(rows + report.failedCount <= 12)
            try await harbour.apply(report)
            try await harbour.act(UndoImport(report.number))
        } catch let refusal as Refusal {
            #expect(!refusal.sentence.isEmpty)
        }
        #expect(try await harbour.everything() == before, "seed \(seed)")
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
