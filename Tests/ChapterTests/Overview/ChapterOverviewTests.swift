import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Seeing how a chapter does` {
    private let day: Int64 = 86_400_000

    @Test func `members are counted month by month from the day they joined`() async throws {
        let harbour = try TestChapter.make()
        for (name, joined) in [
            ("Alice", "2025-11-03"), ("Bob", "2026-04-30"), ("Carol", "2026-05-01"),
        ] {
            let added = try await harbour.act(AddMember(name: name))
            try await harbour.act(EditMember(added.memberID, changes: [.joinedOn: joined]))
            if name == "Bob" {
                try await harbour.act(EndMembership(added.memberID, on: "2026-05-01", why: "moved"))
            }
        }
        // Whoever has no date of joining counts from the day they were added.
        try await harbour.act(AddMember(name: "Dan"))
        try await harbour.act(AddMember([.name: "Eve", .status: "contact"]))
        let months = try await overview(harbour).trend.months
        #expect(months.count == 13)
        #expect(months.first?.members == 0)
        #expect(months.map(\.joined).reduce(0, +) == 4)
        #expect(months.dropFirst(6).first?.members == 1)
        #expect(months.dropLast().last?.members == 2)
        let now = try #require(months.last)
        #expect(now.year == 2026)
        #expect(now.month == 5)
        #expect(now.joined == 2)
        #expect(now.left == 1)
        #expect(now.members == 3)
    }

    @Test(arguments: [31, 32, 33] as [UInt64])
    func `the months are those of the dashboard, also of who left and returned`(seed: UInt64)
        async throws
    {
        var past = try InventedPast(seed: seed)
        try await past.happen(160)
        let months = try await overview(past.chapter).trend.months
        let shown = try await past.chapter.dashboard().months.suffix(13)
        #expect(months.map(\.members) == shown.map(\.members), "seed \(seed)")
        #expect(months.map(\.joined) == shown.map { $0.joined + $0.returned }, "seed \(seed)")
        #expect(months.map(\.left) == shown.map(\.left), "seed \(seed)")
        #expect(shown.contains { $0.returned > 0 }, "seed \(seed): nobody returned")
    }

    @Test func `whoever came lately is counted once, and head-counts go before names`() async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.act(AddMember(name: "Alice")).memberID
        let bob = try await harbour.act(AddMember(name: "Bob")).memberID
        try await harbour.act(EditMember(bob, changes: [.joinedOn: "2026-04-20"]))
        var meetings: [ObjectID] = []
        for (ago, title) in [(120, "Winter"), (20, "April"), (10, "Late April")] {
            let start = Timestamp.noon + -Int64(ago) * day
            let meeting = try await harbour.act(
                ScheduleMeeting(MeetingPlan(title: title, start: start, end: start + 3_600_000)))
            try await harbour.act(RecordAttendance(meeting, member: alice))
            meetings.append(meeting)
        }
        try await harbour.act(CountHeads(meetings[2], heads: 40))
        let seen = try await overview(harbour)
        #expect(seen.cameLately == 1)
        #expect(seen.cameBefore == 1)
        #expect(seen.notMetYet == 1)
        #expect(seen.gatherings.map(\.title) == ["Winter", "April", "Late April"])
        #expect(seen.gatherings.map(\.came) == [1, 1, 40])
        #expect(seen.firstSteps.hasMeeting)
        #expect(!seen.firstSteps.hasPeople)
        #expect(!seen.firstSteps.hasColleague)
    }

    @Test func `only those who may see people see it`() async throws {
        let harbour = try TestChapter.make()
        let carol = try await harbour.member("Carol")
        for viewer in [
            Viewer.visitor, .member(carol.id, []), .member(carol.id, [.federationAdmin]),
        ] {
            let home = try await harbour.chapter.home(
                meetings: 1, posts: 1, as: viewer, at: .noon)
            #expect(home.overview == nil)
        }
    }

    private func overview(_ chapter: TestChapter) async throws -> ChapterOverview {
        try #require(
            try await chapter.chapter.home(meetings: 1, posts: 1, as: .operator, at: .noon).overview
        )
    }
}
