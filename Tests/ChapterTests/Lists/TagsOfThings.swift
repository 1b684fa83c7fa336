import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Tags of things` {
    /// One thing of each kind.
    private func things(of harbour: TestChapter) async throws -> [TaggedThing] {
        let bob = try await harbour.add(.bob)
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let meeting = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Assembly", start: .noon, end: .noon + 3_600_000)))
        let agreement = try await harbour.act(
            AddAgreement(
                EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
        return [
            .object(try await harbour.act(AddObject(kind.id, name: "Pier 4")).id),
            .meeting(meeting), .agreement(agreement),
            .interaction(try await harbour.act(AddTask(TaskContent("Call", on: [bob])))),
        ]
    }

    private func found(_ tag: String, _ harbour: TestChapter, as viewer: Viewer = .operator)
        async throws -> [TaggedThing]
    {
        try await harbour.chapter.read {
            try ThingTags.things(with: tag, in: $0, for: viewer).get().map(\.thing)
        }
    }

    @Test func `everything that is no contact gets tags by one act, and loses them`() async throws {
        let harbour = try TestChapter.make()
        let things = try await things(of: harbour)
        for thing in things {
            #expect(try await harbour.act(TagThing(thing, add: ["Docks", "docks"])) == ["Docks"])
            #expect(
                try await harbour.act(TagThing(thing, add: ["A"], remove: ["none"]))
                    == ["A", "Docks"])
        }
        #expect(Set(try await found("DOCKS", harbour)) == Set(things))
        for thing in things {
            #expect(try await harbour.act(TagThing(thing, remove: ["DOCKS", "A"])) == [])
            let shown = try await harbour.chapter.read {
                try ThingTags.shown(thing, in: $0, for: .operator)
            }
            #expect(shown?.changes.map(\.new) == [nil, nil, "A", "Docks"])
            #expect(shown?.changes.map(\.old) == ["A", "Docks", nil, nil])
        }
        #expect(try await found("docks", harbour) == [])
        #expect(try await harbour.refusal(of: TagThing(things[0], add: [" "]))?.code == .invalid)
        let many = (0...TagThing.most).map { "Tag \($0)" }
        #expect(try await harbour.refusal(of: TagThing(things[0], add: many))?.code == .conflict)
        for gone: TaggedThing in [.object(99), .agreement(99), .interaction(99)] {
            #expect(try await harbour.refusal(of: TagThing(gone, add: ["A"]))?.code == .notFound)
        }
    }

    @Test func `lists are narrowed down by a tag`() async throws {
        let harbour = try TestChapter.make()
        let things = try await things(of: harbour)
        for thing in things { try await harbour.act(TagThing(thing, add: ["Docks"])) }
        let own = harbour.chapter.feeds.chapter
        for (tag, count) in [("docks", 1), ("other", 0)] {
            var tasks = TaskList()
            tasks.tag = tag
            var meetings = MeetingListing()
            meetings.tag = tag
            let (taskList, meetingList) = (tasks, meetings)
            let counts = try await harbour.chapter.read { db in
                let objects = try ObjectList(1, tag: tag).answer(in: db, for: .operator).get()
                let agreements = try AgreementList(.all, tag: tag)
                    .answer(in: db, for: .operator, at: .noon).get()
                return [
                    objects.count, agreements.count,
                    try taskList.answer(in: db, for: .operator).get().tasks.count,
                    try meetingList.answer(in: db, of: own, for: .operator, at: .noon).count,
                ]
            }
            #expect(counts == [count, count, count, count], "\(tag)")
        }
    }

    @Test func `a new name for a tag is for things too, and undoing gives the old one back`()
        async throws
    {
        let harbour = try TestChapter.make()
        let things = try await things(of: harbour)
        let bob = try #require(try await harbour.list(MemberList()).people.first)
        let member = try #require(MemberID(bob.memberID))
        try await harbour.act(TagMember(member, "docks"))
        try await harbour.act(TagThing(things[0], add: ["Docks"]))
        try await harbour.act(TagThing(things[1], add: ["Docks", "Piers"]))
        let done = try await harbour.act(ChangeTag("docks", to: "Piers"))
        #expect((done.people, done.things) == (1, 2))
        #expect(try await found("docks", harbour) == [])
        #expect(try await found("Piers", harbour).count == 2)
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect((undone.restored, undone.kept) == (3, 0))
        #expect(Set(try await found("docks", harbour)) == [things[0], things[1]])
        #expect(try await found("Piers", harbour) == [things[1]])
        #expect(try await harbour.record(member).tags == ["docks"])
        // A tag that only things have is renamed as well.
        try await harbour.act(TagThing(things[2], add: ["Lease"]))
        let only = try await harbour.act(ChangeTag("lease", to: "Rent"))
        #expect((only.people, only.things) == (0, 1))
        try await harbour.act(TagThing(things[2], remove: ["Rent"]))
        let late = try await harbour.act(UndoLabels(try #require(only.id)))
        #expect((late.restored, late.kept) == (0, 1))
    }

    @Test func `a tag of a private note is its author's alone`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let carol = try await harbour.viewer(.carol, roles: [.coordinator])
        var content = InteractionContent(
            .note, .about, "Between us", with: [try #require(carol.memberID)])
        content.isPrivate = true
        let note = try await harbour.act(RecordInteraction(content), as: alice).id
        let thing = TaggedThing.interaction(note)
        try await harbour.act(TagThing(thing, add: ["Sensitive"]), as: alice)
        #expect(try await found("sensitive", harbour, as: alice) == [thing])
        #expect(try await found("sensitive", harbour, as: carol) == [])
        let refusal = try await harbour.refusal(of: TagThing(thing, add: ["X"]), as: carol)
        #expect(refusal?.code == .notFound)
        for (viewer, tags) in [(alice, ["Sensitive"]), (carol, [])] {
            let (list, labels) = try await harbour.chapter.read { db in
                (
                    try TagList.tags(in: db, for: viewer).map(\.name),
                    try LabelsInUse.read(in: db, for: viewer).tags
                )
            }
            #expect(list == tags)
            #expect(labels == tags)
        }
    }

    @Test func `tags belong to groups, which follow a new name and can be renamed`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        for tag in ["Spanish", "Arabic"] { try await harbour.act(TagMember(bob, tag)) }
        let group = { (tag: String) in
            try await harbour.chapter.read {
                try TagGroups.read(in: $0, for: .operator).group(of: tag)
            }
        }
        #expect(try await harbour.act(SetTagGroup("spanish", group: "Languages")))
        #expect(try await harbour.act(SetTagGroup("Arabic", group: "LANGUAGES")))
        #expect(try await !harbour.act(SetTagGroup("Arabic", group: "languages")))
        #expect(try await group("ARABIC") == "Languages")
        try await harbour.act(ChangeTag("Arabic", to: "Standard Arabic"))
        #expect(try await group("Standard Arabic") == "Languages")
        let list = try await harbour.chapter.read { try TagList.tags(in: $0, for: .operator) }
        #expect(list.map(\.group) == ["Languages", "Languages"])
        #expect(try await harbour.act(RenameTagGroup("languages", to: "Speaks")) >= 2)
        #expect(try await group("Spanish") == "Speaks")
        #expect(try await harbour.act(SetTagGroup("Spanish", group: " ")))
        #expect(try await group("Spanish") == nil)
        #expect(try await harbour.refusal(of: SetTagGroup("Basque", group: "X"))?.code == .invalid)
        let none = RenameTagGroup("Nothing", to: "X")
        #expect(try await harbour.refusal(of: none)?.code == .notFound)
        let empty = RenameTagGroup("Speaks", to: "")
        #expect(try await harbour.refusal(of: empty)?.code == .invalid)
    }
}
