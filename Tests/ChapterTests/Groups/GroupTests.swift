import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Groups that members found` {
    private func nonce(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 16) }

    @Test func `a founder who joins at once is the first member and a steward`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let id = try await harbour.act(
            FoundGroup(
                name: "Tenants", purpose: "Fair rents", interests: ["Housing", "housing ", "Law"],
                handle: "rosa"), as: .plain(alice))
        let group = try #require(try await harbour.chapter.group(id, as: .plain(alice)))
        #expect(group.summary.name == "Tenants")
        #expect(group.summary.interests == ["Housing", "Law"])
        #expect(group.summary.ownHandle == "rosa")
        #expect(group.members.map(\.name) == ["rosa"])
        #expect(group.members.map(\.isSteward) == [true])
    }

    @Test func `a founder who joins later is a steward then and nobody else is`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let bob = try await harbour.person("Bob")
        let id = try await harbour.act(
            FoundGroup(name: "Tenants", purpose: "Fair rents"), as: .plain(alice))
        try await harbour.act(JoinGroup(id, as: "karl"), as: .plain(bob))
        try await harbour.act(JoinGroup(id, as: "rosa"), as: .plain(alice), at: .noon + 1000)
        let group = try #require(try await harbour.chapter.group(id, as: .plain(bob)))
        #expect(group.members.map(\.name) == ["karl", "rosa"])
        #expect(group.members.map(\.isSteward) == [false, true])
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM group_founder") == 0)
    }

    @Test func `the operator founds, joins and posts nothing`() async throws {
        let harbour = try TestChapter.make()
        let refusal = try await harbour.refusal(of: FoundGroup(name: "A", purpose: "B"))
        #expect(refusal?.code == .notAllowed)
    }

    @Test func `what does not fit is refused with the name of its field`() async throws {
        let harbour = try TestChapter.make()
        let alice = Viewer.plain(try await harbour.person("Alice"))
        func field(_ group: FoundGroup) async throws -> String? {
            try await harbour.refusal(of: group, as: alice)?.field
        }
        #expect(try await field(FoundGroup(name: " ", purpose: "B")) == "name")
        #expect(try await field(FoundGroup(name: "A", purpose: "")) == "purpose")
        #expect(
            try await field(
                FoundGroup(name: "A", purpose: "B", interests: (0..<17).map(String.init)))
                == "interests")
        #expect(try await field(FoundGroup(name: "A", purpose: "B", handle: "\n")) == "handle")
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM shared_group") == 0)
    }

    @Test func `two of one chapter cannot take one name and joining twice changes nothing`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let bob = Viewer.plain(try await harbour.person("Bob"))
        let id = try await harbour.act(FoundGroup(name: "A", purpose: "B"), as: alice)
        let handle = try await harbour.act(JoinGroup(id, as: "Rosa"), as: alice)
        #expect(try await harbour.act(JoinGroup(id, as: "Rosa"), as: alice) == handle)
        #expect(
            try await harbour.refusal(of: JoinGroup(id, as: "Other"), as: alice)?.code
                == .conflict)
        #expect(
            try await harbour.refusal(of: JoinGroup(id, as: "rósa"), as: bob)?.field == "handle")
    }

    @Test func `a member joins another chapter's group and answers there`() async throws {
        let harbour = try TestChapter.make()
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let riverside = OtherChapter("Riverside", heardBy: harbour)
        let group = riverside.object(1)
        try await riverside.say(
            .groupJoined,
            GroupJoined(group: group, nonce: nonce(2), name: "rosa", steward: true).payload())
        try await riverside.say(
            .groupPosted,
            GroupPosted(
                nonce: nonce(3), group: group, handle: riverside.object(2), text: "Who is in?",
                replyTo: nil
            ).payload())
        #expect(try await harbour.chapter.groups(as: alice).isEmpty)
        #expect(
            try await harbour.refusal(of: JoinGroup(group, as: "rosa"), as: alice)?.code
                == .notFound)
        try await riverside.say(
            .groupFounded,
            GroupFounded(
                nonce: nonce(1), name: "Tenants", purpose: "Rents", interests: [], charter: ""
            ).payload())
        try await harbour.act(JoinGroup(group, as: "rosa"), as: alice, at: .noon + 1000)
        try await harbour.act(
            PostToGroup(group, "I am", replyTo: riverside.object(3)), as: alice,
            at: .noon + 2000)
        let record = try #require(try await harbour.chapter.group(group, as: alice))
        #expect(record.members.map(\.name) == ["rosa", "rosa"])
        #expect(record.members.map(\.isAmbiguous) == [true, true])
        #expect(record.members.map(\.isSteward) == [true, false])
        #expect(record.posts.map(\.text) == ["Who is in?", "I am"])
        #expect(record.posts.map(\.depth) == [0, 1])
    }

    @Test func `leaving keeps the posts and deletes the only link to the member`() async throws {
        let harbour = try TestChapter.make()
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let id = try await harbour.act(
            FoundGroup(name: "A", purpose: "B", handle: "rosa"), as: alice)
        try await harbour.act(PostToGroup(id, "Bread and roses"), as: alice)
        try await harbour.act(LeaveGroup(id), as: alice)
        let record = try #require(try await harbour.chapter.group(id, as: alice))
        #expect(record.members.isEmpty)
        #expect(record.posts.map(\.text) == ["Bread and roses"])
        #expect(record.posts.first?.handle.left != nil)
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM group_handle") == 0)
        #expect(
            try await harbour.refusal(of: PostToGroup(id, "More"), as: alice)?.code == .conflict)
        try await harbour.act(JoinGroup(id, as: "rosa"), as: alice, at: .noon + 1000)
    }

    @Test func `an answer to a post of another group is refused`() async throws {
        let harbour = try TestChapter.make()
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let one = try await harbour.act(
            FoundGroup(name: "A", purpose: "B", handle: "rosa"), as: alice)
        let two = try await harbour.act(
            FoundGroup(name: "C", purpose: "D", handle: "rosa"), as: alice)
        let post = try await harbour.act(PostToGroup(one, "Hello"), as: alice)
        let refusal = try await harbour.refusal(
            of: PostToGroup(two, "Hi", replyTo: post), as: alice)
        #expect(refusal?.code == .notFound)
        #expect(
            try await harbour.refusal(of: PostToGroup(one, "  "), as: alice)?.field == "text")
    }

    @Test func `no event names the member`() async throws {
        let harbour = try TestChapter.make()
        let canary = Viewer.plain(try await harbour.person("Canary Kanarienvogel"))
        let id = try await harbour.act(
            FoundGroup(name: "A", purpose: "B", handle: "rosa"), as: canary)
        try await harbour.act(PostToGroup(id, "Hello"), as: canary)
        let shared = try await harbour.chapter.read { db in
            try GroupsProjection.tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map(\.description)
            }
        }
        #expect(shared.count == 3)
        #expect(!shared.contains { $0.contains("Canary") })
    }
}

