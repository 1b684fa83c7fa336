import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Looking through groups` {
    private func found(
        _ name: String, _ interests: [String] = [], by founder: Viewer, in harbour: TestChapter,
        as handle: String? = nil
    ) async throws -> ObjectID {
        try await harbour.act(
            FoundGroup(
                name: name, purpose: "For \(name)", interests: interests, handle: handle),
            as: founder)
    }

    @Test func `own groups come first, then those for the member, then the rest`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let bob = try await harbour.viewer(.bob)
        let one = try await found("One", ["Transit"], by: alice, in: harbour)
        let both = try await found("Both", ["transit", "HOUSING"], by: alice, in: harbour)
        let own = try await found("Own", by: bob, in: harbour, as: "rosa")
        let other = try await found("Çanakkale", ["Food"], by: alice, in: harbour, as: "karl")
        func ids(_ shelf: GroupDirectory.Shelf, _ search: String = "") async throws -> [ObjectID] {
            try await harbour.chapter.groupDirectory(shelf, search: search, as: bob)
                .entries.map(\.group.id)
        }
        #expect(try await ids(.all) == [own, both, one, other])
        #expect(try await ids(.own) == [own])
        #expect(try await ids(.suggested) == [both, one])
        #expect(try await ids(.all, "canakkale food") == [other])
        #expect(try await ids(.all, "for both") == [both])
        #expect(try await ids(.own, "food") == [])
        let whole = try await harbour.chapter.groupDirectory(as: bob)
        #expect(whole.counts == [.all: 4, .own: 1, .suggested: 2])
        #expect(whole.entries[1].shared == ["Housing", "Transit"])
        let visitor = try await harbour.chapter.groupDirectory(as: .visitor)
        #expect(visitor.entries == [])
    }

    @Test func `many groups come page by page`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        for number in 0...GroupDirectory.pageSize {
            _ = try await found("Group \(number)", by: alice, in: harbour)
        }
        let first = try await harbour.chapter.groupDirectory(as: alice)
        let second = try await harbour.chapter.groupDirectory(after: first.next, as: alice)
        #expect(first.entries.count == GroupDirectory.pageSize)
        #expect(second.entries.count == 1 && second.next == nil)
    }

    @Test func `the thread with the latest words comes first, whole`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let group = try await found("Talk", by: alice, in: harbour, as: "rosa")
        func say(_ text: String, to: ObjectID? = nil, _ second: Int64) async throws -> ObjectID {
            try await harbour.act(
                PostToGroup(group, text, replyTo: to), as: alice, at: .noon + second * 1000)
        }
        let old = try await say("old", 1)
        _ = try await say("new", 2)
        let answer = try await say("answer", to: old, 3)
        _ = try await say("answer to it", to: answer, 4)
        let talk = try await harbour.chapter.discussion(of: group, as: alice)
        #expect(talk.posts.map(\.text) == ["old", "answer", "answer to it", "new"])
        #expect(talk.posts.map(\.depth) == [0, 1, 2, 0])
        #expect(talk.posts.map(\.handle.name) == ["rosa", "rosa", "rosa", "rosa"])
        #expect(talk.posts[0].handle.isSteward)
        #expect(talk.total == 4 && talk.next == nil)
        let asked = try await harbour.chapter.post(answer, in: group, as: alice)
        #expect(asked?.text == "answer")
        let other = try await found("Other", by: alice, in: harbour)
        #expect(try await harbour.chapter.post(answer, in: other, as: alice) == nil)
        let visitor = try await harbour.chapter.discussion(of: group, as: .visitor)
        #expect(visitor.posts == [])
    }

    @Test func `a long discussion is cut anywhere and goes on there`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let group = try await found("Talk", by: alice, in: harbour, as: "rosa")
        let count = GroupDiscussion.pageSize * 2 + 3
        var last: ObjectID?
        for number in 0..<count {
            last = try await harbour.act(
                PostToGroup(group, "\(number)", replyTo: number % 7 == 0 ? nil : last),
                as: alice, at: .noon + Int64(number))
        }
        var seen: [ObjectID] = []
        var from: ObjectID?
        repeat {
            let page = try await harbour.chapter.discussion(of: group, from: from, as: alice)
            #expect(page.posts.count <= GroupDiscussion.pageSize)
            seen += page.posts.map(\.id)
            from = page.next
        } while from != nil
        #expect(seen.count == count && Set(seen).count == count)
    }

    @Test func `who is in a group stands by chapter, page by page`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let group = try await found("Talk", by: alice, in: harbour, as: "rosa")
        let members = try await harbour.members(3)
        for (number, member) in members.enumerated() {
            try await harbour.act(JoinGroup(group, as: "m\(number)"), as: .plain(member))
        }
        try await harbour.act(LeaveGroup(group), as: .plain(members[0]))
        let hillside = OtherChapter("Hillside", heardBy: harbour)
        for number in 0..<GroupPeople.pageSize {
            let joined = GroupJoined(
                group: group, nonce: Array(repeating: UInt8(number), count: 16),
                name: "h\(number)", steward: true)
            try await hillside.say(.groupJoined, joined.payload())
        }
        let people = try #require(try await harbour.chapter.people(of: group, as: alice))
        #expect(people.shares.map(\.members) == [GroupPeople.pageSize, 3])
        #expect(people.shares.first?.chapter == hillside.id)
        let rest = try #require(
            try await harbour.chapter.people(of: group, after: people.next, as: alice))
        let names = (people.handles + rest.handles).map(\.name)
        #expect(names.count == GroupPeople.pageSize + 3 && Set(names).count == names.count)
        #expect(!names.contains("m0"))
        let stewards = (people.handles + rest.handles).filter(\.isSteward).map(\.name)
        #expect(stewards == ["rosa"])
    }

    private func news(in harbour: TestChapter, as viewer: Viewer, atMost posts: Int) async throws
        -> [GroupNews]
    {
        try await harbour.chapter.home(meetings: 1, posts: posts, as: viewer, at: .noon).news
    }

    @Test func `news are what others said in the groups that one is in`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let bob = try await harbour.viewer(.bob)
        let group = try await found("Talk", by: alice, in: harbour, as: "rosa")
        let other = try await found("Other", by: alice, in: harbour, as: "rosa")
        try await harbour.act(JoinGroup(group, as: "karl"), as: bob)
        for number in 0..<3 {
            try await harbour.act(
                PostToGroup(group, "No. \(number)"), as: alice, at: .noon + Int64(number))
        }
        try await harbour.act(PostToGroup(other, "unheard"), as: alice)
        try await harbour.act(PostToGroup(group, "mine"), as: bob, at: .noon + 10)
        let latest = try await news(in: harbour, as: bob, atMost: 2)
        #expect(latest.map(\.text) == ["No. 2", "No. 1"])
        #expect(latest.map(\.groupName) == ["Talk", "Talk"])
        #expect(latest.map(\.handle) == ["rosa", "rosa"])
        #expect(try await news(in: harbour, as: alice, atMost: 9).map(\.text) == ["mine"])
        #expect(try await news(in: harbour, as: .operator, atMost: 9) == [])
        try await harbour.act(LeaveGroup(group), as: bob)
        #expect(try await news(in: harbour, as: bob, atMost: 9) == [])
    }

    @Test func `what a blocked chapter says is neither read nor news`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let group = try await found("Talk", by: alice, in: harbour, as: "rosa")
        let hillside = OtherChapter("Hillside", heardBy: harbour)
        let joined = GroupJoined(
            group: group, nonce: Array(repeating: 1, count: 16), name: "eve", steward: false)
        try await hillside.say(.groupJoined, joined.payload())
        let posted = GroupPosted(
            nonce: Array(repeating: 2, count: 16), group: group, handle: hillside.object(1),
            text: "loud", replyTo: nil)
        try await hillside.say(.groupPosted, posted.payload())
        #expect(try await news(in: harbour, as: alice, atMost: 9).map(\.text) == ["loud"])
        #expect(try await harbour.chapter.discussion(of: group, as: alice).posts.count == 1)
        try await harbour.tamper(
            "INSERT INTO blocked_chapter (chapter, since) VALUES (?, 0)", [hillside.id])
        #expect(try await news(in: harbour, as: alice, atMost: 9) == [])
        #expect(try await harbour.chapter.discussion(of: group, as: alice).posts == [])
        #expect(try await harbour.chapter.people(of: group, as: alice)?.shares.count == 1)
    }

    @Test func `a name is checked before it is taken`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let group = try await found("Talk", by: alice, in: harbour, as: "Rosa")
        #expect(try await harbour.chapter.refusal(of: " rosá ", in: group)?.field == "handle")
        #expect(try await harbour.chapter.refusal(of: " ", in: group)?.field == "handle")
        #expect(try await harbour.chapter.refusal(of: "karl", in: group) == nil)
    }
}
