import Chapter
import Federation
import Feeds
import TestSupport
import Testing

@Suite struct `Taking posts back` {
    private func group(_ alice: Viewer, in harbour: TestChapter) async throws -> ObjectID {
        try await harbour.act(FoundGroup(name: "A", purpose: "B", handle: "rosa"), as: alice)
    }

    private func texts(_ group: ObjectID, _ harbour: TestChapter, _ viewer: Viewer) async throws
        -> [String]
    {
        try #require(try await harbour.chapter.group(group, as: viewer)).posts.map {
            $0.isTakenBack ? "(taken back)" : $0.text
        }
    }

    @Test func `leaves a line in the same place, so that answers make sense`() async throws {
        let harbour = try TestChapter.make()
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let bob = Viewer.plain(try await harbour.person("Bob"))
        let group = try await group(alice, in: harbour)
        try await harbour.act(JoinGroup(group, as: "lark"), as: bob)
        let said = try await harbour.act(PostToGroup(group, "Regret"), as: alice)
        let answer = try await harbour.act(
            PostToGroup(group, "I see", replyTo: said), as: bob, at: .noon + 1000)
        try await harbour.act(
            PostToGroup(group, "More", replyTo: answer), as: alice, at: .noon + 2000)
        try await harbour.act(TakePostBack(group, said), as: alice, at: .noon + 3000)
        try await harbour.act(TakePostBack(group, said), as: alice, at: .noon + 4000)
        #expect(try await texts(group, harbour, bob) == ["(taken back)", "I see", "More"])
        let talk = try await harbour.chapter.discussion(of: group, as: bob)
        #expect(talk.posts.map(\.depth) == [0, 1, 2])
        let first = try #require(talk.posts.first)
        #expect(first.isTakenBack && first.text.isEmpty && first.handle.name.isEmpty)
        #expect(first.handle.chapter == harbour.chapter.feeds.chapter)
        #expect(first.at == .noon)
        #expect(try await harbour.chapter.groups(as: bob).map(\.posts) == [2])
        let refusal = try await harbour.refusal(
            of: PostToGroup(group, "And?", replyTo: said), as: bob)
        #expect(refusal?.code == .notFound)
        let findings = try await harbour.chapter.read { [feeds = harbour.chapter.feeds] db in
            try HeldFeed.find(feeds.author.feed, in: db)?
                .verify(keys: feeds.author.certificate.keys, in: db).findings
        }
        #expect(findings == [])
    }

    @Test func `is the writer's own, or a coordinator's of the same chapter`() async throws {
        let harbour = try TestChapter.make()
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let bob = Viewer.plain(try await harbour.person("Bob"))
        let group = try await group(alice, in: harbour)
        let said = try await harbour.act(PostToGroup(group, "Regret"), as: alice)
        #expect(
            try await harbour.refusal(of: TakePostBack(group, said), as: bob)?.code == .conflict)
        try await harbour.act(JoinGroup(group, as: "lark"), as: bob)
        #expect(
            try await harbour.refusal(of: TakePostBack(group, said), as: bob)?.code == .notAllowed)
        #expect(
            try await harbour.refusal(of: TakePostBack(group, group), as: alice)?.code
                == .notFound)
        let eve = OtherChapter("Eve", heardBy: harbour)
        try await eve.say(
            .groupJoined,
            GroupJoined(
                group: group, nonce: [UInt8](repeating: 1, count: 16), name: "eve", steward: false
            ).payload())
        try await eve.say(
            .groupPosted,
            GroupPosted(
                nonce: [UInt8](repeating: 2, count: 16), group: group, handle: eve.object(1),
                text: "Spam", replyTo: nil
            ).payload())
        #expect(
            try await harbour.refusal(of: TakeChapterPostBack(group, eve.object(2)))?.code
                == .conflict)
        // Whoever has left cannot show any more that it was theirs; a coordinator can still do it.
        try await harbour.act(LeaveGroup(group), as: alice)
        #expect(
            try await harbour.refusal(of: TakePostBack(group, said), as: alice)?.code == .conflict)
        let carol = Viewer.member(try await harbour.person("Carol"), [.coordinator])
        try await harbour.act(TakeChapterPostBack(group, said), as: carol)
        #expect(try await texts(group, harbour, bob).sorted() == ["(taken back)", "Spam"])
    }
}

@Suite struct `Taking a meeting back` {
    @Test func `keeps it here and leaves nothing of it in the feed`() async throws {
        let harbour = try TestChapter.make()
        var plan = MeetingPlan(
            title: "Assembly", place: "Hall", start: .noon + 1, end: .noon + 2, audience: .linked)
        let meeting = try await harbour.act(ScheduleMeeting(plan))
        plan.title = "Assembly again"
        try await harbour.act(ChangeMeeting(meeting, version: 1, to: plan))
        #expect(try await harbour.refusal(of: TakeMeetingBack(meeting))?.code == .conflict)
        try await harbour.act(CancelMeeting(meeting, reason: "Flooded"))
        try await harbour.act(TakeMeetingBack(meeting))
        try await harbour.act(TakeMeetingBack(meeting))
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM shared_meeting") == 0)
        #expect(
            try await harbour.value(
                Int.self, "SELECT count(*) FROM event WHERE body IS NULL") == 3)
        #expect(try await harbour.chapter.sharing(of: .meeting(meeting)) == .home)
        let kept = try await harbour.value(
            String.self, "SELECT title || audience || cancelled FROM meeting")
        #expect(kept == "Assembly againchapter1")
    }
}
