import Federation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `A past day as it was` {
    private let day: Int64 = 86_400_000

    /// Who was a member on a day, by name.
    private func members(_ chapter: TestChapter, on day: String) async throws -> [String] {
        try await chapter.everybody(in: DashboardPeople(.members, on: day)).names
    }

    @Test func `the dates of the record count, not the day on which they were written`()
        async throws
    {
        let harbour = try TestChapter.make()
        let carol = try await harbour.act(
            AddMember([.name: "Carol", .joinedOn: "2015-03-01"])
        ).memberID
        #expect(try await members(harbour, on: "2015-02-28") == [])
        #expect(try await members(harbour, on: "2015-03-01") == ["Carol"])
        try await harbour.act(EndMembership(carol, on: "2026-04-20", why: "moved"))
        #expect(try await members(harbour, on: "2026-04-19") == ["Carol"])
        #expect(try await members(harbour, on: "2026-04-20") == [])
        #expect(try await harbour.dashboard().months.last?.members == 0)
    }

    @Test func `who left and returned was away in between, though the record has one date of each`()
        async throws
    {
        let harbour = try TestChapter.make()
        let start = Timestamp.noon + -300 * day
        let bob = try await harbour.act(
            AddMember([.name: "Bob", .joinedOn: "2020-01-01"]), at: start
        ).memberID
        try await harbour.act(EndMembership(bob, why: "moved"), at: start + 10 * day)
        try await harbour.act(EditMember(bob, changes: [.status: "member"]), at: start + 40 * day)
        let away = InventedPast.day(start + 39 * day)
        #expect(try await members(harbour, on: "2020-01-01") == ["Bob"])
        #expect(try await members(harbour, on: InventedPast.day(start + 9 * day)) == ["Bob"])
        #expect(try await members(harbour, on: away) == [])
        #expect(try await members(harbour, on: InventedPast.day(start + 40 * day)) == ["Bob"])
        let months = try await harbour.dashboard().months
        #expect(months.map(\.returned).reduce(0, +) == 1)
        #expect(months.map(\.left).reduce(0, +) == 1)
        #expect(months.map(\.joined).reduce(0, +) == 0)
        // A new date of joining is that of the return, and changes nothing before.
        try await harbour.act(
            EditMember(bob, changes: [.joinedOn: InventedPast.day(start + 35 * day)]))
        #expect(try await members(harbour, on: away) == ["Bob"])
        #expect(try await members(harbour, on: "2020-01-01") == ["Bob"])
    }

    @Test func `what was taken back never was`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.act(
            AddMember([.name: "Bob", .joinedOn: "2020-01-01"]), at: .noon + -50 * day
        ).memberID
        let version = try await harbour.record(bob).version
        try await harbour.act(EndMembership(bob, why: "oops"), at: .noon + -20 * day)
        try await harbour.act(
            TakeBack(bob, after: version, through: try await harbour.record(bob).version),
            at: .noon + -10 * day)
        let months = try await harbour.dashboard().months
        #expect(months.map(\.left).reduce(0, +) == 0)
        #expect(months.allSatisfy { $0.members == 1 })
    }

    @Test func `who is known by two dates alone was a member between them`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(
            AddMember([
                .name: "Eve", .status: "former", .joinedOn: "2024-06-01", .endedOn: "2025-06-01",
            ]))
        try await harbour.act(
            AddMember([.name: "Dan", .status: "former", .endedOn: "2025-06-01"]))
        #expect(try await members(harbour, on: "2025-05-31") == ["Eve"])
        #expect(try await members(harbour, on: "2025-06-01") == [])
        let seen = try await harbour.dashboard(on: "2025-06-30")
        #expect(seen.months.last?.left == 1)
    }

    @Test func `who was in good standing is asked of the day, not of the record as it is now`()
        async throws
    {
        let harbour = try TestChapter.make()
        let start = Timestamp.noon + -300 * day
        try await harbour.act(SetStandingRule(joinedDays: 30), at: start)
        func added(_ name: String) async throws -> MemberID {
            try await harbour.act(
                AddMember([.name: name, .joinedOn: "2020-01-01"]), at: start
            ).memberID
        }
        func good(_ ago: Int64) async throws -> [String] {
            try await harbour.everybody(
                in: DashboardPeople(.inGoodStanding, on: InventedPast.day(.noon + -ago * day))
            ).names
        }
        let (bob, carol) = (try await added("Bob"), try await added("Carol"))
        for person in [bob, carol] {
            try await harbour.act(EndMembership(person, why: "moved"), at: .noon + -200 * day)
        }
        // Today Bob is a supporter, and Carol has been a member again for a week.
        try await harbour.act(
            EditMember(bob, changes: [.status: "supporter"]), at: .noon + -100 * day)
        let back = Timestamp.noon + -7 * day
        try await harbour.act(
            EditMember(
                carol,
                changes: [.status: "member", .joinedOn: InventedPast.day(back), .endedOn: ""]),
            at: back)
        #expect(try await good(250) == ["Bob", "Carol"])
        #expect(try await good(150) == [])
        #expect(try await good(1) == [])
        let lacking = try await harbour.everybody(in: DashboardPeople(.notInGoodStanding))
        #expect(lacking.names == ["Carol"])
    }

    @Test func `days to come are refused, and so is what is no day`() async throws {
        let harbour = try TestChapter.make()
        for day in ["2026-05-02", "yesterday", "2026-13-01"] {
            let refused = try await harbour.chapter.read { db in
                try Dashboard.read(on: day, in: db, for: .operator, at: .noon)
            }
            guard case .failure(let refusal) = refused else {
                Issue.record("\(day) was shown")
                continue
            }
            #expect(refusal.field == "on")
        }
    }

    @Test func `only those who may see people see it`() async throws {
        let harbour = try TestChapter.make()
        let carol = try await harbour.member("Carol")
        for viewer in [
            Viewer.visitor, .member(carol.id, []), .member(carol.id, [.federationAdmin]),
        ] {
            let (seen, list) = try await harbour.chapter.read { db in
                (
                    try Dashboard.read(in: db, for: viewer, at: .noon),
                    try DashboardPeople(.members).answer(in: db, for: viewer, at: .noon)
                )
            }
            #expect(seen == .failure(.notAllowed(.seePeople)))
            #expect(list == .failure(.notAllowed(.seePeople)))
        }
    }

    @Test func `interests and employers of a past day are those that were written then`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.act(
            AddMember(
                [.name: "Bob", .joinedOn: "2020-01-01", .employer: "Harbour Hotel"],
                interests: ["Housing"]), at: .noon + -100 * day
        ).memberID
        try await harbour.act(
            EditMember(bob, changes: [.employer: "City"]), at: .noon + -50 * day)
        try await harbour.act(SetInterests(bob, ["Transit"]), at: .noon + -50 * day)
        let then = try await harbour.dashboard(on: InventedPast.day(.noon + -60 * day))
        #expect(
            then.labels[.interest] == [
                Dashboard.Label(name: "Housing", then: 1, now: 0),
                Dashboard.Label(name: "Transit", then: 0, now: 1),
            ])
        #expect(
            then.labels[.employer] == [
                Dashboard.Label(name: "Harbour Hotel", then: 1, now: 0),
                Dashboard.Label(name: "City", then: 0, now: 1),
            ])
        let before = try await harbour.dashboard(on: "2021-01-01")
        #expect(before.labels[.interest]?.map(\.then) == [0], "nothing was written yet")
    }

    @Test func `a cohort is counted once the time is over for all of it`() async throws {
        let harbour = try TestChapter.make()
        for (name, joined, ended) in [
            ("Alice", "2025-01-31", nil), ("Bob", "2025-02-10", "2025-05-01"),
            ("Carol", "2025-03-31", "2025-12-01"),
        ] {
            let added = try await harbour.act(AddMember([.name: name, .joinedOn: joined]))
            if let ended {
                try await harbour.act(EndMembership(added.memberID, on: ended, why: "moved"))
            }
        }
        let seen = try await harbour.dashboard(on: "2026-03-30")
        let cohort = try #require(seen.cohorts.first { $0.quarter == Quarter("2025-Q1") })
        #expect(cohort.joined == 3)
        #expect(cohort.kept == [2, 2, nil, nil])
        let next = try await harbour.dashboard(on: "2026-03-31")
        #expect(next.cohorts.first { $0.quarter == Quarter("2025-Q1") }?.kept[2] == 1)
    }
}
