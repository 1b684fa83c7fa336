import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Tasks on pages` {
    @Test func `my day is ticked off in place with a note, and that is taken back`() async throws {
        let harbour = try TestChapter.make()
        let id = try #require(
            try await harbour.viewer(.alice, roles: [.coordinator]).memberID)
        let alice = try await PeopleBrowser(harbour, as: id)
        let bob = try await harbour.add(.bob)
        let empty = try await alice.open("/my-day")
        #expect(empty.html.contains("Nothing to do"))
        #expect(try await !alice.open("/").html.contains("for today"))
        for (name, day) in [("Call Bob", "2026-05-01"), ("Print", "2026-04-29")] {
            try await harbour.act(
                AddTask(TaskContent(name, due: day, assignee: id, on: [bob])))
        }
        let home = try await alice.open("/")
        #expect(home.html.contains("2 tasks for today"))
        #expect(home.html.contains("One of them is overdue."))
        let day = try await alice.open("/my-day")
        #expect(day.html.contains("was due 29 April 2026"))
        #expect(day.html.contains("href=\"/people/\(bob)\""))
        let finish = try #require(day.html.firstMatch(of: /action="(\/tasks\/[0-9]+\/finish)"/))
        let done = try await alice.send(
            String(finish.output.1), ["note": "In the stairwell", "back": "day"])
        #expect(done.location?.hasPrefix("/my-day?done=task_done&undo=") == true)
        let after = try await alice.open(try #require(done.location))
        #expect(!after.html.contains("was due 29 April"))
        let list = try await alice.open("/tasks?state=done")
        #expect(list.html.contains("In the stairwell"))
        let undo = try #require(after.html.firstMatch(of: /action="(\/tasks\/[0-9]+\/reopen)"/))
        let back = try await alice.send(String(undo.output.1), [:])
        #expect(back.location == "/my-day?done=task_reopened")
        #expect(try await alice.open("/my-day").html.contains("was due 29 April"))
        let twice = try await alice.send(String(undo.output.1), [:])
        #expect(twice.status == 409)
        #expect(twice.html.contains("This task is open already."))
    }

    @Test func `where to go on is a word and never an address`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        for (back, person, expected) in [
            ("//evil.example", "", "/tasks/"), ("person", "//evil.example", "/tasks/"),
            ("person", "\(bob)", "/people/\(bob)?"), ("list", "", "/tasks?"),
        ] {
            let task = try await harbour.act(AddTask(TaskContent("x")))
            let done = try await alice.send(
                "/tasks/\(task)/finish", ["back": back, "person": person])
            #expect(done.location?.hasPrefix(expected) == true, "\(back) \(person)")
        }
    }

    @Test func `the tasks of everybody say who has how much, and are given on`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let eve = try #require(try await harbour.viewer(.eve, roles: [.coordinator]).memberID)
        let made = try await alice.send(
            "/tasks/add",
            ["summary": "Find a hall", "due": "2026-05-03", "assignee": "", "with": "\(bob)"])
        let page = try await alice.open(try #require(made.location))
        #expect(page.html.contains("Find a hall"))
        #expect(page.html.contains("Eve Adams (0 open tasks)"))
        let address = String(try #require(made.location).prefix { $0 != "?" })
        _ = try await alice.send("\(address)/assign", ["assignee": "\(eve)"])
        let list = try await alice.open("/tasks?of=\(eve)")
        #expect(list.html.contains("Find a hall"))
        #expect(list.html.contains("1 open task"))
        #expect(try await !alice.open("/tasks?of=nobody").html.contains("Find a hall"))
        #expect(try await alice.open("/tasks?with=\(bob)").html.contains("Find a hall"))
        let refused = try await alice.send("\(address)/assign", ["assignee": "\(bob)"])
        #expect(refused.status == 422)
        #expect(refused.html.contains("may not see people in this chapter"))
        let wrong = try await alice.send(
            "/tasks/add", ["summary": "", "due": "soon", "text": ""])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("href=\"#summary\""))
    }

    @Test func `two who change a task at once see what the other did`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let eve = try await harbour.viewer(.eve, roles: [.coordinator])
        let id = try await harbour.act(AddTask(TaskContent("Find a hall")), as: eve)
        try await harbour.act(
            ChangeTask(id, expectedVersion: 1, to: TaskContent("Find a hall", due: "2026-05-09")),
            as: eve)
        let conflict = try await alice.send(
            "/tasks/\(id)/change", ["version": "1", "summary": "Find a large hall"])
        #expect(conflict.status == 409)
        #expect(conflict.html.contains("Eve Adams saved a change"))
        #expect(conflict.html.contains("value=\"2026-05-09\""), "their day is taken over")
        #expect(conflict.html.contains("value=\"Find a large hall\""))
    }

    @Test func `a task is about a meeting, and its page leads there`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let meeting = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Assembly", start: .noon + 1000, end: .noon + 2000)))
        let form = try await alice.open(
            "/tasks/add?subject_kind=meeting&subject_id=\(meeting)")
        #expect(form.html.contains("Assembly"))
        let made = try await alice.send(
            "/tasks/add",
            ["summary": "Chairs", "subject_kind": "meeting", "subject_id": "\(meeting)"])
        let page = try await alice.open(try #require(made.location))
        #expect(page.html.contains("href=\"/meetings/\(meeting)\""))
        let shown = try await alice.open("/meetings/\(meeting)")
        #expect(shown.html.contains("Chairs"))
        #expect(shown.html.contains("subject_id=\(meeting)"))
    }

    @Test func `searches, imports, votes and groups say what is to be done about them`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let draft = try await harbour.act(DraftBallot(BallotPlan(motion: "Shall we?")))
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Rent strike?")))
        try await harbour.act(OpenBallot(ballot))
        let bob = try await harbour.viewer(.bob)
        let group = try await harbour.act(
            FoundGroup(name: "Housing", purpose: "Rent", handle: "rosa"), as: bob)
        let search = try await harbour.act(
            SaveSearch(
                "Night shift", SearchQuery(all: [SearchCondition(.kind, .is, "person")]),
                isShared: true))
        let things: [(InteractionSubject, String)] = [
            (.ballot(draft), "/votes/\(draft)"), (.ballot(ballot), "/votes/\(ballot)"),
            (.group(group), "/groups/\(group)"),
            (.savedSearch(search), "/people/searches/\(search)"),
        ]
        for (subject, page) in things {
            let kind = subject.kind.replacing(" ", with: "+")
            #expect(
                try await alice.open(page).html.contains(
                    "href=\"/tasks/add?subject_kind=\(kind)&amp;subject_id=\(subject.id)\""),
                "\(page)")
            let sent = try await alice.send(
                "/tasks/add",
                [
                    "summary": "Tell \(subject.kind)", "subject_kind": subject.kind,
                    "subject_id": subject.id,
                ])
            let task = try await alice.open(try #require(sent.location)).html
            #expect(task.contains("href=\"\(page)\""), "\(page)")
            #expect(try await alice.open(page).html.contains("Tell \(subject.kind)"), "\(page)")
        }
        // Members see a vote and a group without it.
        let id = try #require(bob.memberID)
        let member = try await PeopleBrowser(harbour, as: id)
        for page in ["/votes/\(ballot)", "/groups/\(group)"] {
            let html = try await member.open(page).html
            #expect(html.contains("<h1>") && !html.contains("/tasks/add"), "\(page)")
        }
    }

    @Test func `the pages speak Spanish to whoever chose it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try #require(alice.memberID)
        try await harbour.act(EditMember(id, changes: [.language: "es"]))
        let bob = try await harbour.add(.bob)
        let call = try await harbour.act(
            RecordInteraction(
                InteractionContent(.call, .them, "Alquiler", with: [bob]),
                followUp: FollowUp("Escribir", due: "2026-05-01", assignee: .member(id))),
            as: alice)
        let task = try #require(call.task)
        let browser = try await PeopleBrowser(harbour, as: id)
        for address in [
            "/", "/my-day", "/tasks", "/tasks/add", "/tasks/\(task)", "/tasks/\(task)/change",
            "/people/\(bob)", "/people/\(bob)/log?kind=call", "/interactions/\(call.id)",
            "/interactions/\(call.id)/change",
        ] {
            let html = try await browser.open(address).html
            #expect(html.contains("<html lang=\"es\">"), "\(address)")
            #expect(!html.contains("⟨"), "\(address)")
        }
        #expect(try await browser.open("/my-day").html.contains("Mi día"))
    }
}
