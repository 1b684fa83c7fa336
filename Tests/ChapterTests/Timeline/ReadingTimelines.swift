import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Reading a timeline` {
    /// Bob with something from every source, much of it at one moment.
    private func everySource(_ office: Office) async throws {
        let harbour = office.harbour
        let bob = Viewer.member(office.bob, [])
        let assembly = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Assembly", start: .noon + 1000, end: .noon + 2000)))
        let other = try await harbour.act(
            ScheduleMeeting(MeetingPlan(title: "Walk", start: .noon + 1000, end: .noon + 2000)))
        try await harbour.act(AnswerRSVP(assembly, .maybe), as: bob)
        try await harbour.act(AnswerRSVP(other, .no), as: bob)
        try await harbour.act(RecordAttendance(assembly, member: office.bob))
        try await harbour.act(RecordAttendance(other, member: office.bob))
        try await harbour.act(EditMember(office.bob, changes: [.job: "docker", .shift: "late"]))
        try await harbour.act(EditMember(office.bob, changes: [.pronouns: "he/him"]), as: bob)
        try await harbour.act(TagMember(office.bob, "Steward"), as: office.alice)
        try await harbour.act(RequestSignInLinks("bob@example.org"), as: .visitor, at: .noon + 7)
        for side in InteractionSide.allCases {
            for kind in [InteractionKind.call, .letter] {
                try await office.record(
                    InteractionContent(kind, side, "\(side)", with: [office.bob, office.carol]))
            }
        }
        let task = try await office.task(TaskContent("Visit", on: [office.bob]))
        try await harbour.act(FinishTask(task), as: office.dan)
        _ = try await office.task(TaskContent("Write", on: [office.bob]))
        let gone = try await office.record(
            InteractionContent(.note, .about, "gone", with: [office.bob])
        ).id
        try await harbour.act(RemoveInteraction(gone), as: office.dan)
        try await otherFeatures(office)
    }

    /// What other features write, which this one only reads.
    private func otherFeatures(_ office: Office) async throws {
        try await office.harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO membership_type (id, name, folded_name, period, months)
                    VALUES (1, 'Worker', 'worker', 'rolling', 12);
                    INSERT INTO membership_period (member_id, type_id, starts_on, runs_until,
                      ended_on, why_ended, recorded_at, recorded_by)
                    VALUES (:bob, 1, '2024-05-01', '2025-04-30', '2024-12-31', 'moved', 0, 'operator'),
                      (:bob, 1, '2025-05-01', '2026-04-30', NULL, NULL, 0, 'operator'),
                      (:bob, 1, '2025-05-01', NULL, NULL, NULL, 0, 'operator');
                    """, arguments: ["bob": office.bob])
            try db.execute(
                sql: """
                    INSERT INTO merge (at, actor, kept_id, kept_name, gone_id, gone_name, first_history,
                      last_history, undone_at, undone_by)
                    VALUES (:at, 'operator', :bob, 'Bob', 90, 'Rob', 1, 1, NULL, NULL),
                      (:at, 'operator', :bob, 'Bob', 91, 'Bobby', 1, 1, 5, 'operator')
                    """, arguments: ["bob": office.bob, "at": Timestamp.noon.milliseconds])
        }
    }

    @Test func `a period of membership stands at its own day and not where it was written down`()
        async throws
    {
        let (harbour, standard, calendar, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        func told() async throws -> (periods: Int, ends: Int, lines: [String]) {
            let entries = try await harbour.chapter.read { db in
                try PersonTimeline(bob, .everything, limit: 100)
                    .answer(in: db, for: .operator).get().entries
            }
            let lines = entries.flatMap { entry -> [HistoryEntry] in
                if case .changes(let lines) = entry.kind { lines } else { [] }
            }
            return (
                entries.count { $0.source == "membership" },
                entries.count { $0.source == "membershipEnded" },
                lines.filter { $0.field == PeriodInHistory.field }.map(\.act)
            )
        }
        try await harbour.act(BeginMembership(bob, standard, startsOn: "2025-05-01"))
        try await harbour.act(RenewMembership(bob))
        var seen = try await told()
        #expect(seen.periods == 2 && seen.ends == 0 && seen.lines.isEmpty)
        try await harbour.act(ChangeMembershipKind(bob, to: calendar, why: "earns more"))
        try await harbour.act(EndMembership(bob, on: "2026-05-01", why: "moved"))
        seen = try await told()
        #expect(seen.lines.isEmpty && seen.ends >= 1)
        // What was put right is a change of its own.
        let first = try await harbour.chapter.read { db in
            try MembershipPeriod.fetch(db, of: bob).map(\.id).min()
        }
        try await harbour.act(
            CorrectPeriod(
                try #require(first), startsOn: "2025-04-01", runsUntil: "2026-04-30",
                why: "the card says so"))
        #expect(try await told().lines == ["CorrectPeriod"])
    }

    @Test func `every entry answers at least one of the three questions`() async throws {
        let office = try await Office()
        try await everySource(office)
        let all = try await office.whole(office.bob, as: office.alice)
        #expect(Set(all.map(\.source)).count == 9, "one of each kind must be there")
        var answered: Set<TimelinePosition> = []
        for filter in [TimelineFilter.whoAreYou, .weToldThem, .theyToldUs] {
            let some = try await office.whole(office.bob, filter, as: office.alice)
            #expect(!some.isEmpty)
            let should = all.filter { $0.filters.contains(filter) }
            #expect(some == should, "\(filter) shows exactly what says that it answers it")
            answered.formUnion(some.map(\.position))
        }
        #expect(answered == Set(all.map(\.position)))
        #expect(all.allSatisfy { !$0.filters.isEmpty && !$0.filters.contains(.everything) })
    }

    @Test func `pages of any size give the same list, also where much has one moment`() async throws
    {
        let office = try await Office()
        try await everySource(office)
        let whole = try await office.whole(office.bob, as: office.alice, pages: 200)
        #expect(whole.count > 20)
        #expect(whole.map(\.position) == whole.map(\.position).sorted(by: >))
        #expect(Set(whole.map(\.position)).count == whole.count)
        for limit in [1, 2, 5, 7] {
            let paged = try await office.whole(office.bob, as: office.alice, pages: limit)
            #expect(paged == whole, "pages of \(limit)")
        }
        for entry in whole {
            #expect(TimelinePosition(entry.position.description) == entry.position)
        }
        for odd in ["", "1", "1.2", "1.99.3", "a.0.1", "1.0.x", "1.0.1.1"] {
            #expect(TimelinePosition(odd) == nil, "\(odd)")
        }
    }

    @Test func `a page goes on where it was when something new comes in between`() async throws {
        let office = try await Office()
        try await everySource(office)
        let whole = try await office.whole(office.bob, as: office.alice)
        let first = try await office.timeline(
            PersonTimeline(office.bob, limit: 4), as: office.alice)
        try await office.record(
            InteractionContent(.note, .about, "new", with: [office.bob]), at: .noon + 99)
        let rest = try await office.timeline(
            PersonTimeline(office.bob, before: first.next, limit: 200), as: office.alice)
        #expect(first.entries + rest.entries == whole)
    }

    @Test func `a change of several fields is one entry, and one's own answers two questions`()
        async throws
    {
        let office = try await Office()
        try await everySource(office)
        let changes = try await office.whole(office.bob, as: office.alice).compactMap { entry in
            if case .changes(let lines) = entry.kind { (entry, lines.map(\.field)) } else { nil }
        }
        #expect(changes.contains { $0.1 == ["job", "shift"] && $0.0.filters == [.whoAreYou] })
        let own = changes.first { $0.1 == ["pronouns"] }
        #expect(own?.0.filters == [.whoAreYou, .theyToldUs])
    }

    @Test func `the person reads their own timeline without what others wrote down`() async throws {
        let office = try await Office()
        try await everySource(office)
        let bob = Viewer.member(office.bob, [])
        let own = try await office.whole(office.bob, as: bob)
        #expect(
            Set(own.map(\.source)) == [
                "changes", "letIn", "came", "answered", "membership",
                "membershipEnded",
            ])
        let others = try await office.harbour.chapter.read { db in
            try PersonTimeline(office.carol).answer(in: db, for: bob)
        }
        #expect(throws: Refusal.notAllowed(.seePeople)) { try others.get() }
    }

    @Test func `five thousand entries are read a page at a time along an index`() async throws {
        let office = try await Office()
        try await office.harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                    INSERT INTO interaction (kind, side, summary, at, made_at, made_by)
                    SELECT 'note', 'about', 'n' || i, i, i, 'operator' FROM n;
                    INSERT INTO interaction_party (interaction_id, member_id, at)
                    SELECT id, :bob, at FROM interaction;
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                    INSERT INTO history (at, actor, act, member_id, field, new)
                    SELECT i, 'operator', 'EditMember', :bob, 'job', 'j' || i FROM n;
                    """, arguments: ["bob": office.bob])
        }
        let page = try await office.timeline(PersonTimeline(office.bob), as: office.alice)
        #expect(page.entries.count == 20)
        let plans = try await office.harbour.chapter.feeds.database.read { db in
            try [TimelineSources.interactionSQL, TimelineSources.historySQL].map { sql in
                let sql = sql.replacing("{sides}", with: "'us'").replacing("{which}", with: "1")
                let rows = try Row.fetchAll(
                    db, sql: "EXPLAIN QUERY PLAN " + sql,
                    arguments: ["member": 1, "at": 5, "id": 5, "limit": 21]
                        + (sql.contains(":actor") ? ["actor": "1"] : StatementArguments()))
                return rows.map { $0["detail"] as String }.joined(separator: "; ")
            }
        }
        #expect(
            plans[0].contains("interaction_party_by_member (member_id=? AND (at"), "\(plans[0])")
        #expect(!plans[0].contains("TEMP B-TREE"), "\(plans[0])")
        #expect(plans[1].contains("history_by_member (member_id=?)"), "\(plans[1])")
    }

    @Test func `a merge is told once`() async throws {
        let office = try await Office()
        try await office.harbour.act(MergeContacts(keep: office.bob, gone: office.carol))
        let entries = try await office.whole(office.bob, as: office.alice)
        #expect(entries.count { $0.source == "merged" } == 1)
        let fields = entries.flatMap { entry -> [String] in
            if case .changes(let lines) = entry.kind { lines.map(\.field) } else { [] }
        }
        #expect(fields.contains("name"), "there is a history at all")
        #expect(!fields.contains("merged contact"))
    }
}

extension TimelineEntry {
    /// The kind without what it carries.
    fileprivate var source: String {
        switch kind {
        case .interaction(let interaction): interaction.isTask ? "task" : "interaction"
        case .changes: "changes"
        case .letIn: "letIn"
        case .came: "came"
        case .answered: "answered"
        case .membership: "membership"
        case .membershipEnded: "membershipEnded"
        case .merged: "merged"
        }
    }
}
