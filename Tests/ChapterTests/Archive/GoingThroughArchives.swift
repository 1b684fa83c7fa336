import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import TestSupport
import Testing

@testable import Chapter

struct GoingThroughArchives {
    /// Everything that an archive holds, by the names of its files.
    private func contents(_ path: String) throws -> [String: [UInt8]] {
        let archive = try ArchiveFile(.file(path: path))
        var contents: [String: [UInt8]] = [:]
        for file in archive.manifest.files {
            contents[file.name] = try archive.whole(file.name, atMost: 1 << 24)
        }
        return contents
    }

    @Test(arguments: [1, 2, UInt64.random(in: 3...1_000_000)])
    func `a chapter that was read from an archive gives the same archive`(seed: UInt64) async throws
    {
        let folder = try TemporaryDirectory()
        let (first, second) = (folder.path + "/1.zip", folder.path + "/2.zip")
        let full = try await FullChapter(seed: seed).chapter
        _ = try await full.chapter.writeArchive(to: first, as: .operator, at: .noon).get()
        let other = try TestChapter.make(named: "Hillside")
        let read = try await other.act(ReadArchive(.file(path: first)))
        #expect(read.contacts == Int64(FullChapter.people - 1), "seed \(seed)")
        _ = try await other.chapter.writeArchive(
            to: second, as: .operator, at: Timestamp.noon + 1000
        ).get()
        let (before, after) = (try contents(first), try contents(second))
        #expect(before.keys.sorted() == after.keys.sorted(), "seed \(seed)")
        for name in before.keys.sorted() where before[name] != after[name] {
            let lines = { (bytes: [UInt8]?) in
                String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\r\n")
            }
            let differing = zip(lines(before[name]), lines(after[name])).first { $0 != $1 }
            Issue.record("seed \(seed): \(name) differs: \(differing.map { "\($0)" } ?? "length")")
        }
        for sheet in ArchiveSheet.all {
            let rows = String(decoding: before[sheet.file] ?? [], as: UTF8.self)
            #expect(
                rows.utf8.count > ArchiveLines.line(sheet.columns.map(\.name)).count,
                "\(sheet.file) is empty")
        }
    }

    @Test
    func `whoever was read from an archive is found, and where they live is known`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/a.zip"
        let full = try await FullChapter(seed: 7).chapter
        _ = try await full.chapter.writeArchive(to: path, as: .operator, at: .noon).get()
        let other = try TestChapter.make(named: "Hillside")
        try await other.act(ReadArchive(.file(path: path)))
        for sql in [
            "SELECT group_concat(words, ',') FROM (SELECT words FROM member_search ORDER BY rowid)",
            "SELECT count(*) || group_concat(home_key) FROM (SELECT home_key FROM address_part ORDER BY member_id)",
            "SELECT count(*) FROM pragma_foreign_key_check",
        ] {
            let texts = try await [full, other].asyncMap { chapter in
                try await chapter.chapter.read { db in try String.fetchOne(db, sql: sql) }
            }
            #expect(texts[0] == texts[1])
        }
    }

    @Test
    func `an archive has nothing of sign-ins, roles, private notes and votes`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/a.zip"
        let full = try await FullChapter(seed: 11).chapter
        let (alice, token) = try await full.member("Alice Moreno", roles: [.coordinator])
        try await full.act(
            RecordInteraction(
                InteractionContent(
                    .note, .about, "canary-of-a-private-note", isPrivate: true, with: [alice])),
            as: .member(alice, [.coordinator]))
        _ = try await full.chapter.writeArchive(to: path, as: .operator, at: .noon).get()
        let whole = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        #expect(!whole.contains(token))
        #expect(!whole.contains("canary-of-a-private-note"))
        #expect(!whole.contains("MakeMemberToken"))
        #expect(!whole.contains("GiveRole"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test
    func `who takes an archive is in the history before the file is written`() async throws {
        let folder = try TemporaryDirectory()
        let chapter = try TestChapter.make()
        let alice = try await chapter.viewer(.alice, roles: [.coordinator])
        let bob = try await chapter.viewer(.bob)
        let refused = try await chapter.chapter.writeArchive(
            to: folder.path + "/b.zip", as: bob, at: .noon)
        #expect(throws: Refusal.notAllowed(.exportPeople)) { try refused.get() }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/b.zip"))
        _ = try await chapter.chapter.writeArchive(
            to: folder.path + "/a.zip", as: alice, at: .noon, why: "We move"
        ) { done, _ in throw Refusal(.conflict, "It was stopped. Nothing was kept.") }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/a.zip"))
        let lines = try await chapter.chapter.read { db in
            try Row.fetchAll(db, sql: "SELECT actor, why FROM history WHERE field = 'archive'")
                .map { [$0[0] as String, $0[1] as String] }
        }
        #expect(lines == [[alice.actor, "We move"]])
    }

    @Test
    func `an archive is read into a chapter that has nothing but its coordinators`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/a.zip"
        let full = try await FullChapter(seed: 5).chapter
        _ = try await full.chapter.writeArchive(to: path, as: .operator, at: .noon).get()
        let other = try TestChapter.make(named: "Hillside")
        let alice = try await other.viewer(.alice, roles: [.coordinator])
        try await other.act(ReadArchive(.file(path: path)), as: alice)
        let id = try #require(alice.memberID)
        #expect(try await other.record(id).name == "Alice Moreno")
        let again = try await other.refusal(of: ReadArchive(.file(path: path)), as: alice)
        #expect(again?.code == .conflict)
        let holders = try await other.chapter.read { db in
            try MemberID.fetchAll(db, sql: "SELECT member_id FROM member_role")
        }
        #expect(holders == [id])
        let bob = try await other.viewer(.bob)
        let refused = try await other.refusal(of: ReadArchive(.file(path: path)), as: bob)
        #expect(refused == .notAllowed(.managePeople))
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ change: (Element) async throws -> Value) async throws
        -> [Value]
    {
        var values: [Value] = []
        for element in self { values.append(try await change(element)) }
        return values
    }
}
