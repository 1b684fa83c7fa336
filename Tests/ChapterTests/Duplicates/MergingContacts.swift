import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Merging contacts` {
    @Test func `every table that refers to people has a rule`() async throws {
        let harbour = try TestChapter.make()
        let found = try await harbour.chapter.read { db in try MergeReference.all(db) }
        #expect(found.count > 30)
        #expect(
            Set(found) == Set(MergeRule.known.keys),
            "say in MergeRule.known what a merge does with it, and test it")
    }

    @Test func `every text that can hold the number of a contact has a rule`() async throws {
        let harbour = try TestChapter.make()
        // A foreign key tells of a column; of what lies in JSON only the check of the table does.
        let tables = try await harbour.chapter.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%json%'
                    ORDER BY name
                    """)
        }
        #expect(
            tables == ["kept_report", "merge_row", "saved_search", "saved_search_history"],
            "say in MergeCollisions what a merge does with the numbers in it, and test it")
        // What a condition is about decides; a new kind of condition does not compile without.
        #expect(
            SearchAbout.allCases.filter { $0.namesContact(of: nil, ownKind: "contact") } == [
                .relation, .pointPerson, .ownField,
            ])
    }

    @Test func `own fields that name whoever goes name the kept one, and back`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        let (carol, eve) = (try await harbour.add(.carol), try await harbour.add(.eve))
        try await harbour.act(AddOwnField(OwnFieldPlan("Buddy", .contact)))
        let code = try #require(
            try await harbour.chapter.read { db in try OwnField.all(in: db).first?.code })
        try await harbour.act(SetOwnFields(alice, [code: ["\(bob)"]]))
        try await harbour.act(SetOwnFields(carol, [code: ["\(bob)"]]))
        try await harbour.act(SetOwnFields(bob, [code: ["\(eve)"]]))
        func buddies() async throws -> [String] {
            try await harbour.chapter.read { db in
                try StoredPerson.fetch(db, [alice, carol, bob, eve])
                    .map { $0.ownFields[code]?.first ?? "" }
            }
        }
        let before = try await buddies()
        #expect(before == ["\(bob)", "\(bob)", "\(eve)", ""])
        let merged = try await harbour.act(MergeContacts(keep: eve, gone: bob))
        #expect(
            try await buddies() == ["\(eve)", "\(eve)", ""],
            "and nobody is their own, as Eve would be")
        // Somebody chooses anew meanwhile: that stays.
        try await harbour.act(SetOwnFields(carol, [code: ["\(alice)"]]))
        try await harbour.act(UndoMerge(merged.id))
        #expect(try await buddies() == ["\(bob)", "\(alice)", "\(eve)", ""])
    }

    @Test func `kept searches that name whoever goes name the kept one, and back`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        let eve = try await harbour.add(.eve)
        try await harbour.act(SetPointPerson(alice, for: .these([eve])))
        let named = SearchCondition(.pointPerson, .is, "\(bob)")
        // A tag that looks like the number is none.
        let tag = SearchCondition(.tag, .is, "\(bob)", isNot: true)
        let query = SearchQuery(SearchGroup(.all, [.group(SearchGroup(.any, [.condition(named)]))]))
        let search = try await harbour.act(SaveSearch("Bob's", query.and(tag), isShared: true))
        let gone = try await harbour.act(SaveSearch("Removed", query, isShared: false))
        try await harbour.act(RemoveSearch(gone))
        let report = try await harbour.act(
            KeepReport("Bob's", ReportChoices(query, by: .status), isShared: true))
        func asked() async throws -> [String?] {
            try await harbour.chapter.read { db in
                try KeptReport.read(report, in: db, for: .operator).get()
                    .choices.query.conditions.map(\.value)
            }
        }
        #expect(try await asked() == [bob.description])
        func values() async throws -> [[String?]] {
            try await harbour.chapter.read { db in
                try String.fetchAll(db, sql: "SELECT query FROM saved_search ORDER BY id").map {
                    try SearchQuery.reading($0).get().conditions.map(\.value)
                }
            }
        }
        func version() async throws -> Int? {
            try await harbour.chapter.read { db in
                try SavedSearch.read(search, in: db, for: .operator).get().version
            }
        }
        let first = try await version()
        #expect(try await harbour.list(MemberList(saved: search)).count == 0)
        let merged = try await harbour.act(MergeContacts(keep: alice, gone: bob))
        #expect(try await values() == [["\(alice)", "\(bob)"], ["\(alice)"]])
        #expect(try await asked() == ["\(alice)"])
        #expect(
            try await harbour.list(MemberList(saved: search)).people.map(\.name) == ["Eve Adams"])
        #expect(try await version() != first, "whoever has it open learns of it")
        try await harbour.act(UndoMerge(merged.id))
        #expect(try await values() == [["\(bob)", "\(bob)"], ["\(bob)"]])
        #expect(try await asked() == ["\(bob)"])
    }

    @Test func `everything of both is on the kept one, and nothing twice`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(
            AddMember(
                [.name: "Rob O’Brien", .job: "docker", .birthDate: "1980-02-03"],
                emails: [Email("rob@example.org"), Email("BOB@example.org", state: .optedOut)],
                phones: [Phone("555 0107", .work)], tags: ["Steward"], interests: ["transit"],
                externalIDs: [ExternalID(scheme: "AK_ID", value: "7")], allowDuplicate: true)
        ).memberID
        let preview = try await harbour.chapter.mergePreview(
            keep: bob, gone: rob, for: .operator
        ).get()
        #expect(preview.refusal == nil)
        #expect(preview.fields.filter(\.differs).map(\.field) == [.name])
        #expect(
            preview.moves.map { "\($0.count) \($0.table)" } == [
                "2 member_email", "1 member_external_id", "1 member_interest", "1 member_phone",
                "1 member_tag",
            ])
        let merged = try await harbour.act(
            MergeContacts(keep: bob, gone: rob, choices: [.name: .gone], why: "one person"))
        let record = try await harbour.record(bob)
        #expect(record.version == merged.version)
        #expect(record.name == "Rob O’Brien")
        #expect(record.values[.job] == "docker")
        #expect(
            record.emails == [
                Email("bob@example.org", state: .optedOut, isPrimary: true),
                Email("rob@example.org"),
            ], "whoever opted out once stays so")
        #expect(record.phones.map(\.number) == ["+1 555 010 0002", "555 0107"])
        #expect(record.interests == ["Housing", "Transit"])
        #expect(record.tags == ["Steward"])
        #expect(record.externalIDs.map(\.value) == ["7"])
        let found = try await harbour.list(MemberList(search: "rob@example.org")).people
        #expect(found.map(\.memberID) == ["\(bob)"])
        let history = try await harbour.history(bob)
        #expect(history.contains { $0.member == rob && $0.act == "AddMember" }, "both histories")
        #expect(history.contains { $0.new == "Rob O’Brien (\(rob))" && $0.why == "one person" })
        let way = try await harbour.chapter.read { db in try db.keptContact(of: rob) }
        #expect(way == bob)
        let again = try await harbour.refusal(of: MergeContacts(keep: bob, gone: rob))
        #expect(again?.sentence == "This contact was merged into Rob O’Brien already.")
    }

    @Test func `a merge is undone after more has happened, and says what stays`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(
            AddMember(
                [.name: "Rob O’Brien", .job: "docker", .shift: "late"],
                phones: [Phone("555 0107")])
        ).memberID
        let meeting = try await harbour.meeting()
        try await harbour.act(RecordAttendance(meeting, member: rob))
        let merged = try await harbour.act(MergeContacts(keep: bob, gone: rob))
        try await harbour.act(EditMember(bob, changes: [.job: "pilot"]))
        try await harbour.act(SetPhones(bob, [Phone("+1 555 010 0002")]))
        let later = try await harbour.meeting()
        try await harbour.act(RecordAttendance(later, member: bob))
        let report = try await harbour.act(UndoMerge(merged.id))
        #expect(report.undoneAt == .noon)
        #expect(
            report.stayed.map { "\($0.count) \($0.table) \($0.why)" } == [
                "1 member changed since", "1 member_phone removed since",
            ])
        #expect(report.newer.map { "\($0.count) \($0.table)" } == ["1 attendance"])
        let (mine, other) = (try await harbour.record(bob), try await harbour.record(rob))
        #expect(mine.values[.job] == "pilot", "newer than the merge")
        #expect(mine.values[.shift] == nil, "came with the merge")
        #expect(other.values[.job] == "docker")
        #expect(other.values[.shift] == "late")
        #expect(other.phones.isEmpty, "somebody removed the number in the meantime")
        let came = try await harbour.chapter.read { db in
            try Row.fetchAll(db, sql: "SELECT member_id FROM attendance ORDER BY id")
                .map { $0[0] as MemberID }
        }
        #expect(came == [rob, bob])
        #expect(try await harbour.list(MemberList(search: "rob")).people.count == 1)
        let again = try await harbour.refusal(of: UndoMerge(merged.id))
        #expect(again?.sentence == "This merge has been taken back already.")
    }

    @Test func `both at one meeting came once`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(AddMember(name: "Rob O'Brien")).memberID
        let meeting = try await harbour.meeting()
        try await harbour.act(RecordAttendance(meeting, member: bob), at: .noon + 60_000)
        try await harbour.act(RecordAttendance(meeting, member: rob), at: .noon)
        let merged = try await harbour.act(MergeContacts(keep: bob, gone: rob))
        let rows = try await harbour.rows("attendance")
        #expect(rows.count == 1)
        #expect(rows.first?.contains("arrived_at:\(Timestamp.noon.milliseconds)") == true)
        try await harbour.act(UndoMerge(merged.id))
        #expect(try await harbour.rows("attendance").count == 2)
    }

    @Test func `a chain is undone from its end`() async throws {
        let harbour = try TestChapter.make()
        let (ana, bea) = (
            try await harbour.act(AddMember(name: "Ana")).memberID,
            try await harbour.act(AddMember(name: "Bea")).memberID
        )
        let cleo = try await harbour.act(AddMember(name: "Cleo")).memberID
        let first = try await harbour.act(MergeContacts(keep: bea, gone: cleo))
        let second = try await harbour.act(MergeContacts(keep: ana, gone: bea))
        #expect(try await harbour.chapter.read { db in try db.keptContact(of: cleo) } == ana)
        let refusal = try await harbour.refusal(of: UndoMerge(first.id))
        #expect(
            refusal?.sentence
                == "The contact was merged into Ana afterwards. Take that back first.")
        try await harbour.act(UndoMerge(second.id))
        try await harbour.act(UndoMerge(first.id))
        #expect(try await harbour.list(MemberList()).people.map(\.name) == ["Ana", "Bea", "Cleo"])
    }

    @Test func `undoing an import keeps whoever was merged since`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.apply(
            try await harbour.stage("name,email\nRob O'Brien,rob@example.org\n"))
        let rob = try #require(
            try await harbour.list(MemberList(search: "rob@example.org")).people.first)
        let gone = try #require(MemberID(rob.memberID))
        let merged = try await harbour.act(MergeContacts(keep: bob, gone: gone))
        let undone = try await harbour.act(UndoImport(1))
        #expect(undone.removed == 0)
        #expect(undone.kept.map(\.reason) == ["merged into Bob O'Brien since the import"])
        let rows = try await harbour.chapter.read { db in
            try ImportRows(1, .kept).answer(in: db, for: .operator).get().rows
        }
        #expect(rows.map(\.name) == ["Rob O'Brien"])
        #expect(try await harbour.record(bob).emails.count == 2)
        try await harbour.act(UndoMerge(merged.id))
        #expect(try await harbour.record(gone).name == "Rob O'Brien")
    }

    @Test func `whoever edited meanwhile loses nothing`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let eve = try await harbour.add(.eve)
        try await harbour.act(EditMember(eve, changes: [.job: "pilot"]))
        let refusal = try await harbour.refusal(
            of: MergeContacts(keep: bob, gone: eve, expected: [bob: 1, eve: 1]))
        #expect(refusal?.code == .conflict)
        #expect(refusal?.sentence.hasPrefix("While you were editing Eve Adams") == true)
    }
}

extension TestChapter {
    /// A meeting at noon.
    func meeting() async throws -> ObjectID {
        try await act(
            ScheduleMeeting(MeetingPlan(title: "Assembly", start: .noon, end: .noon + 3_600_000)))
    }

    /// Every row of a table as text.
    func rows(_ table: String) async throws -> [String] {
        try await chapter.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\($0)" }
        }
    }
}
