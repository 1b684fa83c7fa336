import Chapter
import Federation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

private let nasty = "<b>Assembly</b> \"\u{301} onfocus=x"

private func plan(_ title: String = "Assembly", _ audience: Audience = .chapter) -> MeetingPlan {
    MeetingPlan(
        title: title, place: "Hall", start: .noon + 3_600_000, end: .noon + 7_200_000,
        timeZone: "Europe/Lisbon", utcOffset: 60, agenda: "1. Rent (20 min)\n2. Picnic",
        audience: audience)
}

@Suite struct `The pages of meetings` {
    @Test func `an empty chapter is told what to do first`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        let bob = try await SignedIn.make("Bob", in: harbour)
        let list = try await alice.get("/meetings")
        #expect(list.text.contains("No meeting is planned Plan the first one"))
        #expect(list.html.contains("href=\"/meetings/plan\""))
        #expect(try await !bob.get("/meetings").html.contains("/meetings/plan"))
    }

    @Test func `the list has what is coming, and links to what is past`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await SignedIn.make("Bob", in: harbour)
        let id = try await harbour.act(ScheduleMeeting(plan(nasty, .linked)))
        let past = MeetingPlan(title: "Founding", start: .noon + -2000, end: .noon + -1000)
        let founded = try await harbour.act(ScheduleMeeting(past))
        try await harbour.act(CountHeads(founded, heads: 14))
        let coming = try await bob.get("/meetings")
        #expect(coming.text.contains(nasty))
        #expect(coming.text.contains("Friday 14:00 to 15:00 · Hall"))
        #expect(coming.text.contains("1 meeting. Times are in Europe/Lisbon."))
        #expect(!coming.text.contains("Founding"))
        let over = try await bob.get("/meetings?when=past")
        #expect(over.text.contains("Founding"))
        #expect(over.text.contains("14 came"))
        let month = try await bob.get("/meetings/month?m=2026-05")
        #expect(month.text.contains("14:00 \(nasty)"))
        #expect(month.html.contains("href=\"/meetings/\(id)\""))
        #expect(try await bob.get("/meetings/month?m=2027-01").text.contains("No meeting in Jan"))
        #expect(try await bob.get("/meetings/month?m=nonsense").status == .ok)
    }

    @Test func `a member answers with one tap and comes back to where they were`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await SignedIn.make("Bob", in: harbour)
        let id = try await harbour.act(ScheduleMeeting(plan()))
        let address = "/meetings/\(id)"
        let answered = try await bob.post(
            "\(address)/answer", ["answer": "yes", "back": "meeting"])
        #expect(answered.location == "\(address)?done=answered")
        let page = try await bob.get(address)
        #expect(page.text.contains("You said yes."))
        #expect(page.html.contains("value=\"yes\" aria-pressed=\"true\""))
        let elsewhere = try await bob.post(
            "\(address)/answer", ["answer": "no", "back": "https://evil.example/"])
        #expect(elsewhere.location == "/?done=answered")
    }

    @Test func `a member sees the agenda and numbers, a coordinator the names`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        let bob = try await SignedIn.make("Bob Canary", in: harbour)
        let dan = try await SignedIn.make("Dan", in: harbour)
        let id = try await harbour.act(ScheduleMeeting(plan()))
        let address = "/meetings/\(id)"
        _ = try await bob.post("\(address)/answer", ["answer": "yes"])
        try await harbour.act(RecordAttendance(id, member: bob.id))
        let seen = try await dan.get(address)
        #expect(seen.text.contains("1 other comes."))
        #expect(seen.text.contains("Rent 20 min"))
        #expect(seen.text.contains("1 here"))
        #expect(!seen.html.contains("Canary"))
        #expect(!seen.html.contains("\(address)/check-in"))
        let whole = try await alice.get(address)
        #expect(whole.text.contains("Bob Canary"))
        #expect(whole.text.contains("2 have not answered"))
        #expect(try await alice.get("\(address)/answers?a=yes").text.contains("Bob Canary"))
        #expect(try await !alice.get("\(address)/answers?a=none").text.contains("Bob Canary"))
        #expect(try await alice.get("\(address)/came").text.contains("Bob Canary"))
    }

    @Test func `a visitor sees public meetings alone and is led to the door for the rest`()
        async throws
    {
        let harbour = try TestChapter.make()
        let hidden = try await harbour.act(ScheduleMeeting(plan("Hidden", .linked)))
        let open = try await harbour.act(ScheduleMeeting(plan("Open day", .public)))
        let visitor = SignedIn.visitor(of: harbour)
        let list = try await visitor.get("/meetings")
        #expect(list.text.contains("Open day"))
        #expect(!list.text.contains("Hidden"))
        #expect(try await visitor.get("/meetings/\(open)").text.contains("Open day"))
        for id in ["\(hidden)", String(repeating: "0", count: 32)] {
            let led = try await visitor.get("/meetings/\(id)")
            #expect(led.location?.hasPrefix("/sign-in") == true)
        }
    }

    @Test func `a head-count that is no number is shown again`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        let id = try await harbour.act(ScheduleMeeting(plan()))
        let wrong = try await alice.post("/meetings/\(id)/head-count", ["heads": "about 40"])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.html.contains("value=\"about 40\""))
        #expect(wrong.text.contains("A head-count is a whole number"))
        let counted = try await alice.post("/meetings/\(id)/head-count", ["heads": " 40 "])
        #expect(counted.location == "/meetings/\(id)?done=counted")
        #expect(try await alice.get("/meetings/\(id)").text.contains("40 came"))
    }

    @Test func `sheets have the members' names and the agenda`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        try await harbour.act(AddMember(name: "Zoe \(nasty)"))
        var meeting = plan()
        meeting.quorum = .people(62)
        let id = try await harbour.act(ScheduleMeeting(meeting))
        let sheet = try await alice.get("/meetings/\(id)/sheet")
        #expect(sheet.text.contains("Zoe \(nasty)"))
        #expect(sheet.text.contains("Needed to decide: 62"))
        let door = "https://tenants.example/meetings/\(id)/check-in"
        #expect(sheet.html.contains("<p class=\"code line\">\(door)</p>"))
        let code = try #require(QRCode(door))
        #expect(sheet.html.contains("<path d=\"\(code.path)\"/>"))
        let agenda = try await alice.get("/meetings/\(id)/agenda")
        #expect(agenda.text.contains("Assembly : agenda"))
        #expect(agenda.text.contains("62 members must be here to decide."))
    }
}
