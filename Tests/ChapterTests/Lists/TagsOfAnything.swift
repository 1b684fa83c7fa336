import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

/// Tags of votes, groups, saved searches, imports and named places.
@Suite struct `Tags of anything` {
    private let harbour: TestChapter
    private let alice: Viewer
    private let carol: Viewer

    init() async throws {
        harbour = try TestChapter.make()
        alice = try await harbour.viewer(.alice, roles: [.coordinator])
        carol = try await harbour.viewer(.carol, roles: [.coordinator])
    }

    /// One thing of each kind, for everybody to see.
    private func things() async throws -> [TaggedThing] {
        let dan = try await harbour.act(AddMember(name: "Dan Dee")).memberID
        let group = try await harbour.act(
            FoundGroup(name: "Housing", purpose: "Rent", handle: "rosa"), as: alice)
        let report = try await harbour.apply(try await harbour.stage("name\nAnn Li\n"))
        try await harbour.act(
            RecordInteraction(
                InteractionContent(.visit, .them, "Rent", place: "Café Cordera", with: [dan])))
        return [
            try #require(TaggedThing(kind: "place", id: "CAFE CORDERA")),
            .ballot(try await harbour.act(DraftBallot(BallotPlan(motion: "Rent strike?")))),
            .group(group),
            .savedSearch(
                try await harbour.act(SaveSearch("Nights", SearchQuery(), isShared: true))),
            .importedList(report.number),
        ]
    }

    private func privateSearch(_ name: String = "Mine") async throws -> Int64 {
        try await harbour.act(SaveSearch(name, SearchQuery(), isShared: false), as: alice)
    }

    private func found(_ tag: String, as viewer: Viewer = .operator) async throws -> [TaggedThing] {
        try await harbour.chapter.read {
            try ThingTags.things(with: tag, in: $0, for: viewer).get().map(\.thing)
        }
    }

    private func shown(_ thing: TaggedThing, as viewer: Viewer = .operator) async throws
        -> ThingTags.Shown?
    {
        try await harbour.chapter.read { try ThingTags.shown(thing, in: $0, for: viewer) }
    }

    /// The tags in lists, those that fields offer, those that are nearly the same, and the things
    /// that the search for everything finds.
    private func everywhere(_ tag: String, as viewer: Viewer) async throws -> [String] {
        let own = harbour.chapter.feeds.chapter
        return try await harbour.chapter.read { db in
            var lines: [String] = try TagList.tags(in: db, for: viewer).map(\.name)
            lines += try LabelsInUse.read(in: db, for: viewer).tags
            lines += try TagList.similar(to: tag + "e", in: db, for: viewer)
            let found = try SearchEverything(tag).answer(in: db, of: own, for: viewer)
            lines += found.tagged.first.map(\.name)
            return lines
        }
    }

    @Test func `each gets tags and loses them, and the tag leads to all of them`() async throws {
        let things = try await things()
        for thing in things {
            #expect(TaggedThing(kind: thing.kind, id: thing.id) == thing)
            #expect(try await harbour.act(TagThing(thing, add: ["Rent", "rent"])) == ["Rent"])
        }
        #expect(try await found("RENT") == things)
        let list = try await harbour.chapter.read { try TagList.tags(in: $0, for: .operator) }
        #expect(list.map(\.things) == [things.count])
        for thing in things {
            #expect(try await harbour.act(TagThing(thing, remove: ["RENT"])) == [])
            #expect(try await shown(thing)?.changes.map(\.old) == ["Rent", nil])
        }
        #expect(try await found("rent") == [])
        let nowhere = try #require(TaggedThing(kind: "place", id: "Nowhere"))
        let nothing = try #require(ObjectID(bytes: [UInt8](repeating: 7, count: 16)))
        let gone: [TaggedThing] = [
            nowhere, .ballot(nothing), .group(nothing), .savedSearch(99), .importedList(99),
        ]
        for thing in gone {
            let refusal = try await harbour.refusal(of: TagThing(thing, add: ["A"]))
            #expect(refusal?.code == .notFound, "\(thing)")
        }
    }

    @Test func `a new name and two tags of one name are for all of them, and undone at once`()
        async throws
    {
        let things = try await things()
        for thing in things { try await harbour.act(TagThing(thing, add: ["Rent"])) }
        try await harbour.act(TagThing(things[0], add: ["Homes"]))
        let done = try await harbour.act(ChangeTag("rent", to: "Homes"))
        #expect((done.people, done.things) == (0, things.count))
        #expect(try await found("Homes") == things)
        #expect(try await found("Rent") == [])
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect((undone.restored, undone.kept) == (things.count, 0))
        #expect(try await found("Rent") == things)
        #expect(try await found("Homes") == [things[0]])
    }

