import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Tasks` {
    @Test func `a task is taken, done with a note, opened again, and all of it is on record`()
        async throws
    {
        let office = try await Office()
        let harbour = office.harbour
        let id = try await office.task(TaskContent("Bring leaflets", on: [office.bob]))
        try await harbour.act(AssignTask(id, to: try office.danID), as: office.alice)
        try await harbour.act(FinishTask(id, note: "All gone"), as: office.dan, at: .noon + 90)
        let done = try await office.read(id, as: office.alice)
        #expect(done.done?.by.name == "Dan Dee")
        #expect(done.doneNote == "All gone")
        #expect(done.at == .noon + 90, "it moves to when it was done")
        let twice = try await harbour.refusal(of: FinishTask(id), as: office.alice)
        #expect(twice?.sentence == "Dan Dee has done this task already.")
        let given = try await harbour.refusal(of: AssignTask(id, to: nil), as: office.alice)
        #expect(given?.code == .conflict)
        try await harbour.act(ReopenTask(id), as: office.alice, at: .noon + 100)
        let open = try await office.read(id, as: office.dan)
        #expect(open.isOpen)
        #expect(open.doneNote == nil)
        #expect(open.at == .noon)
        #expect(try await harbour.refusal(of: ReopenTask(id), as: office.alice)?.code == .conflict)
        let told = try await office.edits(id, as: office.dan).reversed().map {
            "\($0.by.name ?? "") \($0.field) \($0.new ?? "-")"
        }
        #expect(
            told == [
                "Alice Moreno kind task", "Alice Moreno assignee Dan Dee",
                "Dan Dee done_at \((Timestamp.noon + 90).milliseconds)",
                "Dan Dee done_note All gone",
                "Alice Moreno done_at -", "Alice Moreno done_note -",
            ])
    }

    @Test func `a task is given only to somebody who sees people`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        let admin = try await harbour.viewer(.eve, roles: [.federationAdmin])
        for person in [office.bob, try #require(admin.memberID)] {
            let refusal = try await harbour.refusal(
                of: AddTask(TaskContent("x", assignee: person)), as: office.alice)
            #expect(refusal?.field == "assignee")
            #expect(refusal?.sentence.contains("may not see people") == true)
        }
        let id = try await office.task(TaskContent("x", assignee: try office.danID))
        try await harbour.act(TakeRole(try office.danID, .coordinator))
        try await harbour.act(
            ChangeTask(id, expectedVersion: 1, to: TaskContent("y", assignee: try office.danID)),
            as: office.alice)
        #expect(
            try await office.read(id, as: office.alice).assignee?.name == "Dan Dee",
            "whoever has it keeps it until it is given on")
    }

    @Test func `two who change a task at once lose nothing`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        let id = try await office.task(TaskContent("x", due: "2026-05-02"))
        try await harbour.act(
            ChangeTask(id, expectedVersion: 1, to: TaskContent("x", due: "2026-05-09")),
            as: office.dan)
        let late = try await harbour.refusal(
            of: ChangeTask(id, expectedVersion: 1, to: TaskContent("z", due: "2026-05-02")),
            as: office.alice)
        #expect(late?.sentence.contains("Dan Dee changed day") == true)
        #expect(try await office.read(id, as: office.alice).due == "2026-05-09")
        let bad = try await harbour.refusal(of: AddTask(TaskContent("x", due: "soon")))
        #expect(bad?.field == "due")
    }

    @Test func `a task hangs on a meeting, and on nothing that is not there`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        let meeting = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Assembly", start: .noon + 1000, end: .noon + 2000)))
        let subject = InteractionSubject.meeting(meeting)
        let id = try await office.task(TaskContent("Book the hall", about: subject))
        #expect(try await office.read(id, as: office.dan).subjectName == "Assembly")
        let found = try await list(TaskList(about: subject), office)
        #expect(found.map(\.id) == [id])
        for nothing: InteractionSubject in [
            .agreement(7), .object(7), .savedSearch(7), .importedList(7), .ballot(meeting),
            .group(meeting),
        ] {
            let refusal = try await harbour.refusal(
                of: AddTask(TaskContent("x", about: nothing)), as: office.alice)
            #expect(refusal?.code == .notFound, "\(nothing)")
        }
    }

    @Test func `a task hangs on a vote and on a group`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Rent strike?")))
        let group = try await harbour.act(
            FoundGroup(name: "Housing", purpose: "Rent", handle: "rosa"), as: office.alice)
        for (subject, name) in [
            (InteractionSubject.ballot(ballot), "Rent strike?"), (.group(group), "Housing"),
        ] {
            #expect(InteractionSubject(kind: subject.kind, id: subject.id) == subject)
            let id = try await office.task(TaskContent("Tell everybody", about: subject))
            #expect(try await office.read(id, as: office.dan).subjectName == name)
            #expect(try await list(TaskList(about: subject), office).map(\.id) == [id])
        }
    }

    @Test func `what an older program wrote down is all there, and numbers are not given twice`()
        async throws
    {
        let queue = try DatabaseQueue()
        var all = DatabaseMigrator()
        Feeds.registerMigrations(in: &all)
        Chapter.registerMigrations(in: &all)
        try all.migrate(queue, upTo: "timeline-0001")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO member (id, name, folded_name, status)
                    VALUES (1, 'Bob', 'bob', 'contact');
                    INSERT INTO interaction (id, kind, side, summary, at, made_at, made_by,
                      subject_kind, subject_id, follows, due_on)
                    VALUES (3, 'note', 'about', 'Lift', 5, 5, '1', NULL, NULL, NULL, NULL),
                      (7, 'task', 'about', 'Call', 6, 6, '1', 'import', '4', 3, '2026-05-01'),
                      (9, 'note', 'about', 'Gone', 6, 6, '1', NULL, NULL, NULL, NULL);
                    DELETE FROM interaction WHERE id = 9;
                    INSERT INTO interaction_party VALUES (3, 1, 5), (7, 1, 6);
                    INSERT INTO interaction_history
                      (at, actor, act, interaction_id, version, field, is_private)
                    VALUES (5, '1', 'RecordInteraction', 3, 1, 'kind', 0);
                    """)
        }
        try all.migrate(queue)
        try await queue.write { db in
            let rows = try Row.fetchAll(db, sql: "SELECT * FROM interaction ORDER BY id")
            #expect(rows.map { $0["id"] as Int } == [3, 7])
            #expect(rows.map { $0["summary"] as String } == ["Lift", "Call"])
            #expect(rows.map { $0["due_on"] as String? } == [nil, "2026-05-01"])
            #expect(rows.map { $0["subject_id"] as String? } == [nil, "4"])
            #expect(rows.map { $0["follows"] as Int? } == [nil, 3])
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM interaction_party") == 2)
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
            try db.execute(
                sql: """
                    INSERT INTO interaction (kind, side, summary, at, made_at, made_by)
                    VALUES ('note', 'about', 'New', 7, 7, '1')
                    """)
            #expect(db.lastInsertedRowID == 10)
        }
    }

    @Test func `a search that Dan keeps for himself is nothing that Alice can name`() async throws {
        let office = try await Office()
        let dan = try office.danID
        try await office.harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO saved_search
                      (id, name, folded_name, query, is_shared, owner, changed_at)
                    VALUES (1, 'Secret', 'secret', '{}', 0, ?, 0)
                    """, arguments: [dan.description])
        }
        let content = TaskContent("Call them", about: .savedSearch(1))
        let refusal = try await office.harbour.refusal(of: AddTask(content), as: office.alice)
        #expect(refusal?.code == .notFound)
        let id = try await office.harbour.act(AddTask(content), as: office.dan)
        #expect(try await office.read(id, as: office.dan).subjectName == "Secret")
        #expect(try await office.read(id, as: office.alice).subjectName == nil)
    }

    @Test func `my day is what is late, of today, of a week, later and without a day`() async throws
    {
        let office = try await Office()
        try await office.harbour.act(SetTimeZone("Pacific/Auckland"))
        let (me, dan) = (try office.aliceID, try office.danID)
        // Noon in Greenwich is the evening of the first of May; past midnight it is the second.
        let days: [(String?, String)] = [
            ("2026-05-01", "late"), ("2026-05-02", "today"), ("2026-05-03", "soon"),
            ("2026-05-09", "week"), ("2026-05-10", "later"), (nil, "undated"),
        ]
        for (day, name) in days {
            _ = try await office.task(TaskContent(name, due: day, assignee: me))
        }
        _ = try await office.task(TaskContent("handed", assignee: dan))
        _ = try await office.task(TaskContent("open to all"))
        let done = try await office.task(TaskContent("done", assignee: me))
        try await office.harbour.act(FinishTask(done), as: office.alice)
        let gone = try await office.task(TaskContent("gone", assignee: me))
        try await office.harbour.act(RemoveInteraction(gone), as: office.alice)
        let now = Timestamp.noon + 60_000
        let day = try await office.harbour.chapter.read { db in
            try MyDay.read(in: db, for: office.alice, at: now).get()
        }
        #expect(day.day == "2026-05-02")
        #expect(day.late.map(\.summary) == ["late"])
        #expect(day.today.map(\.summary) == ["today"])
        #expect(day.soon.map(\.summary) == ["soon", "week"])
        #expect(day.later.map(\.summary) == ["later"])
        #expect(day.undated.map(\.summary) == ["undated"])
        #expect(day.handed.map(\.summary) == ["handed"])
        #expect(day.unassigned == 1)
        let home = try await office.harbour.chapter.home(
            meetings: 1, posts: 1, as: office.alice, at: now)
        #expect(home.tasks?.today == 2)
        #expect(home.tasks?.late == 1)
        #expect(home.tasks?.open == 6)
        let holders = try await office.harbour.chapter.read { db in
            try TaskHolder.all(in: db, for: office.dan, today: day.day).get()
        }
        #expect(holders.map(\.open) == [6, 1])
        #expect(holders.map(\.late) == [1, 0])
    }

    @Test func `the tasks of everybody are filtered and come in pages`() async throws {
        let office = try await Office()
        let me = try office.aliceID
        var all: [Int64] = []
        for day in 1...7 {
            all.append(
                try await office.task(
                    TaskContent(
                        "t\(day)", due: day == 7 ? nil : "2026-05-0\(8 - day)",
                        assignee: day.isMultiple(of: 2) ? me : nil,
                        on: day == 3 ? [office.bob] : [])))
        }
        var names: [String] = []
        var after: String?
        repeat {
            let asked = TaskList(after: after, limit: 3)
            let page = try await office.harbour.chapter.read { db in
                try asked.answer(in: db, for: office.dan).get()
            }
            names += page.tasks.map(\.summary)
            after = page.next
        } while after != nil
        #expect(names == ["t6", "t5", "t4", "t3", "t2", "t1", "t7"], "those without a day last")
        #expect(try await list(TaskList(.member(me)), office).map(\.summary) == ["t6", "t4", "t2"])
        #expect(
            try await list(TaskList(.nobody), office).map(\.summary) == ["t5", "t3", "t1", "t7"])
        #expect(try await list(TaskList(on: office.bob), office).map(\.summary) == ["t3"])
        for (index, id) in all.prefix(3).enumerated() {
            try await office.harbour.act(
                FinishTask(id), as: office.alice, at: .noon + Int64(index))
        }
        var done: [String] = []
        after = nil
        repeat {
            let asked = TaskList(isDone: true, after: after, limit: 2)
            let page = try await office.harbour.chapter.read { db in
                try asked.answer(in: db, for: office.dan).get()
            }
            done += page.tasks.map(\.summary)
            after = page.next
        } while after != nil
        #expect(done == ["t3", "t2", "t1"])
    }

    private func list(_ list: TaskList, _ office: Office) async throws -> [Interaction] {
        try await office.harbour.chapter.read { try list.answer(in: $0, for: office.dan).get() }
            .tasks
    }
}
