import Federation
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `The chapter's day` {
    /// A chapter in a time zone, and what day it is there at a moment at which it is another one
    /// in Greenwich.
    struct Place: Sendable {
        let zone: String
        let moment: Timestamp
        let day: String
        let before: String
    }

    /// Half past six in the morning of 2 May in Auckland, and of 30 April in Los Angeles at eleven
    /// in the evening.
    static let places = [
        Place(
            zone: "Pacific/Auckland", moment: .noon + 6 * 3_600_000 + 1_800_000,
            day: "2026-05-02", before: "2026-05-01"),
        Place(
            zone: "America/Los_Angeles", moment: .noon + -6 * 3_600_000, day: "2026-04-30",
            before: "2026-04-29"),
    ]

    @Test(arguments: places)
    func `dates who joins and who leaves, by hand and by periods`(place: Place) async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(SetTimeZone(place.zone))
        let kind = try await harbour.act(
            AddMembershipType(MembershipTypePlan(name: "Standard", term: .open, rank: 1)))
        let now = place.moment
        let bob = try await harbour.act(AddMember(name: "Bob"), at: now).memberID
        #expect(try await harbour.record(bob).values[.joinedOn] == place.day)
        let carol = try await harbour.contact("Carol")
        try await harbour.act(BeginMembership(carol, kind), at: now)
        #expect(try await harbour.periods(carol) == ["\(place.day)..."])
        #expect(try await harbour.record(carol).values[.joinedOn] == place.day)
        for person in [bob, carol] {
            try await harbour.act(EndMembership(person, why: "moved"), at: now)
            #expect(try await harbour.record(person).values[.endedOn] == place.day)
        }
    }

    @Test(arguments: places)
    func `is the day of the dashboard, of lists and of what was written down`(place: Place)
        async throws
    {
        let harbour = try TestChapter.make()
        try await harbour.act(SetTimeZone(place.zone))
        let now = place.moment
        let dan = try await harbour.act(
            AddMember([.name: "Dan", .status: "contact"]), at: now + -86_400_000
        ).memberID
        // Nothing but the change itself says on which day Dan became a member.
        try await harbour.act(EditMember(dan, changes: [.status: "member"]), at: now)
        let shown = try await harbour.chapter.read { db in
            try Dashboard.read(in: db, for: .operator, at: now).get()
        }
        #expect(shown.today == place.day)
        #expect(shown.funnel.members == 1)
        let months = try await harbour.chapter.home(
            meetings: 1, posts: 1, as: .operator, at: now
        ).overview?.trend.months
        #expect(months?.last?.members == 1)
        #expect(
            months.map { "\($0.last?.year ?? 0)-0\($0.last?.month ?? 0)" }
                == String(place.day.prefix(7)))
        let earlier = try await harbour.everybody(
            in: DashboardPeople(.members, on: place.before), at: now)
        #expect(earlier.names == [])
        let bob = try await harbour.act(AddMember(name: "Bob"), at: now).memberID
        var recent = MemberList()
        recent.joinedSince = now
        #expect(try await harbour.list(recent).people.map(\.memberID) == [bob.description])
    }

    @Test(
        arguments: [
            "Pacific/Auckland", "America/Los_Angeles", "Europe/Lisbon", "Asia/Kathmandu", "Etc/UTC",
        ], [UInt64.random(in: 0...UInt64.max)])
    func `of many moments is that of the time zone, in SQL too`(name: String, seed: UInt64)
        throws
    {
        var random = SplitMix64(state: seed)
        let zone = try #require(TimeZone(identifier: name))
        let days = DaysOfZone(zone, until: try at("2027-01-01"))
        let database = try DatabaseQueue()
        for _ in 0..<300 {
            // From 2020 to the end of 2026.
            let moment = 1_577_836_800_000 + Int64(random.roll(220_000_000)) * 1000
            let expected = CalendarDay(Timestamp(milliseconds: moment), in: zone)?.description
            #expect(days.day(at: moment).description == expected, "seed \(seed), \(moment)")
            let inSQL = try database.read { db in
                try String.fetchOne(
                    db, sql: "SELECT \(days.sql("at")) FROM (SELECT ? AS at)", arguments: [moment])
            }
            #expect(inSQL == expected, "seed \(seed), \(moment)")
        }
    }
}