@Suite struct `Suggesting groups` {
    @Test func `shared interests are the reason and own groups are left out`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let bob = Viewer.plain(try await harbour.person("Bob"))
        for interest in ["Housing", "Evenings", "Chess"] {
            try await harbour.chapter.feeds.database.write { db in
                try db.execute(
                    sql: "INSERT INTO member_interest (member_id, interest, key) VALUES (?, ?, ?)",
                    arguments: [alice, interest, interest.lowercased()])
            }
        }
        let found: [(String, [String])] = [
            ("One", ["housing"]), ("Two", ["evenings", "HOUSING"]), ("None", ["football"]),
            ("Mine", ["chess"]),
        ]
        for (name, interests) in found {
            let id = try await harbour.act(
                FoundGroup(name: name, purpose: "P", interests: interests), as: bob)
            if name == "Mine" {
                try await harbour.act(JoinGroup(id, as: "a"), as: .plain(alice))
            }
        }
        let suggestions = try await harbour.chapter.groupSuggestions(as: .plain(alice))
        #expect(suggestions.map(\.group.name) == ["Two", "One"])
        #expect(
            suggestions.map(\.reason)
                == ["because you chose Evenings and Housing", "because you chose Housing"])
        #expect(try await harbour.chapter.groupSuggestions(as: bob).isEmpty)
        #expect(try await harbour.chapter.groupSuggestions(as: .operator).isEmpty)
    }
}