    @Test func `the search for everything finds them by the beginnings of words`() async throws {
        let things = try await things()
        for thing in things { try await harbour.act(TagThing(thing, add: ["Rent & repairs"])) }
        let own = harbour.chapter.feeds.chapter
        for (text, count) in [("rep RENT", things.count), ("epairs", 0), ("rent food", 0)] {
            let tagged = try await harbour.chapter.read { db in
                try SearchEverything(text).answer(in: db, of: own, for: .operator).tagged
            }
            #expect(tagged.count == count, "\(text)")
        }
        let member = try await harbour.viewer(.bob)
        let tagged = try await harbour.chapter.read { db in
            try SearchEverything("rent").answer(in: db, of: own, for: member).tagged
        }
        #expect(tagged.count == 0, "tags are the chapter's own work")
    }

    @Test func `a private search tells nobody its tags, in no list, number or renaming`()
        async throws
    {
        let search = TaggedThing.savedSearch(try await privateSearch())
        try await harbour.act(TagThing(search, add: ["Strike"]), as: alice)
        #expect(try await everywhere("strike", as: alice).count == 4)
        for other in [carol, .operator] {
            #expect(try await everywhere("strike", as: other) == [])
            #expect(try await found("strike", as: other) == [])
            #expect(try await shown(search, as: other) == nil)
            for refusal in [
                try await harbour.refusal(of: TagThing(search, add: ["X"]), as: other),
                try await harbour.refusal(of: ChangeTag("Strike", to: "X"), as: other),
                try await harbour.refusal(of: SetTagGroup("Strike", group: "X"), as: other),
            ] {
                #expect(refusal?.sentence.contains("Mine") == false)
            }
        }
        #expect(try await found("strike", as: alice) == [search], "nobody else renames it")
        // Where others have the tag as well, one tag stays one tag, and only theirs are counted.
        let open = TaggedThing.savedSearch(
            try await harbour.act(SaveSearch("Open", SearchQuery(), isShared: true)))
        try await harbour.act(TagThing(open, add: ["Strike"]))
        let done = try await harbour.act(ChangeTag("Strike", to: "Walkout"), as: carol)
        #expect(done.things == 1)
        #expect(try await found("walkout", as: alice).count == 2)
        let undone = try await harbour.act(UndoLabels(try #require(done.id)), as: carol)
        #expect((undone.restored, undone.kept) == (1, 0))
        #expect(Set(try await found("strike", as: alice)) == [search, open])
    }

    @Test func `the log does not name a tag that is its owner's alone`() async throws {
        let search = TaggedThing.savedSearch(try await privateSearch())
        try await harbour.act(TagThing(search, add: ["Strike"]), as: alice)
        let done = try await harbour.act(ChangeTag("Strike", to: "Walkout"), as: alice)
        #expect(done.things == 1)
        let log = try await harbour.chapter.read { db in
            try ChapterLog(.changed).answer(in: db, for: carol).get()
        }
        let line = try #require(log.first)
        #expect(line.act == "ChangeTag")
        #expect(line.old == nil && line.new == nil)
        #expect(try await harbour.act(UndoLabels(try #require(done.id)), as: alice).restored == 1)
    }

    @Test func `what became of tags while a search was private stays its owner's`() async throws {
        let id = try await privateSearch()
        let search = TaggedThing.savedSearch(id)
        try await harbour.act(TagThing(search, add: ["Strike"]), as: alice, at: .noon + 1000)
        try await harbour.act(
            TagThing(search, add: ["Rent"], remove: ["Strike"]), as: alice, at: .noon + 2000)
        try await harbour.act(
            ChangeSearch(id, version: 1, name: "Ours", SearchQuery(), isShared: true), as: alice,
            at: .noon + 3000)
        #expect(try await shown(search, as: carol)?.tags == ["Rent"])
        #expect(try await shown(search, as: carol)?.changes == [])
        #expect(try await shown(search, as: alice)?.changes.count == 3)
        try await harbour.act(TagThing(search, add: ["Food"]), as: carol, at: .noon + 4000)
        #expect(try await shown(search, as: carol)?.changes.map(\.new) == ["Food"])
    }

    @Test func `a place of private entries alone is nobody else's, nor are its tags`() async throws
    {
        let dan = try await harbour.act(AddMember(name: "Dan Dee")).memberID
        try await harbour.act(
            RecordInteraction(
                InteractionContent(
                    .visit, .them, "Secret", place: "Back Room", isPrivate: true, with: [dan])),
            as: alice)
        let place = try #require(TaggedThing(kind: "place", id: "back room"))
        try await harbour.act(TagThing(place, add: ["Strike"]), as: alice)
        #expect(try await everywhere("strike", as: alice).count == 4)
        #expect(try await everywhere("strike", as: carol) == [])
        let refusal = try await harbour.refusal(of: TagThing(place, add: ["X"]), as: carol)
        #expect(refusal?.code == .notFound)
        try await harbour.act(
            RecordInteraction(
                InteractionContent(.visit, .them, "Open", place: "BACK ROOM", with: [dan])))
        #expect(try await found("strike", as: carol) == [place])
    }

    @Test func `an archive has the tags of shared searches and places, and none that is private`()
        async throws
    {
        let things = try await things()
        for thing in things { try await harbour.act(TagThing(thing, add: ["Rent"])) }
        let search = TaggedThing.savedSearch(try await privateSearch())
        try await harbour.act(TagThing(search, add: ["Kanarienvogel"]), as: alice)
        try await harbour.act(SetTagGroup("Kanarienvogel", group: "Birds"), as: alice)
        let folder = try TemporaryDirectory()
        let path = folder.path + "/a.zip"
        _ = try await harbour.chapter.writeArchive(to: path, as: .operator, at: .noon).get()
        let archive = try ArchiveFile(.file(path: path))
        func text(_ file: String) throws -> String {
            String(decoding: try archive.whole(file, atMost: 1 << 20), as: UTF8.self)
        }
        let tags = try text("tags-of-things.csv").split(separator: "\r\n").dropFirst()
        #expect(tags == ["place,cafe cordera,Rent", "saved search,1,Rent"])
        #expect(try !text("tag-groups.csv").contains("Kanarienvogel"))
        #expect(try !text("tag-history.csv").contains("Kanarienvogel"))
        #expect(try text("tag-history.csv").contains("place,cafe cordera,,,Rent"))
        let other = try TestChapter.make(named: "Hillside")
        try await other.act(ReadArchive(.file(path: path)))
        let found = try await other.chapter.read {
            try ThingTags.things(with: "rent", in: $0, for: .operator).get().map(\.name)
        }
        #expect(found == ["Café Cordera", "Nights"])
    }

    @Test func `nobody rewrites or removes a line of what became of tags`() async throws {
        let search = TaggedThing.savedSearch(try await privateSearch())
        try await harbour.act(TagThing(search, add: ["Strike"]), as: alice)
        for sql in ["UPDATE tag_history SET actor = '1'", "DELETE FROM tag_history"] {
            await #expect(throws: DatabaseError.self) {
                try await harbour.chapter.feeds.database.write { try $0.execute(sql: sql) }
            }
        }
        let lines = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM tag_history")
        }
        #expect(lines == 1)
    }

