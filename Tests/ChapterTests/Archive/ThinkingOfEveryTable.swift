import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

struct ThinkingOfEveryTable {
    @Test
    func `every table of the database is in an archive or has a reason why not`() async throws {
        let chapter = try TestChapter.make()
        let tables = try await chapter.chapter.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
        #expect(tables.contains("member"))
        let taken = Set(ArchiveSheet.all.map(\.table))
        for table in tables {
            #expect(
                taken.contains(table) != (ArchiveOmission.tables[table] != nil),
                "say in ArchiveSheet or in ArchiveOmission what becomes of \(table)")
        }
        #expect(taken.isSubset(of: tables))
    }

    @Test
    func `every column of a table that is taken is taken, follows from others or has a reason`()
        async throws
    {
        // Left out on purpose: it names an import, follows from attendance or from the name, or is
        // "no" for all that is taken. `id` is given anew.
        let left = [
            "history.import_id", "member.last_visit", "member.family_order",
            "interaction.is_private",
        ]
        let chapter = try TestChapter.make()
        for sheet in ArchiveSheet.all {
            let columns = try await chapter.chapter.read { db in
                try db.columns(in: sheet.table).map(\.name)
            }
            let known = Set(sheet.stored + ["id"])
            for column in columns where !known.contains(column) {
                #expect(left.contains("\(sheet.table).\(column)"), "\(sheet.table).\(column)")
            }
            #expect(Set(sheet.stored).isSubset(of: columns), "\(sheet.table)")
        }
    }

    @Test
    func `every column of an archive is explained in both languages`() {
        for sheet in ArchiveSheet.all {
            for column in sheet.columns {
                #expect(ArchiveGlossary.words[column.name] != nil, "\(sheet.file): \(column.name)")
            }
            #expect(Set(sheet.columns.map(\.name)).count == sheet.columns.count, "\(sheet.file)")
        }
        #expect(Set(ArchiveSheet.all.map(\.file)).count == ArchiveSheet.all.count)
    }

    @Test
    func `moments and degrees come back as they were`() {
        for moment: Int64 in [
            0, -1, 1, 1_777_636_800_000, -86_400_000, 253_402_300, 951_782_400_000,
        ] {
            #expect(ArchiveMoment.text(moment).flatMap(ArchiveMoment.read) == moment)
        }
        #expect(ArchiveMoment.text(1_777_636_800_000) == "2026-05-01T12:00:00.000Z")
        #expect(ArchiveMoment.read("2026-02-30T12:00:00.000Z") == nil)
        for degrees: Int64 in [0, -1, 1, 38_722_252, -180_000_000, -9_139_337, 999_999] {
            #expect(ArchiveMoment.millionths(ArchiveMoment.degrees(degrees)) == degrees)
        }
        #expect(ArchiveMoment.millionths("+1.000000") == nil)
    }
}
