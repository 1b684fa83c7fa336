import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Being in good standing` {
    @Test func `without a rule every member is, and nobody else`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.contact("Carol Nuñez")
        #expect(try await harbour.standing(bob, on: "2026-05-01").isGood)
        let contact = try await harbour.standing(carol, on: "2026-05-01")
        #expect(!contact.isGood)
        #expect(contact.lines == [.init(condition: .membership, isMet: false)])
    }

    @Test func `each condition says what there is and what is asked`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        try await harbour.act(
            SetStandingRule(joinedDays: 30, meetings: 2, withinMonths: 6, graceCounts: false))
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard, startsOn: "2026-04-19"))
        for (title, start) in [
            ("Early", "2025-10-31"), ("November", "2025-11-01"), ("Cancelled", "2026-02-01"),
        ] {
            let meeting = try await harbour.act(
                ScheduleMeeting(
                    MeetingPlan(
                        title: title, start: try at(start), end: try at(start) + 3_600_000)))
            try await harbour.act(RecordAttendance(meeting, member: bob))
            if title == "Cancelled" { try await harbour.act(CancelMeeting(meeting)) }
        }
        let now = try await harbour.standing(bob, on: "2026-05-01")
        #expect(!now.isGood)
        #expect(
            now.lines == [
                .init(condition: .membership, isMet: true), .init(condition: .paidUp, isMet: true),
                .init(
                    condition: .joined(days: 12, since: "2026-04-19", needed: 30), isMet: false),
                .init(condition: .meetings(came: 1, needed: 2, months: 6), isMet: false),
            ])
        let grace = try await harbour.standing(bob, on: "2027-04-19")
        #expect(grace.lines[1].isMet == false)
        #expect(grace.lines[2].isMet)
    }

    @Test func `a day of the past is judged by the rule of its time`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.act(EditMember(bob, changes: [.joinedOn: "2026-03-01"]))
        try await harbour.act(SetStandingRule(joinedDays: 90), at: try at("2026-04-01"))
        try await harbour.act(SetStandingRule(), at: try at("2026-05-01"))
        #expect(try await harbour.standing(bob, on: "2026-03-15").isGood)
        #expect(try await harbour.standing(bob, on: "2026-04-15").isGood == false)
        #expect(try await harbour.standing(bob, on: "2026-05-01").isGood)
        let half = try await harbour.refusal(of: SetStandingRule(meetings: 3))
        #expect(half?.field == "withinMonths")
    }

    @Test func `an exception has a reason and a name, and ends`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        try await harbour.act(SetStandingRule(joinedDays: 30))
        let bob = try await harbour.add(.bob)
        let silent = try await harbour.refusal(of: OverrideStanding(bob, isGood: true, why: ""))
        #expect(silent?.field == "why")
        try await harbour.act(
            OverrideStanding(bob, isGood: true, until: "2026-05-10", why: "moved from Mill Lane"),
            as: alice)
        let now = try await harbour.standing(bob, on: "2026-05-01")
        #expect(now.isGood)
        #expect(now.override?.by == "Alice Moreno")
        #expect(now.override?.why == "moved from Mill Lane")
        #expect(now.lines.contains { !$0.isMet })
        #expect(try await harbour.standing(bob, on: "2026-05-11").isGood == false)
        #expect(try await harbour.history(bob)[0].sentence.contains("“yes until 2026-05-10”"))
        try await harbour.act(EndOverride(bob), at: try at("2026-05-05"))
        #expect(try await harbour.standing(bob, on: "2026-05-04").isGood)
        #expect(try await harbour.standing(bob, on: "2026-05-05").isGood == false)
        let none = try await harbour.refusal(of: EndOverride(bob), at: try at("2026-05-06"))
        #expect(none?.code == .conflict)
        let carol = try await harbour.contact("Carol Nuñez")
        let stranger = try await harbour.refusal(
            of: OverrideStanding(carol, isGood: true, why: "a friend"))
        #expect(stranger?.sentence.contains("is no member") == true)
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `the condition of lists says what the rule says of each person on any day`(seed: UInt64)
        async throws
    {
        var random = SplitMix64(state: seed)
        let harbour = try await RandomChapter.make(&random)
        var good = 0
        for _ in 0..<40 {
            let day = try day("2024-01-01").plus(days: random.roll(900))
            let (rows, listed, members, count) = try await harbour.chapter.read { db in
                let ids = try MemberID.fetchAll(db, sql: "SELECT id FROM member ORDER BY id")
                let sql = try standingSQL(on: day, in: db)
                let found = try MemberID.fetchSet(
                    db, sql: "SELECT id FROM member WHERE \(sql.sql)", arguments: sql.arguments)
                let member = try isMemberSQL(on: day, in: db)
                let members = try MemberID.fetchSet(
                    db, sql: "SELECT id FROM member WHERE \(member.sql)",
                    arguments: member.arguments)
                return (
                    try GoodStanding.read(ids, on: day, in: db), found, members,
                    try GoodStanding.count(on: day, in: db)
                )
            }
            for (id, standing) in rows {
                let words = "seed \(seed), person \(id), \(day): \(standing)"
                #expect(standing.isGood == listed.contains(id), "\(words)")
                #expect(standing.lines[0].isMet == members.contains(id), "\(words)")
            }
            #expect(count == GoodStanding.Count(members: members.count, good: listed.count))
            good += listed.count
        }
        #expect(good > 0, "seed \(seed)")
    }
}

/// A chapter of random histories: people with and without periods, meetings, rules, exceptions.
private enum RandomChapter {
    static func make(_ random: inout SplitMix64) async throws -> TestChapter {
        let harbour = try await TestChapter.withKinds().harbour
        let zero = try day("2024-01-01")
        var lines: [String] = []
        for id in 1...60 {
            let joined = random.roll(5) == 0 ? nil : zero.plus(days: random.roll(700))
            let status = ["member", "former", "contact"][random.roll(3)]
            let ended =
                status == "former" && random.roll(4) > 0 ? zero.plus(days: random.roll(900)) : nil
            lines.append(
                "INSERT INTO member (id, name, folded_name, status, joined_on, ended_on) VALUES "
                    + "(\(id), 'N', 'n', '\(status)', \(sql(joined)), \(sql(ended)))")
            if random.roll(2) == 0 {
                let at = Int64(zero.plus(days: random.roll(700)).number) * 86_400_000
                lines.append(
                    "INSERT INTO history (at, actor, act, member_id, field) "
                        + "VALUES (\(at), 'operator', 'AddMember', \(id), 'name')")
            }
            for _ in 0..<[0, 0, 1, 2, 4][random.roll(5)] {
                let starts = zero.plus(days: random.roll(800))
                let until = random.roll(6) == 0 ? nil : starts.plus(days: random.roll(200))
                let end = random.roll(4) == 0 ? starts.plus(days: random.roll(150)) : nil
                let since = random.roll(5) == 0 ? starts.plus(days: -random.roll(200)) : nil
                lines.append(
                    "INSERT INTO membership_period (member_id, type_id, starts_on, runs_until, "
                        + "grace_days, member_since, ended_on, recorded_at, recorded_by) VALUES "
                        + "(\(id), 1, \(sql(starts)), \(sql(until)), \(random.roll(3) * 20), "
                        + "\(sql(since)), \(sql(end)), 0, 'operator')")
            }
            if random.roll(4) == 0 {
                let starts = zero.plus(days: random.roll(900))
                let end = random.roll(2) == 0 ? nil : starts.plus(days: random.roll(200))
                lines.append(
                    "INSERT INTO standing_override (member_id, is_good, starts_on, ends_on, why, "
                        + "recorded_at, recorded_by) VALUES (\(id), \(random.roll(2)), "
                        + "\(sql(starts)), \(sql(end)), 'a reason', 0, 'operator')")
            }
        }
        for _ in 0..<4 {
            let meetings = random.roll(2) == 0 ? "NULL, NULL" : "\(random.roll(4) + 1), 6"
            let joined = random.roll(3) == 0 ? "NULL" : "\(random.roll(200) + 1)"
            lines.append(
                "INSERT INTO standing_rule (since, joined_days, meetings, within_months, "
                    + "grace_counts, recorded_at, recorded_by) VALUES "
                    + "(\(sql(zero.plus(days: random.roll(900)))), \(joined), \(meetings), "
                    + "\(random.roll(2)), 0, 'operator')")
        }
        let statements = lines
        try await harbour.chapter.feeds.database.write { db in
            for line in statements { try db.execute(sql: line) }
        }
        for number in 0..<12 {
            let start = try at(zero.plus(days: number * 75 + random.roll(60)).description)
            let meeting = try await harbour.act(
                ScheduleMeeting(
                    MeetingPlan(title: "M\(number)", start: start, end: start + 3_600_000)))
            for id in 1...60 where random.roll(3) > 0 {
                try await harbour.act(RecordAttendance(meeting, member: MemberID(Int64(id))))
            }
            if random.roll(6) == 0 { try await harbour.act(CancelMeeting(meeting)) }
        }
        return harbour
    }

    private static func sql(_ day: CalendarDay?) -> String { day.map { "'\($0)'" } ?? "NULL" }
}