    @Test func `tags of an older program are all there, and numbers are not given twice`()
        async throws
    {
        let queue = try DatabaseQueue()
        var all = DatabaseMigrator()
        Feeds.registerMigrations(in: &all)
        Chapter.registerMigrations(in: &all)
        try all.migrate(queue, upTo: "tags-0001")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO thing_tag (id, subject_kind, subject_id, key, tag)
                      VALUES (3, 'object', '1', 'docks', 'Docks'), (9, 'object', '1', 'x', 'X');
                    DELETE FROM thing_tag WHERE id = 9;
                    INSERT INTO tag_history (id, at, actor, act, subject_kind, subject_id, new)
                      VALUES (4, 1, 'operator', 'TagThing', 'object', '1', 'Docks'),
                        (8, 1, 'operator', 'SetTagGroup', NULL, NULL, 'Places');
                    """)
        }
        try all.migrate(queue)
        try await queue.write { db in
            let tags = try Row.fetchAll(db, sql: "SELECT * FROM thing_tag")
            #expect(tags.map { $0["id"] as Int } == [3])
            #expect(tags.map { $0["tag"] as String } == ["Docks"])
            let ids = try Int.fetchAll(db, sql: "SELECT id FROM tag_history ORDER BY id")
            #expect(ids == [4, 8])
            try db.execute(
                sql: """
                    INSERT INTO thing_tag (subject_kind, subject_id, key, tag)
                    VALUES ('place', 'quay', 'docks', 'Docks')
                    """)
            #expect(db.lastInsertedRowID == 10)
        }
    }
}
