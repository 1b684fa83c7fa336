import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Taking back changes of notes and tasks` {
    @Test func `fields of an entry come back one by one`() async throws {
        let office = try await Office()
        var said = InteractionContent(
            .call, .them, "Shifts", text: "All of it", outcome: "no answer", with: [office.bob],
            as: [office.bob: "steward"])
        let id = try await office.record(said).id
        let first = try await office.read(id, as: office.alice)
        said.kind = .visit
        said.summary = "Shift swaps"
        said.outcome = ""
        said.at = .noon + (-3_600_000)
        said.contacts = [office.carol]
        said.capacities = [:]
        try await office.harbour.act(
            ChangeInteraction(id, expectedVersion: 1, to: said), as: office.dan)
        let edits = try await office.edits(id, as: office.alice).filter(\.canBeTakenBack)
        #expect(Set(edits.map(\.field)).isSuperset(of: ["kind", "summary", "outcome", "at"]))
        // Bob comes back before Carol goes: somebody must be concerned.
        for edit in edits.sorted(by: { ($0.old != nil ? 0 : 1) < ($1.old != nil ? 0 : 1) }) {
            try await office.harbour.act(
                RevertInteractionChange(id, edit.id), as: office.alice)
        }
        let now = try await office.read(id, as: office.alice)
        #expect(now.kind == .call && now.summary == "Shifts" && now.outcome == "no answer")
        #expect(now.at == first.at && now.text == "All of it")
        #expect(now.contacts.map(\.id) == [office.bob])
        let newest = try await office.edits(id, as: office.alice)[0]
        let alice = try office.aliceID.description
        #expect(newest.act == "RevertInteractionChange" && newest.by.id == alice)
        for edit in edits where edit.field == "summary" {
            let refusal = try await office.harbour.refusal(
                of: RevertInteractionChange(id, edit.id), as: office.alice)
            #expect(
                refusal?.sentence
                    == "The summary of Shifts has changed again since. Nothing was taken back.")
        }
    }

    @Test func `what no longer fits is refused, and nothing is hidden from its author`()
        async throws
    {
        let office = try await Office()
        let harbour = office.harbour
        let id = try await office.record(
            InteractionContent(.note, .about, "Kind", isPrivate: true, with: [office.bob])
        ).id
        try await harbour.act(
            ChangeInteraction(
                id, expectedVersion: 1,
                to: InteractionContent(.note, .about, "Kind", with: [office.bob, office.carol])),
            as: office.alice)
        let edits = try await office.edits(id, as: office.alice)
        let shown = try #require(edits.first { $0.field == "is_private" })
        #expect(shown.canBeTakenBack)
        #expect(
            try await office.edits(id, as: office.dan).first { $0.field == "is_private" }?
                .canBeTakenBack == false)
        let refused = try await harbour.refusal(
            of: RevertInteractionChange(id, shown.id), as: office.dan)
        #expect(refused?.sentence == "Only whoever wrote this can make it private.")
        // What it said while it was private is its author's own.
        let carol = try #require(edits.first { $0.field == "contact" })
        let hidden = try await harbour.refusal(
            of: RevertInteractionChange(id, carol.id), as: office.dan)
        #expect(hidden?.sentence == "There is no change of an entry with this id.")
        try await harbour.act(RevertInteractionChange(id, carol.id), as: office.alice)
        let made = try #require(edits.first { $0.field == "kind" })
        #expect(
            try await harbour.refusal(of: RevertInteractionChange(id, made.id), as: office.alice)?
                .sentence == "A change of kind cannot be taken back here.")
        try await harbour.act(RemoveInteraction(id), as: office.alice)
        let gone = try await harbour.refusal(
            of: RevertInteractionChange(id, shown.id), as: office.alice)
        #expect(gone?.sentence.contains("has removed this") == true)
    }

    @Test func `a day and whose task it is come back`() async throws {
        let office = try await Office()
        let id = try await office.task(
            TaskContent("Call", due: "2026-06-01", assignee: try office.danID))
        var content = TaskContent("Call", due: "2026-07-01", assignee: try office.aliceID)
        content.text = "At noon"
        try await office.harbour.act(
            ChangeTask(id, expectedVersion: 1, to: content), as: office.alice)
        for edit in try await office.edits(id, as: office.alice) where edit.version == 2 {
            #expect(edit.canBeTakenBack)
            try await office.harbour.act(RevertInteractionChange(id, edit.id), as: office.alice)
        }
        let task = try await office.read(id, as: office.alice)
        #expect(task.due == "2026-06-01" && task.text == nil)
        #expect(task.assignee?.id == (try office.danID))
        // Who has lost the role meanwhile cannot get the task back.
        let change = try await office.harbour.act(
            AssignTask(id, to: try office.aliceID), as: office.alice)
        try await office.harbour.act(TakeRole(try office.danID, .coordinator))
        let given = try #require(
            try await office.edits(id, as: office.alice).first { $0.version == change })
        let refusal = try await office.harbour.refusal(
            of: RevertInteractionChange(id, given.id), as: office.alice)
        #expect(refusal?.sentence.contains("may not see people") == true)
    }
}
