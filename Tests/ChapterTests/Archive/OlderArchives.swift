import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Archives of before histories said from where and why` {
    private static let lists = [
        "interaction-history.csv", "agreement-history.csv", "object-history.csv",
        "tag-history.csv", "saved-search-history.csv",
    ]

    @Test func `they are read, and their lines say neither`() async throws {
        let folder = try TemporaryDirectory()
        var archive = try await ForgedArchive.small(folder)
        let line = try #require(archive.files.first { $0.name == "agreement-history.csv" })
        #expect(line.content.contains("Peace,,this node"), "or the test cannot fail")
        for list in Self.lists {
            archive.replace(",why,device", with: "", in: list)
            archive.replace(",,this node", with: "", in: list)
        }
        let chapter = try TestChapter.make(named: "Hillside")
        try await chapter.act(ReadArchive(.file(path: archive.write(folder))))
        let read = try await chapter.chapter.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT new || coalesce(device, ' from nowhere') || coalesce(why, ' without why')
                    FROM agreement_history
                    """)
        }
        #expect(read == ["Peace from nowhere without why"])
    }

    @Test func `those of before names in parts, branches and kept reports are read too`()
        async throws
    {
        let folder = try TemporaryDirectory()
        var archive = try await ForgedArchive.small(folder)
        archive.leaveOut(
            ["form of address", "given name", "family name", "name suffix", "nickname", "branch"],
            of: "contacts.csv")
        for list in ["kept-reports.csv", "built-in-field-rules.csv"] {
            #expect(archive.files.contains { $0.name == list })
            archive.files.removeAll { $0.name == list }
        }
        let chapter = try TestChapter.make(named: "Hillside")
        try await chapter.act(ReadArchive(.file(path: archive.write(folder))))
        let read = try await chapter.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM member WHERE family_name IS NULL")
        }
        #expect(read == 3)
    }

    @Test func `a line with other columns than its heading is refused, and so is half of it`()
        async throws
    {
        let folder = try TemporaryDirectory()
        let chapter = try TestChapter.make(named: "Hillside")
        var longer = try await ForgedArchive.small(folder)
        longer.replace(",why,device", with: "", in: "agreement-history.csv")
        let refused = try await chapter.refusal(
            of: ReadArchive(.file(path: longer.write(folder))))
        #expect(refused?.sentence.contains("more or fewer values") == true)
        var other = try await ForgedArchive.small(folder)
        other.replace(",why,device", with: ",why,colour", in: "agreement-history.csv")
        let strange = try await chapter.refusal(
            of: ReadArchive(.file(path: other.write(folder))))
        #expect(strange?.sentence.contains("columns") == true)
        // Columns that were always there are needed.
        var lacking = try await ForgedArchive.small(folder)
        lacking.replace(",why,device", with: "", in: "history.csv")
        let short = try await chapter.refusal(
            of: ReadArchive(.file(path: lacking.write(folder))))
        #expect(short?.sentence.contains("history.csv") == true)
    }
}
