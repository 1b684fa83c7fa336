import Chapter
import Feeds
import GRDB
import Synchronization
import TestSupport
import Testing

/// The sizes here are small enough for a debug build; the rates are in `make bench`.
@Suite struct `Large lists` {
    private func list(_ count: Int) -> String {
        let given = ["Ana", "Bekele", "Chidi", "Dóra", "Eun-ji", "Farah", "Grzegorz", "Hoa"]
        let family = ["Álvarez", "Björk", "Çelik", "Diallo", "Ekwueme", "Fischer", "Gupta"]
        var text = "AK_ID,first_name,last_name,Email,Mobile_Phone,Join_Date,membership_status,"
        text += "Address1,City,State,Zip,monthly_dues_status,DSA_chapter\n"
        for row in 0..<count {
            text += "\(row),\(given[row % 8]),\(family[row % 7])-\(row),p\(row)@example.org,"
            text += "555-\(1_000_000 + row),2020-01-02,Member in Good Standing,\(row) Pier,"
            text += "Harbour,ME,04101,active,Harbour\n"
        }
        return text
    }

    @Test func `a thousand people are found at once, and undone`() async throws {
        let harbour = try TestChapter.make()
        let phases = Mutex<[ImportProgress]>([])
        let report = try await StageImport(.bytes(Array(list(1000).utf8)), fileName: "big.csv")
            .run(in: harbour.chapter, as: .operator, at: .noon) { step in
                phases.withLock { $0.append(step) }
            }.get()
        #expect(report.new == 1000)
        let steps = phases.withLock { $0 }
        #expect(steps.last?.done == steps.last?.total)
        #expect(Set(steps.map(\.phase)) == [.checking, .staging])
        try await harbour.apply(report)
        #expect(try await harbour.list(MemberList(search: "bjork ana")).count > 10)
        #expect(try await harbour.list(MemberList(search: "p77@example.org")).count == 1)
        let columns: [ExportColumn] = [.field(.name), .email, .field(.monthlyDues)]
        let file = try await harbour.act(ExportPeople(columns: columns))
        let lines = file.text.split(separator: "\r\n")
        #expect(lines.count == 1001)
        #expect(lines[1] == "Ana Álvarez-0,p0@example.org,active")
        #expect(Set(lines).count == 1001)
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.removed == 1000)
        #expect(try await harbour.list(MemberList()).count == 0)
    }

    @Test func `others write between the chunks of a list`() async throws {
        let harbour = try TestChapter.make()
        let added = Mutex(0)
        let chapter = harbour.chapter
        async let report = StageImport(.bytes(Array(list(2000).utf8)), fileName: "big.csv")
            .run(in: chapter, as: .operator, at: .noon)
        for number in 0..<20 {
            try await harbour.act(AddMember(name: "Someone \(number)"))
            added.withLock { $0 += 1 }
        }
        #expect(try await report.get().new == 2000)
        #expect(added.withLock { $0 } == 20)
    }

    @Test func `what a fault interrupts leaves no trace`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(list(50))
        let before = try await harbour.everything()
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER fault BEFORE INSERT ON member_address WHEN NEW.line1 = '40 Pier'
                    BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
                    """)
        }
        await #expect(throws: DatabaseError.self) { try await harbour.apply(report) }
        #expect(try await harbour.everything() == before)
        let rows = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM history")
        }
        #expect(rows == 0)
        try await harbour.chapter.feeds.database.write { try $0.execute(sql: "DROP TRIGGER fault") }
        try await harbour.apply(report)
        #expect(try await harbour.list(MemberList()).count == 50)
    }
}
