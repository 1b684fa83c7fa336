import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Writing down what was done with contacts` {
    @Test func `an entry keeps who, with whom, when, where, over what and what came of it`()
        async throws
    {
        let office = try await Office()
        let port = try await office.harbour.act(AddMember(name: "Port")).memberID
        let id = try await office.record(
            InteractionContent(
                .call, .them, "Shift swaps", text: "He wants\nlater shifts.", outcome: "answered",
                place: "Quay 4", channel: "mobile", at: .noon + -60_000, with: [office.bob, port])
        ).id
        let call = try await office.read(id, as: office.dan)
        #expect(call.kind == .call)
        #expect(call.side == .them)
        #expect(call.summary == "Shift swaps")
        #expect(call.text == "He wants\nlater shifts.")
        #expect(call.outcome == "answered")
        #expect(call.place == "Quay 4")
        #expect(call.channel == "mobile")
        #expect(call.at == .noon + -60_000)
        #expect(call.contacts.map(\.name) == ["Bob O'Brien", "Port"])
        #expect(call.made.by.name == "Alice Moreno")
        let shown = try await office.whole(port, as: office.dan)
        #expect(shown.contains { $0.kind == .interaction(call) }, "both have it in their timeline")
    }

    @Test func `a text without a summary is summed up by its beginning`() async throws {
        let office = try await Office()
        let short = try await office.record(
            InteractionContent(.note, .about, "", text: "Likes boats", with: [office.bob])
        ).id
        let brief = try await office.read(short, as: office.alice)
        #expect(brief.summary == "Likes boats")
        #expect(brief.text == nil)
        let words = Array(repeating: "ferry", count: 60).joined(separator: " ")
        let long = try await office.record(
            InteractionContent(.note, .about, "", text: words, with: [office.bob])
        ).id
        let told = try await office.read(long, as: office.alice)
        #expect(told.summary.hasSuffix("ferry…"))
        #expect(told.summary.count <= 121)
        #expect(told.text == words)
    }

    @Test func `what cannot be is refused with a sentence and nothing is kept`() async throws {
        let office = try await Office()
        let (alice, bob) = (office.alice, office.bob)
        let many = (0...20).map { MemberID(Int64($0 + 1)) }
        let wrong: [(InteractionContent, String)] = [
            (InteractionContent(.note, .about, " ", with: [bob]), "summary"),
            (InteractionContent(.note, .about, "x", with: []), "contacts"),
            (InteractionContent(.note, .about, "x", with: many), "contacts"),
            (InteractionContent(.task, .about, "x", with: [bob]), "kind"),
            (InteractionContent(.call, .us, "x", at: .noon + 3_600_000, with: [bob]), "at"),
        ]
        for (content, field) in wrong {
            let refusal = try await office.harbour.refusal(
                of: RecordInteraction(content), as: alice)
            #expect(refusal?.field == field, "\(content)")
        }
        let nobody = try await office.harbour.refusal(
            of: RecordInteraction(InteractionContent(.note, .us, "x", with: [MemberID(999)])),
            as: alice)
        #expect(nobody?.code == .notFound)
        let badTask = try await office.harbour.refusal(
            of: RecordInteraction(
                InteractionContent(.call, .us, "x", with: [bob]),
                followUp: FollowUp("Write", due: "tomorrow")), as: alice)
        #expect(badTask?.field == "due")
        let kept = try await office.whole(bob, as: alice).filter {
            if case .interaction = $0.kind { true } else { false }
        }
        #expect(kept.isEmpty, "the entry of a refused follow-up is not kept either")
    }

    @Test func `the organizer must follow up becomes a task of the point person`() async throws {
        let office = try await Office()
        try await office.look(after: office.bob, try office.danID)
        let call = try await office.record(
            InteractionContent(.call, .them, "Asks for a lawyer", with: [office.bob]),
            followUp: FollowUp())
        let task = try await office.read(try #require(call.task), as: office.dan)
        #expect(task.isOpen)
        #expect(task.summary == "Asks for a lawyer")
        #expect(task.assignee?.name == "Dan Dee")
        #expect(task.follows == call.id)
        #expect(task.contacts.map(\.id) == [office.bob])
        let stray = try await office.record(
            InteractionContent(.call, .them, "Asks for a lawyer", with: [office.carol]),
            followUp: FollowUp("Call a lawyer", due: "2026-05-04"))
        let open = try await office.read(try #require(stray.task), as: office.alice)
        #expect(open.assignee == nil, "nobody looks after Carol")
        #expect(open.due == "2026-05-04")
        #expect(open.summary == "Call a lawyer")
        try await office.harbour.act(TakeRole(try office.danID, .coordinator))
        let later = try await office.record(
            InteractionContent(.call, .them, "Again", with: [office.bob]), followUp: FollowUp())
        let gone = try await office.read(try #require(later.task), as: office.alice)
        #expect(gone.assignee == nil, "Dan sees no people any more")
    }

    @Test func `the second who saves hears what the first has changed, and nothing is lost`()
        async throws
    {
        let office = try await Office()
        let harbour = office.harbour
        let first = InteractionContent(.call, .us, "May Day", with: [office.bob])
        let id = try await office.record(first).id
        var mine = first
        mine.outcome = "no answer"
        let version = try await harbour.act(
            ChangeInteraction(id, expectedVersion: 1, to: mine), as: office.dan)
        #expect(version == 2)
        var late = first
        late.summary = "May Day walk"
        late.contacts = [office.bob, office.carol]
        let refusal = try await harbour.refusal(
            of: ChangeInteraction(id, expectedVersion: 1, to: late), as: office.alice)
        #expect(refusal?.code == .conflict)
        #expect(refusal?.sentence.contains("Dan Dee changed outcome") == true)
        late.outcome = "no answer"
        try await harbour.act(ChangeInteraction(id, expectedVersion: 2, to: late), as: office.alice)
        let now = try await office.read(id, as: office.dan)
        #expect(now.version == 3)
        #expect(now.outcome == "no answer")
        #expect(now.summary == "May Day walk")
        #expect(now.at == .noon, "a time that is not named stays")
        let edits = try await office.edits(id, as: office.dan)
        #expect(edits.map(\.field) == ["contact", "summary", "outcome", "kind"])
        #expect(edits[0].new == "Carol Nuñez")
        #expect(edits[2].by.name == "Dan Dee")
        let same = try await harbour.act(
            ChangeInteraction(id, expectedVersion: 3, to: late), as: office.alice)
        #expect(same == 3, "nothing changed")
    }

    @Test func `what is removed keeps its place, says so, and can be brought back`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        let id = try await office.record(
            InteractionContent(.visit, .them, "Kitchen", with: [office.bob])
        ).id
        try await harbour.act(RemoveInteraction(id), as: office.dan, at: .noon + 5)
        let entries = try await office.whole(office.bob, as: office.alice)
        let gone = entries.compactMap { entry in
            if case .interaction(let interaction) = entry.kind { interaction } else { nil }
        }
        #expect(gone.map(\.removed?.by.name) == ["Dan Dee"])
        let change = try await harbour.refusal(
            of: ChangeInteraction(
                id, expectedVersion: nil,
                to: InteractionContent(.visit, .them, "x", with: [office.bob])), as: office.alice)
        #expect(change?.sentence.hasPrefix("Dan Dee has removed this") == true)
        let twice = try await harbour.refusal(of: RemoveInteraction(id), as: office.alice)
        #expect(twice?.code == .conflict)
        try await harbour.act(BringBackInteraction(id), as: office.alice)
        #expect(try await office.read(id, as: office.dan).removed == nil)
        let again = try await harbour.refusal(of: BringBackInteraction(id), as: office.alice)
        #expect(again?.code == .conflict)
        let acts = try await office.edits(id, as: office.alice).map(\.act)
        #expect(acts == ["BringBackInteraction", "RemoveInteraction", "RecordInteraction"])
    }

    @Test func `as what somebody spoke is said on both timelines, and their organization joins`()
        async throws
    {
        let office = try await Office()
        let harbour = office.harbour
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let other = try await harbour.addContact("Hotel", .organization)
        try await harbour.act(GivePosition(office.bob, "steward", at: hotel))
        let offered = try await harbour.chapter.read { db in
            try InteractionCapacity.read(
                of: [office.bob], on: "2026-05-01", in: db, for: office.alice)
        }
        #expect(
            offered[office.bob]?.map { "\($0.title ?? "-"), \($0.organization ?? "-")" }
                == ["steward, Harbour Hotel"])
        var content = try InteractionContent(
            .call, .them, "Rota", with: [office.bob, office.carol],
            as: [office.bob: " steward, harbour hotel ", office.danID: "nobody here"])
        let id = try await office.record(content).id
        let read = try await office.read(id, as: office.alice)
        #expect(
            read.contacts.map { "\($0.name): \($0.capacity ?? "")" } == [
                "Bob O'Brien: steward, harbour hotel", "Carol Nuñez: ", "Harbour Hotel: ",
            ])
        #expect(try await office.whole(hotel, as: office.alice).contains { $0.tells(id) })
        #expect(!(try await office.whole(other, as: office.alice).contains { $0.tells(id) }))
        // Free words, and a change of them, are in the history.
        content.contacts = [office.bob]
        content.capacities = [office.bob: "as a neighbour"]
        try await harbour.act(ChangeInteraction(id, expectedVersion: 1, to: content))
        let edit = try #require(
            try await office.edits(id, as: office.alice).first { $0.field == "capacity" })
        #expect(edit.old == "Bob O'Brien: steward, harbour hotel")
        #expect(edit.new == "Bob O'Brien: as a neighbour")
        content.capacities = [office.bob: String(repeating: "x", count: 121)]
        let long = ChangeInteraction(id, expectedVersion: nil, to: content)
        #expect(try await harbour.refusal(of: long)?.field == "capacity")
    }

    @Test func `an entry is no task, and a task no entry`() async throws {
        let office = try await Office()
        let content = InteractionContent(.note, .about, "x", with: [office.bob])
        let entry = try await office.record(content).id
        let task = try await office.task(TaskContent("Call", on: [office.bob]))
        let harbour = office.harbour
        #expect(
            try await harbour.refusal(of: FinishTask(entry), as: office.alice)?.code == .notFound)
        let change = ChangeInteraction(task, expectedVersion: nil, to: content)
        #expect(try await harbour.refusal(of: change, as: office.alice)?.code == .notFound)
    }
}

extension TimelineEntry {
    /// Whether it is this interaction.
    fileprivate func tells(_ id: Int64) -> Bool {
        if case .interaction(let interaction) = kind { interaction.id == id } else { false }
    }
}
