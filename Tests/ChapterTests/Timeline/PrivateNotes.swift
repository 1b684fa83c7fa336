import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Private notes` {
    private static let canary = "Kanarienvogel"

    @Test func `nobody but the author finds a private note, wherever they look`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        let note = try await office.record(
            InteractionContent(
                .note, .about, Self.canary, text: "\(Self.canary) more",
                outcome: Self.canary, place: Self.canary, channel: Self.canary, isPrivate: true,
                with: [office.bob]),
            followUp: FollowUp("\(Self.canary) task", assignee: .pointPerson))
        let task = try #require(note.task)
        #expect(try await office.read(note.id, as: office.alice).summary == Self.canary)
        #expect(try await office.read(task, as: office.alice).assignee?.name == "Alice Moreno")
        let bob = Viewer.member(office.bob, [])
        for other in [office.dan, bob, .operator, .visitor] {
            let seen = try await everything(office, task: task, note: note.id, as: other)
            #expect(!seen.contains(Self.canary), "as \(other)")
            #expect(!seen.isEmpty)
        }
        let own = try await everything(office, task: task, note: note.id, as: office.alice)
        #expect(own.contains(Self.canary), "the search must be able to find it")
        for act in [note.id, task] {
            let removal = try await harbour.refusal(of: RemoveInteraction(act), as: office.dan)
            #expect(removal?.code == .notFound)
            #expect(removal?.sentence.contains(Self.canary) == false)
        }
        #expect(try await harbour.refusal(of: FinishTask(task), as: office.dan)?.code == .notFound)
        let load = try await harbour.chapter.read { db in
            try TaskHolder.all(in: db, for: office.dan, today: "2026-05-01").get()
        }
        #expect(load.allSatisfy { $0.open == 0 }, "not even counted")
    }

    /// All that a viewer can read about Bob and tasks, as one text.
    private func everything(_ office: Office, task: Int64, note: Int64, as viewer: Viewer)
        async throws -> String
    {
        try await office.harbour.chapter.read { db in
            var texts: [String] = []
            for filter in TimelineFilter.allCases {
                texts.append(
                    "\(try PersonTimeline(office.bob, filter).answer(in: db, for: viewer))")
            }
            for id in [task, note] {
                texts.append("\(try Interaction.read(id, in: db, for: viewer))")
                texts.append("\(try InteractionHistory.read(id, in: db, for: viewer))")
            }
            for isDone in [false, true] {
                texts.append("\(try TaskList(isDone: isDone).answer(in: db, for: viewer))")
            }
            texts.append("\(try MyDay.read(in: db, for: viewer, at: .noon))")
            texts.append("\(try MemberHistory(office.bob).answer(in: db, for: viewer))")
            texts.append("\(try MemberRecord.read(office.bob, in: db, for: viewer))")
            texts.append(
                "\(try SearchEverything(Self.canary).answer(in: db, of: office.harbour.chapter.feeds.chapter, for: viewer).meetings.count)"
            )
            return texts.joined(separator: "\n")
        }
    }

    @Test func `no list that is taken out and no line of the people's history has it`() async throws
    {
        let office = try await Office()
        try await office.record(
            InteractionContent(.note, .about, Self.canary, isPrivate: true, with: [office.bob]))
        let file = try await office.harbour.act(ExportPeople(), as: office.alice)
        #expect(file.rows > 0)
        #expect(!file.text.contains(Self.canary))
        let history = try await office.harbour.chapter.read { db in
            try String.fetchAll(
                db, sql: "SELECT coalesce(old, '') || coalesce(new, '') FROM history")
        }
        #expect(!history.contains { $0.contains(Self.canary) })
    }

    @Test func `what it said while it was private stays the author's when it is shown to others`()
        async throws
    {
        let office = try await Office()
        let harbour = office.harbour
        var content = InteractionContent(
            .note, .about, Self.canary, isPrivate: true, with: [office.bob])
        let id = try await office.record(content).id
        content.summary = "He is fine"
        content.isPrivate = false
        try await harbour.act(
            ChangeInteraction(id, expectedVersion: 1, to: content), as: office.alice)
        #expect(try await office.read(id, as: office.dan).summary == "He is fine")
        let others = try await office.edits(id, as: office.dan)
        #expect(others.map(\.field) == ["is_private"], "that it was shown is no secret")
        let own = try await office.edits(id, as: office.alice)
        #expect(own.contains { $0.old == Self.canary })
    }

    @Test func `nobody hides what somebody else wrote, nor hands a private task on`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        var content = InteractionContent(.note, .about, "x", with: [office.bob])
        let id = try await office.record(content).id
        content.isPrivate = true
        let hiding = try await harbour.refusal(
            of: ChangeInteraction(id, expectedVersion: nil, to: content), as: office.dan)
        #expect(hiding?.field == "isPrivate")
        try await harbour.act(
            ChangeInteraction(id, expectedVersion: nil, to: content), as: office.alice)
        let dan = try office.danID
        let handing = try await harbour.refusal(
            of: AddTask(TaskContent("x", assignee: dan, isPrivate: true)), as: office.alice)
        #expect(handing?.field == "assignee")
        let own = try await office.task(
            TaskContent("x", assignee: try office.aliceID, isPrivate: true))
        let later = try await harbour.refusal(of: AssignTask(own, to: dan), as: office.alice)
        #expect(later?.field == "assignee")
    }
}
