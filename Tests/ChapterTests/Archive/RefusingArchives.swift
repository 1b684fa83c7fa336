import Feeds
import Foundation
import GRDB
import Sodium
import TestSupport
import Testing

@testable import Chapter

/// An archive that somebody has changed, with sums that fit again.
struct ForgedArchive {
    var files: [(name: String, content: String)]
    var manifest: ArchiveManifest

    /// The archive of a small chapter.
    static func small(_ folder: TemporaryDirectory) async throws -> ForgedArchive {
        let chapter = try TestChapter.make()
        let alice = try await chapter.add(.alice)
        try await chapter.add(.bob)
        let union = try await chapter.addContact("Dockers' Union", .organization)
        try await chapter.act(
            AddAgreement(
                EnteredAgreement(
                    .coalition, "Peace", parties: [AgreementParty(alice), AgreementParty(union)])))
        let path = folder.path + "/small-\(UUID().uuidString).zip"
        _ = try await chapter.chapter.writeArchive(to: path, as: .operator, at: .noon).get()
        let archive = try ArchiveFile(.file(path: path))
        return ForgedArchive(
            files: try archive.manifest.files.map {
                let bytes = try archive.whole($0.name, atMost: 1 << 20)
                return ($0.name, String(decoding: bytes, as: UTF8.self))
            }, manifest: archive.manifest)
    }

    /// Replaces text in a file.
    mutating func replace(_ text: String, with other: String, in name: String) {
        for place in files.indices where files[place].name == name {
            files[place].content = files[place].content.replacing(text, with: other)
        }
    }

    /// Leaves columns of a list out; no cell of it may have a comma or a line break.
    mutating func leaveOut(_ columns: Set<String>, of name: String) {
        for place in files.indices where files[place].name == name {
            let rows = files[place].content.split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            let kept = rows[0].indices.filter { !columns.contains(String(rows[0][$0])) }
            files[place].content =
                rows.map { row in kept.map { String(row[$0]) }.joined(separator: ",") + "\r\n" }
                .joined()
        }
    }

    /// Adds a row to a list.
    mutating func add(_ row: String, to name: String) {
        for place in files.indices where files[place].name == name {
            files[place].content += row + "\r\n"
        }
        for place in manifest.files.indices where manifest.files[place].name == name {
            manifest.files[place].rows? += 1
        }
    }

    /// Writes it with sums that fit.
    func write(_ folder: TemporaryDirectory) throws -> String {
        let path = folder.path + "/forged-\(UUID().uuidString).zip"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        var zip = ArchiveZip(handle)
        var manifest = manifest
        manifest.files = try files.map { name, content in
            try zip.begin(name)
            try zip.add(Array(content.utf8))
            try zip.end()
            let entry = try #require(zip.entries.last)
            return ArchiveManifest.File(
                name: name, rows: manifest.files.first { $0.name == name }?.rows,
                bytes: entry.bytes,
                sha256: Hex.text(entry.sha256))
        }
        try zip.begin(ArchiveManifest.file)
        try zip.add(try manifest.json())
        try zip.end()
        try zip.finish()
        try handle.close()
        return path
    }
}

struct RefusingArchives {
    /// What a chapter says of an archive; nothing may have been kept of it.
    private func sentence(_ path: String) async throws -> String {
        let chapter = try TestChapter.make(named: "Hillside")
        let refusal = try await chapter.refusal(of: ReadArchive(.file(path: path)))
        let left = try await chapter.chapter.read { db in
            try Int.fetchOne(
                db, sql: "SELECT (SELECT count(*) FROM member) + (SELECT count(*) FROM history)")
        }
        #expect(left == 0)
        return try #require(refusal).sentence
    }

