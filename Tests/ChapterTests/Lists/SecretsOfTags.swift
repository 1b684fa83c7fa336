import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

/// What logs, archives and refusals say of notes, tasks and searches that are somebody's alone.
@Suite struct `Secrets of tags` {
    private let harbour: TestChapter
    private let alice: Viewer
    private let carol: Viewer
    private let dan: MemberID

    init() async throws {
        harbour = try TestChapter.make()
        alice = try await harbour.viewer(.alice, roles: [.coordinator])
        carol = try await harbour.viewer(.carol, roles: [.coordinator])
        dan = try await harbour.act(AddMember(name: "Dan Dee")).memberID
    }

    private func note(isPrivate: Bool, place: String = "") -> InteractionContent {
        InteractionContent(
            .note, .about, "Rent", place: place, isPrivate: isPrivate, with: [dan])
    }

    private func shown(_ thing: TaggedThing, as viewer: Viewer) async throws -> ThingTags.Shown? {
        try await harbour.chapter.read { try ThingTags.shown(thing, in: $0, for: viewer) }
    }

    @Test func `the log has no reason of a tag that it does not name`() async throws {
        let mine = TaggedThing.savedSearch(
            try await harbour.act(SaveSearch("Mine", SearchQuery(), isShared: false), as: alice))
        let open = TaggedThing.savedSearch(
            try await harbour.act(SaveSearch("Open", SearchQuery(), isShared: true), as: alice))
        try await harbour.act(TagThing(mine, add: ["Strike"]), as: alice)
        try await harbour.act(TagThing(open, add: ["Rent"]), as: alice)
        for (tag, name) in [("Strike", "Walkout"), ("Rent", "Homes")] {
            _ = try await harbour.chapter.perform(
                ChangeTag(tag, to: name), as: alice, because: "Not \(tag)", at: .noon
            ).get()
        }
        let carol = carol
        let log = try await harbour.chapter.read { db in
            try ChapterLog(.changed).answer(in: db, for: carol).get()
                .filter { $0.act == "ChangeTag" }
        }
        #expect(log.map(\.old) == ["Rent", nil])
        #expect(log.map(\.why) == ["Not Rent", nil])
        #expect(try await shown(mine, as: alice)?.changes.first?.why == "Not Strike")
    }

    @Test func `what became of tags while a note was private stays its author's`() async throws {
        let id = try await harbour.act(RecordInteraction(note(isPrivate: true)), as: alice).id
        // A search of the same number is something else.
        let search = try await harbour.act(
            SaveSearch("Mine", SearchQuery(), isShared: false), as: carol)
        #expect(search == id)
        let thing = TaggedThing.interaction(id)
        func show(_ isPrivate: Bool, at now: Timestamp) async throws {
            try await harbour.act(
                ChangeInteraction(id, expectedVersion: nil, to: note(isPrivate: isPrivate)),
                as: alice, at: now)
        }
        try await harbour.act(TagThing(thing, add: ["Strike"]), as: alice, at: .noon + 1000)
        try await harbour.act(
            TagThing(thing, add: ["Rent"], remove: ["Strike"]), as: alice, at: .noon + 2000)
        try await show(false, at: .noon + 3000)
        #expect(try await shown(thing, as: carol)?.tags == ["Rent"])
        #expect(try await shown(thing, as: carol)?.changes == [])
        #expect(try await shown(thing, as: alice)?.changes.count == 3)
        try await harbour.act(TagThing(thing, add: ["Food"]), as: carol, at: .noon + 4000)
        #expect(try await shown(thing, as: carol)?.changes.map(\.new) == ["Food"])
        // What everybody saw before it was private again is no secret afterwards.
        try await show(true, at: .noon + 5000)
        try await harbour.act(TagThing(thing, remove: ["Rent"]), as: alice, at: .noon + 6000)
        try await show(false, at: .noon + 7000)
        #expect(try await shown(thing, as: carol)?.changes.map(\.new) == ["Food"])
        #expect(try await shown(thing, as: alice)?.changes.count == 5)
    }

    @Test func `the same is so of a task`() async throws {
        var content = TaskContent("Call", on: [dan], isPrivate: true)
        let id = try await harbour.act(AddTask(content), as: alice)
        let thing = TaggedThing.interaction(id)
        try await harbour.act(TagThing(thing, add: ["Strike"]), as: alice, at: .noon + 1000)
        content.isPrivate = false
        try await harbour.act(
            ChangeTask(id, expectedVersion: nil, to: content), as: alice, at: .noon + 2000)
        #expect(try await shown(thing, as: carol)?.tags == ["Strike"])
        #expect(try await shown(thing, as: carol)?.changes == [])
        #expect(try await shown(thing, as: alice)?.changes.count == 1)
    }

