import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Searching by what somebody has to do with` {
    @Test func `who was born on 29 February is a year older from 1 March on`() async throws {
        let harbour = try TestChapter.make()
        let born = try #require(CalendarDay("2008-02-29"))
        _ = try await harbour.act(AddMember([.name: "Leap", .birthDate: born.description]))
        for (day, age) in [("2026-02-28", 17), ("2026-03-01", 18), ("2028-02-29", 20)] {
            let today = try #require(CalendarDay(day))
            let moment = Timestamp(milliseconds: Int64(today.number) * 86_400_000 + 43_200_000)
            let found = try await harbour.chapter.read { db in
                try [age, age + 1].map { asked in
                    let query = SearchQuery(all: [SearchCondition(.age, .least, "\(asked)")])
                    return try LiveSearch(.unsaved(query), at: moment)
                        .count(in: db, for: .operator).get()
                }
            }
            #expect(found == [1, 0], "\(day)")
            #expect(born.age(on: today) == age)
        }
        #expect(born.age(on: try #require(CalendarDay("2008-02-28"))) == nil)
    }

    @Test func `an age is a whole number of years`() async throws {
        let harbour = try TestChapter.make()
        for condition in [
            SearchCondition(.age, .least, "old"), SearchCondition(.age, .most, "151"),
            SearchCondition(.age, .least), SearchCondition(.age, .between),
            SearchCondition(.age, .between, from: "2026-05-01"),
        ] {
            let search = LiveSearch(.unsaved(SearchQuery(all: [condition])), at: .noon)
            let answer = try await harbour.chapter.read { try search.check(in: $0, for: .operator) }
            #expect(throws: Refusal.self, "\(condition)") { try answer.get() }
        }
    }

    @Test func `what a condition names must be there to be asked`() async throws {
        let harbour = try TestChapter.make()
        for condition in [
            SearchCondition(.thing, of: "x", .known), SearchCondition(.agreement, of: "y", .known),
            SearchCondition(.answered, of: "z", .known),
            SearchCondition(.outcome, of: "task", .known),
            SearchCondition(.openTask, of: "mine", .known), SearchCondition(.agreement, .next),
            SearchCondition(.outcome, .is), SearchCondition(.thing, .is),
        ] {
            let search = LiveSearch(.unsaved(SearchQuery(all: [condition])), at: .noon)
            let answer = try await harbour.chapter.read { try search.check(in: $0, for: .operator) }
            #expect(throws: Refusal.self, "\(condition)") { try answer.get() }
        }
    }

    @Test func `what is private finds nobody, be it a task or an outcome`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        for isPrivate in [true, false] {
            let author = try #require(alice.memberID).description
            try await harbour.chapter.feeds.database.write { db in
                for (id, kind) in [(isPrivate ? 1 : 3, "task"), (isPrivate ? 2 : 4, "call")] {
                    try db.execute(
                        sql: """
                            INSERT INTO interaction (id, kind, side, summary, at, is_private,
                              made_at, made_by, due_on, outcome)
                            VALUES (?, ?, 'us', 'x', ?, ?, 0, ?, ?, ?)
                            """,
                        arguments: [
                            id, kind, Timestamp.noon.milliseconds, isPrivate,
                            author,
                            kind == "task" ? "2026-04-30" : nil, kind == "call" ? "No" : nil,
                        ])
                    try db.execute(
                        sql: """
                            INSERT INTO interaction_party (interaction_id, member_id, at)
                            VALUES (?, ?, ?)
                            """,
                        arguments: [id, bob, Timestamp.noon.milliseconds])
                }
            }
            for condition in [
                SearchCondition(.overdueTask, .known), SearchCondition(.openTask, .known),
                SearchCondition(.outcome, .is, "no"),
            ] {
                let list = MemberList(live: SearchQuery(all: [condition]))
                let found = try await harbour.chapter.read { db in
                    try list.answer(in: db, for: alice).get().count
                }
                #expect(found == (isPrivate ? 0 : 1), "\(condition.about)")
            }
        }
    }

    @Test func `who answered what is for those who plan meetings`() async throws {
        let harbour = try TestChapter.make()
        let search = LiveSearch(
            .unsaved(SearchQuery(all: [SearchCondition(.answered, .is, "yes")])), at: .noon)
        for viewer in [Viewer.visitor, .member(MemberID(1), [])] {
            let refused = try await harbour.chapter.read { db in
                try refusing { _ = try search.piece(in: db, for: viewer) }
            }
            #expect(throws: Refusal.self) { try refused.get() }
        }
    }

    @Test func `merging two contacts leaves the number of a thing alone`() throws {
        let query = SearchQuery(all: [SearchCondition(.thing, .is, "#2")])
        #expect(query.renaming(MemberID(2), to: MemberID(3), ownKinds: [:]) == query)
    }

    /// Set by set and person by person, nothing is read from its beginning to its end but an index
    /// that holds what fits.
    @Test(arguments: [
        (SearchCondition(.answered, .is, "yes", days: 30), "rsvp_by_moment", "rsvp_by_member"),
        (
            SearchCondition(.outcome, .is, "no", days: 30), "interaction_with_outcome",
            "interaction_party_by_member"
        ),
        (
            SearchCondition(.overdueTask, .known), "interaction_open_by_day",
            "interaction_party_by_member"
        ),
        (
            SearchCondition(.agreement, of: "volunteer", .is, "in force"), "agreement_by_kind",
            "agreement_party_by_member"
        ),
        (
            SearchCondition(.agreement, .next, days: 30), "agreement_by_end",
            "agreement_party_by_member"
        ),
        (
            SearchCondition(.agreement, .is, "not signed"), "agreement_party_unsigned",
            "agreement_party"
        ),
        (
            SearchCondition(.thing, .is, "Pier 4"), "own_object_by_folded_name",
            "own_object_contact_by_member"
        ),
        (SearchCondition(.role, .known), "member_role_held", "member_role_held"),
        (SearchCondition(.age, .least, "18"), "member_by_birth_date", "member_by_name"),
    ])
    func `it is looked up in an index`(condition: SearchCondition, set: String, walking: String)
        async throws
    {
        let harbour = try TestChapter.make()
        let search = LiveSearch(.unsaved(SearchQuery(all: [condition])), at: .noon)
        for (isWalking, index) in [(false, set), (true, walking)] {
            let plan = try await harbour.chapter.read { db in
                let piece = try search.piece(in: db, for: .operator, walking: isWalking)
                let from = isWalking ? "member INDEXED BY member_by_name" : "member"
                return try Row.fetchAll(
                    db,
                    sql: """
                        EXPLAIN QUERY PLAN SELECT id FROM \(from) WHERE \(piece.sql)
                        \(isWalking ? "ORDER BY folded_name, id LIMIT 50" : "")
                        """, arguments: piece.arguments
                ).map { $0["detail"] as String }
            }
            #expect(plan.contains { $0.contains(index) }, "\(plan)")
            let scans = plan.filter { $0.hasPrefix("SCAN ") && !$0.contains(" USING ") }
            #expect(scans.isEmpty, "\(plan)")
        }
    }
}
