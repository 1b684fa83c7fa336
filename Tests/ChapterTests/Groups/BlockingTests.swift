import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `What a blocked chapter shared` {
    private func nonce(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 16) }

    @Test func `is hidden here, while the group that others are in goes on`() async throws {
        let harbour = try TestChapter.make()
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let eve = OtherChapter("Eve", heardBy: harbour)
        let meeting = MeetingScheduled(
            nonce: nonce(1), title: "Trap", place: "", onlineLink: "", start: .noon, end: .noon,
            timeZone: "", utcOffset: 0, agenda: "", audience: .linked)
        try await eve.say(.meetingScheduled, meeting.payload())
        for byte in UInt8(2)...3 {
            try await eve.say(
                .groupFounded,
                GroupFounded(
                    nonce: nonce(byte), name: "Group \(byte)", purpose: "P", interests: [],
                    charter: ""
                ).payload())
            try await eve.say(
                .groupJoined,
                GroupJoined(
                    group: eve.object(byte), nonce: nonce(byte + 10), name: "eve", steward: true
                ).payload())
            try await eve.say(
                .groupPosted,
                GroupPosted(
                    nonce: nonce(byte + 20), group: eve.object(byte),
                    handle: eve.object(byte + 10), text: "Spam", replyTo: nil
                ).payload())
        }
        try await harbour.act(JoinGroup(eve.object(2), as: "rosa"), as: alice)
        try await harbour.act(PostToGroup(eve.object(2), "Hello"), as: alice)
        #expect(try await harbour.chapter.groups(as: alice).count == 2)
        try await harbour.chapter.feeds.database.write { [feeds = harbour.chapter.feeds] db in
            try feeds.block(eve.id, at: .noon, in: db)
        }
        #expect(try await harbour.chapter.meetings(as: alice, at: .noon).isEmpty)
        let groups = try await harbour.chapter.groups(as: alice)
        #expect(groups.map(\.name) == ["Group 2"])
        #expect(groups.map(\.members) == [1])
        let group = try #require(try await harbour.chapter.group(eve.object(2), as: alice))
        #expect(group.members.map(\.name) == ["rosa"])
        #expect(group.posts.map(\.text) == ["Hello"])
        #expect(try await harbour.chapter.group(eve.object(3), as: alice) == nil)
    }
}
