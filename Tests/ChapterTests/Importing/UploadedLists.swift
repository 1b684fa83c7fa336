import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Lists that were sent and wait` {
    private let text = "Nombre;Alta\nAna Silva;03/04/2024\nBo Ray;05/06/2024\n"

    private func upload(_ harbour: TestChapter, at now: Timestamp = .noon) async throws -> String {
        try await harbour.act(
            AddUploadedList(file: "socios.csv", bytes: text.utf8.count, mode: .fillBlanks), at: now
        ).id
    }

    private func read(_ id: String, _ harbour: TestChapter) async throws -> UploadedList {
        try await harbour.chapter.read { db in
            try UploadedList.read(id, in: db, for: .operator)
        }.get()
    }

    @Test func `what was chosen is kept until it is chosen otherwise`() async throws {
        let harbour = try TestChapter.make()
        let id = try await upload(harbour)
        let settings = ListSettings(
            encoding: .windows1252, delimiter: .semicolon, hasHeading: false, dayFirst: true)
        let columns: [Int: ColumnTarget?] = [
            0: .field(.name), 1: ColumnTarget?.none, 2: .externalID("AK: \"1\""),
        ]
        let plan = ImportPlan(
            mode: .addOnly, settings: settings,
            choices: ListChoices(columns, values: [2: ["ja": "yes", "x": ""]]), key: .email)
        try await harbour.act(ChooseColumns(id, plan))
        let list = try await read(id, harbour)
        #expect(list.plan == plan)
        #expect(list.file == "socios.csv")
        try await harbour.act(ChooseColumns(id, ImportPlan()))
        #expect(try await read(id, harbour).plan == ImportPlan())
    }

    @Test func `every meaning of a column survives as a word`() {
        for target in ColumnTarget.allNamed + [.externalID("VAN_ID"), .ownField("shirt")] {
            #expect(ColumnTarget(code: target.code) == target)
        }
        #expect(ColumnTarget(code: "external:") == nil)
        #expect(ColumnTarget(code: "password") == nil)
    }

    @Test func `comparing a list again forgets what was staged of it before`() async throws {
        let harbour = try TestChapter.make()
        let id = try await upload(harbour)
        func stage(_ mode: ImportMode) async throws -> ImportReport {
            try await StageImport(
                .bytes(Array(text.utf8)), fileName: "socios.csv", plan: ImportPlan(mode: mode),
                list: id
            ).run(in: harbour.chapter, as: .operator, at: .noon).get()
        }
        let first = try await stage(.update)
        let second = try await stage(.addOnly)
        #expect(try await read(id, harbour).importID == second.number)
        let refusal = try await harbour.refusal(of: ApplyImport(first.number))
        #expect(refusal?.code == .notFound)
        try await harbour.act(ApplyImport(second.number))
        let third = try await stage(.update)
        #expect(third.unchanged == 2)
        let applied = try await harbour.chapter.read { db in
            try ImportReport.read(second.number, in: db, for: .operator)
        }.get()
        #expect(applied.state == "applied")
    }

    @Test func `a list that is thrown away changes nobody and is gone`() async throws {
        let harbour = try TestChapter.make()
        let id = try await upload(harbour)
        let staged = try await StageImport(
            .bytes(Array(text.utf8)), fileName: "socios.csv", plan: ImportPlan(), list: id
        ).run(in: harbour.chapter, as: .operator, at: .noon).get()
        #expect(try await harbour.act(DiscardImport(staged.number)) == id)
        #expect(try await harbour.refusal(of: DiscardImport(staged.number))?.code == .notFound)
        #expect(try await harbour.refusal(of: DiscardList(id))?.code == .notFound)
        #expect(try await harbour.list(MemberList()).count == 0)
        let rows = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM import_row")
        }
        #expect(rows == 0)
    }

    @Test func `what was applied cannot be thrown away`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.apply(try await harbour.stage("name\nAna Silva\n"))
        let refusal = try await harbour.refusal(of: DiscardImport(report.number))
        #expect(refusal?.sentence == "This import has been applied already.")
    }

    @Test func `lists that nobody came back to make room`() async throws {
        let harbour = try TestChapter.make()
        let old = try await upload(harbour)
        let later = Timestamp.noon + UploadedList.patience + 1
        let added = try await harbour.act(
            AddUploadedList(file: "b.csv", bytes: 1, mode: .update), at: later)
        #expect(added.forgotten == [old])
        for number in 1..<UploadedList.waitingAtMost {
            let next = try await harbour.act(
                AddUploadedList(file: "c.csv", bytes: 1, mode: .update),
                at: later + Int64(number))
            #expect(next.forgotten == [])
        }
        let last = try await harbour.act(
            AddUploadedList(file: "d.csv", bytes: 1, mode: .update), at: later + 1000)
        #expect(last.forgotten == [added.id])
    }

    @Test func `what was cut off in the middle is forgotten when a node starts`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(text)
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(sql: "UPDATE import SET state = 'staging'")
        }
        try await harbour.chapter.forgetInterruptedImports()
        let refusal = try await harbour.refusal(of: ApplyImport(report.number))
        #expect(refusal?.code == .notFound)
        let rows = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM import_row")
        }
        #expect(rows == 0)
    }
}
