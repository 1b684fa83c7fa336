import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

/// Alice and Dan keep the lists; Bob and Carol are contacts.
struct Office {
    let harbour: TestChapter
    let alice: Viewer
    let dan: Viewer
    let bob: MemberID
    let carol: MemberID

    var aliceID: MemberID { get throws { try #require(alice.memberID) } }
    var danID: MemberID { get throws { try #require(dan.memberID) } }

    init() async throws {
        harbour = try TestChapter.make()
        alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let dan = try await harbour.act(AddMember(name: "Dan Dee")).memberID
        try await harbour.act(GiveRole(dan, .coordinator))
        self.dan = .member(dan, [.coordinator])
        bob = try await harbour.add(.bob)
        carol = try await harbour.add(.carol)
    }

    /// Writes something down as Alice.
    @discardableResult
    func record(
        _ content: InteractionContent, followUp: FollowUp? = nil, at now: Timestamp = .noon
    ) async throws -> RecordInteraction.Recorded {
        try await harbour.act(
            RecordInteraction(content, followUp: followUp), as: alice, at: now)
    }

    /// Adds a task as Alice.
    func task(_ content: TaskContent, at now: Timestamp = .noon) async throws -> Int64 {
        try await harbour.act(AddTask(content), as: alice, at: now)
    }

    func read(_ id: Int64, as viewer: Viewer) async throws -> Interaction {
        try await harbour.chapter.read { try Interaction.read(id, in: $0, for: viewer).get() }
    }

    func edits(_ id: Int64, as viewer: Viewer) async throws -> [InteractionEdit] {
        try await harbour.chapter.read { db in
            try InteractionHistory.read(id, in: db, for: viewer).get()
        }
    }

    func timeline(_ timeline: PersonTimeline, as viewer: Viewer) async throws
        -> PersonTimeline.Page
    {
        try await harbour.chapter.read { try timeline.answer(in: $0, for: viewer).get() }
    }

    /// Every entry of a timeline, read in pages of a size.
    func whole(
        _ member: MemberID, _ filter: TimelineFilter = .everything, as viewer: Viewer,
        pages limit: Int = 3
    ) async throws -> [TimelineEntry] {
        var seen: [TimelineEntry] = []
        var before: TimelinePosition?
        repeat {
            let page = try await timeline(
                PersonTimeline(member, filter, before: before, limit: limit), as: viewer)
            seen += page.entries
            before = page.next
        } while before != nil
        return seen
    }

    /// Says where a point person is kept, which another feature's acts do.
    func look(after contact: MemberID, _ person: MemberID) async throws {
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: "UPDATE member SET point_person = ? WHERE id = ?",
                arguments: [person, contact])
        }
    }
}