    @Test func `an archive has no tag that was on a private note alone, nor its group`()
        async throws
    {
        let id = try await harbour.act(RecordInteraction(note(isPrivate: true)), as: alice).id
        let thing = TaggedThing.interaction(id)
        try await harbour.act(
            TagThing(thing, add: ["Kanarienvogel", "Rent"]), as: alice, at: .noon + 1000)
        try await harbour.act(SetTagGroup("Kanarienvogel", group: "Birds"), as: alice)
        try await harbour.act(SetTagGroup("Rent", group: "Homes"), as: alice)
        try await harbour.act(
            TagThing(thing, remove: ["Kanarienvogel"]), as: alice, at: .noon + 2000)
        for isShown in [false, true] {
            if isShown {
                try await harbour.act(
                    ChangeInteraction(id, expectedVersion: nil, to: note(isPrivate: false)),
                    as: alice, at: .noon + 3000)
                try await harbour.act(
                    TagThing(thing, add: ["Food"]), as: carol, at: .noon + 4000)
            }
            let folder = try TemporaryDirectory()
            let path = folder.path + "/a.zip"
            _ = try await harbour.chapter.writeArchive(to: path, as: .operator, at: .noon).get()
            let archive = try ArchiveFile(.file(path: path))
            var files: [String: String] = [:]
            for name in ["tags-of-things.csv", "tag-groups.csv", "tag-history.csv"] {
                let text = String(
                    decoding: try archive.whole(name, atMost: 1 << 20), as: UTF8.self)
                #expect(!text.contains("Kanarienvogel") && !text.contains("Birds"), "\(name)")
                #expect(text.contains("Rent") == isShown, "\(name)")
                files[name] = text
            }
            #expect(files["tag-groups.csv"]?.contains("Homes") == isShown)
            #expect(files["tag-history.csv"]?.contains("Food") == isShown)
        }
    }

    @Test func `tags of places are looked for without going through all entries`() async throws {
        for name in ["Albert Quay", "ALBERT QUAY", "Bell Quay"] {
            try await harbour.act(RecordInteraction(note(isPrivate: false, place: name)))
        }
        try await harbour.act(
            RecordInteraction(note(isPrivate: true, place: "Cold Quay")), as: alice)
        for name in ["Albert Quay", "Bell Quay", "Cold Quay"] {
            let place = try #require(TaggedThing(kind: "place", id: name))
            try await harbour.act(TagThing(place, add: ["Docks"]), as: alice)
        }
        func seen(_ viewer: Viewer, placesAtMost most: Int? = nil) async throws -> [String] {
            try await harbour.chapter.read { db in
                let seen = try SeenTags(viewer, placesAtMost: most, in: db)
                return try String.fetchAll(
                    db,
                    sql: "SELECT subject_id FROM thing_tag WHERE \(seen.sql) ORDER BY subject_id",
                    arguments: seen.arguments)
            }
        }
        #expect(try await seen(carol) == ["albert quay", "bell quay"])
        #expect(try await seen(alice) == ["albert quay", "bell quay", "cold quay"])
        #expect(try await seen(alice, placesAtMost: 2) == ["albert quay"], "two spellings")
        let plan: [String] = try await harbour.chapter.read { db in
            let seen = try SeenTags(.operator, in: db)
            return try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN SELECT key FROM thing_tag WHERE \(seen.sql)",
                arguments: seen.arguments
            ).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("interaction_by_place") })
        #expect(!plan.contains { $0.hasPrefix("SCAN i ") }, "\(plan)")
    }

    @Test func `a search that somebody's own search uses stays, and that one is not named`()
        async throws
    {
        let all = try await harbour.act(SaveSearch("All", SearchQuery(), isShared: true))
        let using = SearchQuery(all: [SearchCondition(.search, of: "\(all)", .is)])
        let own = try await harbour.act(
            SaveSearch("Hopeless cases", using, isShared: false), as: alice)
        let toAlice = try await harbour.refusal(of: RemoveSearch(all), as: alice)
        #expect(toAlice?.sentence.contains("“Hopeless cases”") == true)
        let toCarol = try await harbour.refusal(of: RemoveSearch(all), as: carol)
        #expect(
            toCarol?.sentence
                == "“All” is used by a private search of somebody. Whoever keeps that one has to "
                + "take it out first.")
        // One that can be named goes before.
        try await harbour.act(SaveSearch("Nights", using, isShared: true))
        let named = try await harbour.refusal(of: RemoveSearch(all), as: carol)
        #expect(named?.sentence.contains("“Nights”") == true)
        try await harbour.act(RemoveSearch(own), as: alice)
    }

    @Test func `whom somebody's own searches ask for stays, and those are not named`() async throws
    {
        let asking = SearchQuery(all: [SearchCondition(.pointPerson, .is, dan.description)])
        for name in ["Hopeless cases", "Hopeless too"] {
            try await harbour.act(SaveSearch(name, asking, isShared: false), as: alice)
        }
        func said(_ viewer: Viewer) async throws -> [String] {
            try await harbour.chapter.removalPreview(of: dan, for: viewer).get()
                .obstacles.map(\.sentence).filter { $0.contains("search") }
        }
        #expect(try await said(alice).count == 2)
        #expect(
            try await said(carol) == [
                "A private search of somebody asks for Dan Dee. Whoever keeps it has to change its "
                    + "conditions first."
            ])
    }
}
