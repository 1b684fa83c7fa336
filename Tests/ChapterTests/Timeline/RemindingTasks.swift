import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Days on which tasks remind` {
    @Test func `a day is kept, changed and told, and never after the last day`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        let id = try await office.task(
            TaskContent("Call", due: "2026-05-10", remind: "2026-05-03"))
        #expect(try await office.read(id, as: office.alice).remind == "2026-05-03")
        for (due, remind) in [("2026-05-02", "2026-05-03"), (nil, "soon")] as [(String?, String)] {
            let refusal = try await harbour.refusal(
                of: ChangeTask(
                    id, expectedVersion: 1, to: TaskContent("Call", due: due, remind: remind)),
                as: office.alice)
            #expect(refusal?.field == "remind")
        }
        // The day itself is early enough, and no last day is needed.
        try await harbour.act(
            ChangeTask(
                id, expectedVersion: 1,
                to: TaskContent("Call", due: "2026-05-10", remind: "2026-05-10")),
            as: office.alice)
        try await harbour.act(
            ChangeTask(id, expectedVersion: 2, to: TaskContent("Call", remind: "2026-05-10")),
            as: office.alice)
        try await harbour.act(
            ChangeTask(id, expectedVersion: 3, to: TaskContent("Call")), as: office.alice)
        let told = try await office.edits(id, as: office.dan).reversed().map {
            "\($0.field) \($0.old ?? "-") \($0.new ?? "-")"
        }
        #expect(
            told == [
                "kind - task", "remind_on 2026-05-03 2026-05-10", "due_on 2026-05-10 -",
                "remind_on 2026-05-10 -",
            ])
    }

    @Test func `my day has whatever reminds today or has since, and the first page counts it`()
        async throws
    {
        let office = try await Office()
        let me = try office.aliceID
        let days: [(String, String?, String?)] = [
            ("no day", nil, "2026-05-01"), ("earlier", "2026-05-20", "2026-04-01"),
            ("tomorrow", "2026-05-20", "2026-05-02"), ("due today", "2026-05-01", "2026-04-30"),
            ("late", "2026-04-30", "2026-04-29"), ("no reminder", "2026-05-03", nil),
        ]
        for (name, due, remind) in days {
            _ = try await office.task(
                TaskContent(name, due: due, remind: remind, assignee: me))
        }
        let done = try await office.task(
            TaskContent("done", remind: "2026-05-01", assignee: me))
        try await office.harbour.act(FinishTask(done), as: office.alice)
        let day = try await office.harbour.chapter.read { db in
            try MyDay.read(in: db, for: office.alice, at: .noon).get()
        }
        #expect(day.late.map(\.summary) == ["late"])
        #expect(day.today.map(\.summary) == ["due today"])
        #expect(day.reminded.map(\.summary) == ["earlier", "no day"])
        #expect(day.soon.map(\.summary) == ["no reminder"])
        #expect(day.later.map(\.summary) == ["tomorrow"])
        #expect(day.undated.isEmpty)
        let home = try await office.harbour.chapter.home(
            meetings: 1, posts: 1, as: office.alice, at: .noon)
        #expect(home.tasks?.today == 2)
        #expect(home.tasks?.late == 1)
        #expect(home.tasks?.reminded == 2)
        #expect(home.tasks?.open == 6)
    }

    @Test func `what comes of a call can remind too`() async throws {
        let office = try await Office()
        let call = InteractionContent(.call, .them, "Heating", with: [office.bob])
        let made = try await office.record(
            call, followUp: FollowUp("Ask again", due: "2026-05-09", remind: "2026-05-06"))
        let task = try await office.read(try #require(made.task), as: office.alice)
        #expect(task.remind == "2026-05-06")
        let wrong = RecordInteraction(
            call, followUp: FollowUp("Ask again", due: "2026-05-09", remind: "2026-05-10"))
        #expect(
            try await office.harbour.refusal(of: wrong, as: office.alice)?.field == "remind")
    }
}
