import Federation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Numbers of the dashboard as conditions` {
    private func found(_ query: SearchQuery, _ test: TestChapter, walking: Bool = false)
        async throws -> Set<String>
    {
        try await test.chapter.read { db in
            let piece = try LiveSearch(.unsaved(query), at: .noon)
                .piece(in: db, for: .operator, walking: walking)
            return try String.fetchSet(
                db, sql: "SELECT CAST(id AS TEXT) FROM member WHERE \(piece.sql)",
                arguments: piece.arguments)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a condition finds whom the number's own list has`(seed: UInt64) async throws {
        var past = try InventedPast(seed: seed)
        try await past.happen(160)
        try await past.work(seed)
        try await past.chapter.act(
            SetStandingRule(joinedDays: 30, meetings: 1, withinMonths: 12),
            at: InventedPast.ago(380))
        let chapter = past.chapter
        let everybody = try await found(SearchQuery(), chapter)
        for ago in [0, Int(seed) * 53] {
            let shown = try await chapter.dashboard(on: InventedPast.day(InventedPast.ago(ago)))
            for number in shown.numbers {
                let list = DashboardPeople(number.question, on: number.day, limit: 100)
                let people = Set(try await chapter.everybody(in: list).ids)
                var condition = try await chapter.chapter.read { db in
                    try list.searchCondition(in: db, at: .noon)
                }
                #expect(condition.dashboardQuestion == number.question)
                // A search that is kept is the same one when it is read again.
                let kept = try SearchQuery.reading(SearchQuery(all: [condition]).text).get()
                let note = "seed \(seed), \(number.question) on \(number.day)"
                for walking in [false, true] {
                    #expect(try await found(kept, chapter, walking: walking) == people, "\(note)")
                }
                condition.isNot = true
                for walking in [false, true] {
                    let others = try await found(
                        SearchQuery(all: [condition]), chapter, walking: walking)
                    #expect(others == everybody.subtracting(people), "not: \(note)")
                }
            }
        }
    }

    @Test func `a month that is over asks for no day, one looked at from its middle does`()
        async throws
    {
        let harbour = try TestChapter.make()
        let march = try #require(YearMonth("2026-03"))
        let may = try #require(YearMonth("2026-05"))
        for (question, day, from) in [
            (DashboardQuestion.left(march), "2026-04-30", nil),
            (.left(march), "2026-03-15", "2026-03-15"),
            // Today is 1 May 2026: the list goes on with the month.
            (.joined(may), "2026-05-01", nil), (.members, "2026-05-01", "2026-05-01"),
        ] as [(DashboardQuestion, String, String?)] {
            let condition = try await harbour.chapter.read { db in
                try DashboardPeople(question, on: day).searchCondition(in: db, at: .noon)
            }
            #expect(condition.from == from && condition.of == question.code, "\(condition)")
        }
    }

    @Test func `what names no number, no label or a day to come is refused in words`()
        async throws
    {
        let harbour = try TestChapter.make()
        for (condition, sentence) in [
            (SearchCondition(.dashboard, of: "everything", .is), "something that is not there"),
            (SearchCondition(.dashboard, of: nil, .is), "something that is not there"),
            (SearchCondition(.dashboard, of: "left/2026-13", .is), "something that is not there"),
            (
                SearchCondition(.dashboard, of: "kept/2026-Q1/9999", .is),
                "something that is not there"
            ),
            (SearchCondition(.dashboard, of: "organization", .is, "x"), "that is not there"),
            (SearchCondition(.dashboard, of: "members", .known), "that is not there"),
            (SearchCondition(.dashboard, of: "tag", .is), "what to look for"),
            (SearchCondition(.dashboard, of: "members", .is, from: "soon"), "soon"),
            (SearchCondition(.dashboard, of: "members", .is, from: "2027-01-01"), "still to come"),
        ] {
            let result = try await harbour.chapter.read { db in
                try LiveSearch(.unsaved(SearchQuery(all: [condition])), at: .noon)
                    .check(in: db, for: .operator)
            }
            guard case .failure(let refusal) = result else {
                Issue.record("\(condition) is asked for")
                continue
            }
            #expect(refusal.sentence.contains(sentence), "\(refusal.sentence)")
            #expect(refusal.field == "query")
        }
    }

    @Test func `an organization that was merged is still the one that is asked for`() async throws {
        let condition = SearchCondition(.dashboard, of: "organization", .is, "7")
        let other = SearchCondition(.dashboard, of: "thing", .is, "7")
        let query = SearchQuery(all: [condition, other])
            .renaming(MemberID(7), to: MemberID(9), ownKinds: [:])
        #expect(query.conditions.map(\.value) == ["9", "7"])
    }
}
