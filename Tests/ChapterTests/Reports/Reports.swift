import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Reports` {
    static let seeds: [UInt64] = [11, 12, UInt64(Date().timeIntervalSince1970)]
    static let things: [ReportBy] =
        ReportBy.usual + [.thing(1), .thing(2)]
        + InventedChapter.ownFields.filter { $0.1 != "number" }.map { ReportBy.ownField($0.0) }

    /// Each cell opens its list: the list must have as many people as the cell says.
    @Test(arguments: seeds) func `every cell counts exactly the people of its list`(seed: UInt64)
        async throws
    {
        var random = SplitMix64(state: seed)
        let chapter = try InventedChapter(&random)
        try await chapter.test.chapter.feeds.database.write { db in
            for one in chapter.people {
                try db.execute(
                    sql: "UPDATE member SET birth_date = ? WHERE id = ?",
                    arguments: [
                        one.id % 5 == 0
                            ? nil : "\(1920 + one.id * 2)-0\(one.id % 9 + 1)-1\(one.id % 10)",
                        one.id,
                    ])
            }
        }
        let searched = SearchQuery(all: [SearchCondition(.kind, .is, "person")])
        for (index, by) in Self.things.enumerated() {
            let across = Self.things[(index * 7 + Int(seed % 5)) % Self.things.count]
            let report = Report(
                MemberList(live: searched), by: by, across: across == by ? nil : across, at: .noon)
            try await chapter.test.chapter.read { db in
                let table = try report.answer(in: db, for: .operator).get()
                func count(_ conditions: [SearchCondition]) throws -> Int {
                    try LiveSearch(.unsaved(searched.and(conditions)), at: .noon)
                        .count(in: db, for: .operator).get()
                }
                #expect(table.all.people == (try count([])))
                for (row, cells) in zip(table.rows, table.cells) {
                    let what = "seed \(seed): \(by.code) \(row.name ?? "none")"
                    #expect(row.total.people == (try count(row.conditions)), "\(what)")
                    for (column, cell) in zip(table.columns, cells) {
                        let both = try count(row.conditions + column.conditions)
                        // Somebody with two addresses can be in a pair of values of two of them.
                        #expect(
                            cell.people == both,
                            "\(what), \(across.code) \(column.name ?? "none")")
                    }
                }
                if !by.isSeveral {
                    #expect(table.rows.map(\.total.people).reduce(0, +) == table.all.people)
                }
            }
        }
    }

    @Test func `attendance is counted in the last year, without what was cancelled`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        for (days, cancelled) in [(10, false), (20, false), (30, true), (400, false)] {
            let start = Timestamp.noon + -Int64(days) * 86_400_000
            let meeting = try await harbour.act(
                ScheduleMeeting(MeetingPlan(title: "M\(days)", start: start, end: start)), at: start
            )
            try await harbour.act(RecordAttendance(meeting, member: alice), at: start)
            if days == 10 {
                try await harbour.act(RecordAttendance(meeting, member: bob), at: start)
            }
            if cancelled { try await harbour.act(CancelMeeting(meeting), at: start) }
        }
        let table = try await harbour.chapter.read { db in
            try Report(MemberList(), by: .status, at: .noon).answer(in: db, for: .operator).get()
        }
        #expect(table.all.visits == 3)
        #expect(table.rows[0].total.average == 1.5)
    }

    @Test(arguments: [ReportBy.ownField("gone"), .thing(99)])
    func `what is gone is refused in words`(by: ReportBy) async throws {
        let harbour = try TestChapter.make()
        let answer = try await harbour.chapter.read { db in
            try Report(MemberList(), by: by, at: .noon).answer(in: db, for: .operator)
        }
        #expect(throws: Refusal.self) { try answer.get() }
    }

    @Test func `names of what people are counted by come back as they were`() {
        for by in Self.things { #expect(ReportBy(by.code) == by) }
        for code in ["thing:", "thing:x", "shoes", ""] { #expect(ReportBy(code) == nil) }
    }
}

@Suite struct `People on paper` {
    @Test func `labels leave out whom no letter reaches, and the history says who printed`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        try await harbour.act(
            SetAddresses(bob, [PostalAddress(line1: "1 Pier", city: "Porto", postcode: "4000")]))
        try await harbour.act(
            SetAddresses(carol, [PostalAddress(line1: "2 Pier", state: .bounced)]))
        let sheets = try await harbour.act(
            PrintPeople(MemberList(), .labels, why: "Invitation"), as: alice)
        #expect(sheets.printed.map(\.name) == ["Bob O'Brien"])
        #expect(sheets.printed.first?.lines == ["1 Pier", "4000 Porto"])
        #expect(sheets.withoutAddress == 2)
        let why = try await harbour.chapter.read { db in
            try Row.fetchOne(db, sql: "SELECT new, why FROM history WHERE act = 'PrintPeople'")
                .map { "\($0[0] as String): \($0[1] as String)" }
        }
        #expect(why == "1 labels: Invitation")
        let signing = try await harbour.act(PrintPeople(MemberList(), .signIn))
        #expect(signing.printed.map(\.name) == ["Alice Moreno", "Bob O'Brien", "Carol Nuñez"])
    }

    @Test func `who lives in one household gets one label`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        for id in [alice, bob] {
            try await harbour.act(SetAddresses(id, [PostalAddress(line1: "3 Quay", city: "Porto")]))
        }
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO member (id, name, folded_name, status, kind)
                    VALUES (77, 'Moreno O''Brien', 'moreno obrien', 'contact', 'household')
                    """)
            for id in [alice, bob] {
                try db.execute(
                    sql: """
                        INSERT INTO relation (type_id, from_id, to_id)
                        SELECT id, ?, 77 FROM relation_type WHERE code = 'lives in'
                        """, arguments: [id])
            }
        }
        let each = try await harbour.act(PrintPeople(MemberList(), .labels))
        #expect(each.printed.map(\.name) == ["Alice Moreno", "Bob O'Brien"])
        let homes = try await harbour.act(PrintPeople(MemberList(), .labels, isByHousehold: true))
        #expect(homes.printed.map(\.name) == ["Moreno O'Brien"])
        #expect(homes.printed.first?.lines == ["3 Quay", "Porto"])
        // On the last day of living there it is over, as on every other page.
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: "UPDATE relation SET ends_on = '2026-05-01' WHERE from_id = ?",
                arguments: [alice])
        }
        let today = try await harbour.act(PrintPeople(MemberList(), .labels, isByHousehold: true))
        #expect(today.printed.map(\.name) == ["Alice Moreno", "Moreno O'Brien"])
    }
}