    @Test
    func `what is no archive is refused`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/x"
        for bytes in [[], Array("name,mail\nAna,a@example.org\n".utf8), [0x50, 0x4B, 5, 6]] {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            #expect(try await sentence(path) == Refusal.damagedArchive.sentence)
        }
    }

    @Test
    func `an archive that was cut off or changed anywhere is refused`() async throws {
        let folder = try TemporaryDirectory()
        let path = try await ForgedArchive.small(folder).write(folder)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let broken = folder.path + "/broken.zip"
        for length in stride(from: 0, to: whole.count, by: 997) {
            try whole.prefix(length).write(to: URL(fileURLWithPath: broken))
            #expect(try await sentence(broken).contains("damaged"))
        }
        let contents = try contents(path)
        for place in stride(from: 40, to: whole.count - 4000, by: 1499) {
            var changed = whole
            changed[place] ^= 1
            try changed.write(to: URL(fileURLWithPath: broken))
            // What stands between the files, such as a time, says nothing.
            if let same = try? self.contents(broken), same == contents { continue }
            _ = try await sentence(broken)
        }
    }

    private func contents(_ path: String) throws -> [[UInt8]] {
        let archive = try ArchiveFile(.file(path: path))
        return try archive.manifest.files.map { try archive.whole($0.name, atMost: 1 << 24) }
    }

    /// What is changed in which list, and what is said of it.
    static let changes: [(String, String, String, String)] = [
        ("contacts.csv", "1,Alice Moreno", "2,Alice Moreno", "line 2 of contacts.csv"),
        ("contacts.csv", "legal name", "legal_name", "columns"),
        ("contacts.csv", ",member,", ",chief,", "status"),
        ("contacts.csv", "Alice Moreno", "\"Alice", "does not end"),
        ("contacts.csv", "Alice Moreno", "Al\"ice", "quotation mark"),
        ("contacts.csv", "Alice Moreno", "Alice,Moreno", "more or fewer"),
        ("contacts.csv", "Alice Moreno", "Alice \u{7} Moreno", "no text"),
        ("contacts.csv", "Alice Moreno", " Alice", "name"),
        ("emails.csv", "1,alice@example.org", "9,alice@example.org", "not in the archive"),
        ("emails.csv", "1,alice@example.org", "01,alice@example.org", "not in the archive"),
        ("emails.csv", "alice@example.org", "alice@example.org>", "no e-mail address"),
        ("emails.csv", "home,ok", "home,fine", "fits"),
        ("phones.csv", "ok,primary", "ok,first", "fits"),
        ("agreements.csv", "coalition", "treaty", "too long"),
        ("agreements.csv", "2026-05-01T12", "2026-05-32T12", "made at"),
        ("agreements.csv", "operator", "root", "not in the archive"),
        ("relation-kinds.csv", "works at,works at", "owns,works at", "code"),
        ("history.csv", "operator", "77", "not in the archive"),
    ]

    @Test(arguments: changes)
    func `a list with a value that cannot be is refused with its line`(
        file: String, text: String, other: String, said: String
    ) async throws {
        let folder = try TemporaryDirectory()
        var archive = try await ForgedArchive.small(folder)
        archive.replace(text, with: other, in: file)
        let sentence = try await sentence(archive.write(folder))
        #expect(sentence.contains(file), "\(sentence)")
        #expect(sentence.contains(said), "\(sentence)")
    }

    @Test
    func `rows that contradict each other are refused`() async throws {
        let folder = try TemporaryDirectory()
        var twice = try await ForgedArchive.small(folder)
        twice.add("1,ALICE@example.org,home,ok,", to: "emails.csv")
        #expect(try await sentence(twice.write(folder)).contains("there twice"))
        var meeting = try await ForgedArchive.small(folder)
        meeting.add(
            "1,Assembly,,javascript:alert(1),2026-05-01T12:00:00.000Z,2026-05-01T13:00:00.000Z"
                + ",,0,,no,,,,,,,1", to: "meetings.csv")
        #expect(try await sentence(meeting.write(folder)).contains("online link"))
        var many = try await ForgedArchive.small(folder)
        for index in 0..<30 { many.add("1,tag \(index)", to: "interests.csv") }
        for index in 0..<90 { many.add("1,more \(index)", to: "interests.csv") }
        #expect(try await sentence(many.write(folder)).contains("A person can have 100"))
    }

    @Test
    func `an archive with files that are not known, or without one, is refused`() async throws {
        let folder = try TemporaryDirectory()
        var more = try await ForgedArchive.small(folder)
        more.files.append(("../../etc/passwd", "root"))
        #expect(try await sentence(more.write(folder)).contains("does not know"))
        var fewer = try await ForgedArchive.small(folder)
        fewer.files.removeAll { $0.name == "history.csv" }
        #expect(try await sentence(fewer.write(folder)).contains("history.csv"))
        var newer = try await ForgedArchive.small(folder)
        newer.manifest.version += 1
        #expect(try await sentence(newer.write(folder)) == Refusal.newerArchive.sentence)
        var older = try await ForgedArchive.small(folder)
        older.manifest.version -= 1
        #expect(try await sentence(older.write(folder)) == Refusal.olderArchive.sentence)
        var other = try await ForgedArchive.small(folder)
        other.manifest.format = "other"
        #expect(try await sentence(other.write(folder)) == Refusal.noArchive.sentence)
        var wrong = try await ForgedArchive.small(folder)
        for place in wrong.manifest.files.indices { wrong.manifest.files[place].rows? += 1 }
        #expect(try await sentence(wrong.write(folder)) == Refusal.damagedArchive.sentence)
    }

    @Test
    func `whoever did something is never somebody who was here before`() async throws {
        let folder = try TemporaryDirectory()
        let path = try await ForgedArchive.small(folder).write(folder)
        let chapter = try TestChapter.make(named: "Hillside")
        let carol = try await chapter.viewer(.carol, roles: [.coordinator])
        try await chapter.act(ReadArchive(.file(path: path)), as: carol)
        let lines = try await chapter.chapter.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM history WHERE act <> 'ReadArchive'
                      AND member_id IS NOT 1 AND actor = '1'
                    """)
        }
        #expect(lines == 0)
    }
}
