import Federation
import Feeds
import GRDB
import Testing

@Suite struct `Groups from feeds` {
    private func founding(_ byte: UInt8) -> [UInt8] {
        GroupFounded(
            nonce: nonce(byte), name: "Tenants", purpose: "Fair rents",
            interests: ["housing", "law"], charter: ""
        ).payload()
    }

    private func joining(_ group: ObjectID, _ byte: UInt8, _ name: String) -> [UInt8] {
        GroupJoined(group: group, nonce: nonce(byte), name: name, steward: false).payload()
    }

    private func post(
        _ group: ObjectID, _ byte: UInt8, by handle: ObjectID, _ text: String = "Hello",
        replyTo: ObjectID? = nil
    ) -> [UInt8] {
        GroupPosted(nonce: nonce(byte), group: group, handle: handle, text: text, replyTo: replyTo)
            .payload()
    }

    @Test func `a join and a post that arrive before the founding are kept`() throws {
        let tables = try SharedTables(GroupsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        var riverside = FeedScript(of: "Riverside")
        let group = harbour.object(1)
        let void = try tables.take([
            riverside.say(.groupJoined, joining(group, 2, "rosa")),
            riverside.say(.groupPosted, post(group, 3, by: riverside.object(2))),
        ])
        #expect(void.isEmpty)
        #expect(try tables.take(harbour.say(.groupFounded, founding(1))) == nil)
        let row = try tables.row(
            """
            SELECT shared_group.name, text FROM shared_group JOIN shared_post USING (group_id)
            """)
        #expect(row["name"] == "Tenants")
        #expect(row["text"] == "Hello")
    }

    @Test func `a chapter cannot speak for another chapter's handle`() throws {
        let tables = try SharedTables(GroupsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        var eve = FeedScript(of: "Eve")
        let group = harbour.object(1)
        try tables.take([
            harbour.say(.groupFounded, founding(1)),
            harbour.say(.groupJoined, joining(group, 2, "rosa")),
        ])
        let said = eve.say(.groupPosted, post(group, 3, by: harbour.object(2), "I am rosa"))
        let left = eve.say(
            .groupLeft, GroupLeft(group: group, handle: harbour.object(2)).payload())
        #expect(
            try tables.take([said, left]) == [said.id: .unknownObject, left.id: .unknownObject])
        #expect(try tables.row("SELECT count(*) AS n FROM shared_post")["n"] == 0)
    }

    @Test func `a handle that left says nothing more and what it said stays`() throws {
        let tables = try SharedTables(GroupsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        let group = harbour.object(1)
        let handle = harbour.object(2)
        try tables.take([
            harbour.say(.groupFounded, founding(1)),
            harbour.say(.groupJoined, joining(group, 2, "rosa")),
            harbour.say(.groupPosted, post(group, 3, by: handle)),
            harbour.say(.groupLeft, GroupLeft(group: group, handle: handle).payload()),
        ])
        #expect(
            try tables.take(harbour.say(.groupPosted, post(group, 4, by: handle))) == .outOfTurn)
        #expect(try tables.row("SELECT count(*) AS n FROM shared_post")["n"] == 1)
    }

    @Test func `one chapter cannot use a name twice in a group and two chapters can`() throws {
        let tables = try SharedTables(GroupsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        var riverside = FeedScript(of: "Riverside")
        let group = harbour.object(1)
        let first = harbour.say(.groupJoined, joining(group, 2, "rosa"))
        let twice = harbour.say(.groupJoined, joining(group, 3, "rosa"))
        let elsewhere = riverside.say(.groupJoined, joining(group, 2, "rosa"))
        let void = try tables.take([first, twice, elsewhere])
        #expect(void == [twice.id: VoidReason("handle name taken")])
    }

    @Test func `a second founding, join or post under the same nonce is out of turn`() throws {
        let tables = try SharedTables(GroupsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        let group = harbour.object(1)
        try tables.take([
            harbour.say(.groupFounded, founding(1)),
            harbour.say(.groupJoined, joining(group, 2, "rosa")),
            harbour.say(.groupPosted, post(group, 3, by: harbour.object(2))),
        ])
        let rows = try tables.dump()
        #expect(try tables.take(harbour.say(.groupFounded, founding(1))) == .outOfTurn)
        #expect(
            try tables.take(harbour.say(.groupJoined, joining(group, 2, "karl"))) == .outOfTurn)
        #expect(
            try tables.take(
                harbour.say(.groupPosted, post(group, 3, by: harbour.object(2), "Twice")))
                == .outOfTurn)
        #expect(try tables.dump() == rows)
    }

    @Test func `payloads that make no sense are void and change nothing`() throws {
        let tables = try SharedTables(GroupsProjection.self)
        var harbour = FeedScript(of: "Harbour")
        let group = harbour.object(1)
        let many = GroupFounded(
            nonce: nonce(1), name: "A", purpose: "B", interests: (0..<17).map { "i\($0)" },
            charter: "")
        let twice = GroupFounded(
            nonce: nonce(1), name: "A", purpose: "B", interests: ["x", "x"], charter: "")
        #expect(try tables.take(harbour.say(.groupFounded, many.payload())) == .outOfBounds)
        #expect(try tables.take(harbour.say(.groupFounded, twice.payload())) == .outOfBounds)
        #expect(
            try tables.take(harbour.say(.groupJoined, joining(group, 2, "two\nlines")))
                == .outOfBounds)
        let long = String(repeating: "x", count: 8193)
        #expect(
            try tables.take(harbour.say(.groupPosted, post(group, 3, by: group, long)))
                == .outOfBounds)
        for kind in GroupsProjection.kinds {
            #expect(try tables.take(harbour.say(kind, [0xFF])) == .malformed)
            #expect(try tables.take(harbour.say(kind, [])) == .outOfBounds)
        }
        #expect(try tables.dump().isEmpty)
    }

    @Test func `the order in which feeds arrive changes nothing`() throws {
        var harbour = FeedScript(of: "Harbour")
        var riverside = FeedScript(of: "Riverside")
        var eve = FeedScript(of: "Eve")
        let group = harbour.object(1)
        harbour.say(.groupFounded, founding(1))
        for (byte, name) in [(UInt8(2), "rosa"), (3, "karl"), (4, "rosa")] {
            harbour.say(.groupJoined, joining(group, byte, name))
            riverside.say(.groupJoined, joining(group, byte, name))
            eve.say(.groupJoined, joining(group, byte, "eve\(byte)"))
        }
        harbour.say(.groupPosted, post(group, 5, by: harbour.object(2)))
        riverside.say(
            .groupPosted,
            post(group, 5, by: riverside.object(2), "Yes", replyTo: harbour.object(5)))
        eve.say(.groupPosted, post(group, 5, by: harbour.object(2), "False"))
        eve.say(.groupPosted, post(group, 6, by: eve.object(2), "True"))
        harbour.say(.groupLeft, GroupLeft(group: group, handle: harbour.object(2)).payload())
        harbour.say(.groupJoined, joining(group, 7, "rosa"))
        riverside.say(
            .groupPosted, post(group, 8, by: riverside.object(3), replyTo: eve.object(6)))
        try expectSameRows(GroupsProjection.self, [harbour, riverside, eve])
    }
}
