import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `How active somebody was` {
    @Test func `it counts the last year, and the person sees the same`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        for days in [10, 20, 400] {
            let start = Timestamp.noon + -Int64(days) * 86_400_000
            let meeting = try await harbour.act(
                ScheduleMeeting(MeetingPlan(title: "M\(days)", start: start, end: start)), at: start
            )
            if days != 20 {
                try await harbour.act(RecordAttendance(meeting, member: bob), at: start)
            }
        }
        let search = try await harbour.act(
            SaveSearch("Members", SearchQuery(), isShared: true), as: alice)
        try await harbour.act(PlaceInSearch(search, .takeOut, .these([bob])))
        let read = { (viewer: Viewer) in
            try await harbour.chapter.read {
                try PersonActivity.read(of: bob, in: $0, for: viewer, at: .noon)
            }
        }
        let seen = try await read(alice).get()
        #expect((seen.came, seen.held, seen.tasksDone, seen.contacts) == (1, 2, 0, 0))
        #expect(seen.placed == [.init(search: search, name: "Members", isIn: false)])
        let own = try await read(.member(bob, [])).get()
        #expect((own.came, own.held) == (1, 2))
        #expect(own.placed == [])
        let carol = try await harbour.viewer(.carol)
        await #expect(throws: Refusal.self) { try await read(carol).get() }
    }
}
