import Chapter
import Federation
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// What is filled in to plan an evening, with other values for some fields.
private func evening(_ changes: [String: String] = [:]) -> [String: String] {
    let form = [
        "title": "Assembly", "date": "2026-06-01", "from": "18:00", "to": "20:00",
        "zone": "Europe/Lisbon", "audience": "linked", "place": "Hall", "quorum": "50",
        "unit": "percent", "agenda": "Rent\r\nPicnic",
    ]
    return form.merging(changes) { _, new in new }
}

@Suite struct `Planning a meeting on a page` {
    @Test func `makes the meeting that was filled in`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        let planned = try await alice.post("/meetings/plan", evening())
        #expect(planned.status == .seeOther)
        let listed = try await harbour.chapter.meetings(as: .operator, at: .noon)
        let meeting = try #require(listed.first)
        #expect(planned.location == "/meetings/\(meeting.id)?done=planned")
        #expect(meeting.start == Moment("2026-06-01T18:00+01:00")?.timestamp)
        #expect(meeting.end == Moment("2026-06-01T20:00+01:00")?.timestamp)
        #expect(meeting.utcOffset == 60)
        #expect(meeting.audience == .linked)
        let record = try #require(try await harbour.chapter.meeting(meeting.id, as: .operator))
        #expect(record.quorum == .percent(50))
        let page = try await alice.get("/meetings/\(meeting.id)")
        #expect(page.text.contains("Members of this chapter and of 0 linked chapters"))
        #expect(page.text.contains("Monday, 1 June 2026 , 18:00 to 20:00"))
    }

    @Test func `ends the next morning when it ends before it begins`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        _ = try await alice.post("/meetings/plan", evening(["from": "21:00", "to": "01:30"]))
        let meeting = try #require(
            try await harbour.chapter.meetings(as: .operator, at: .noon).first)
        #expect(meeting.end == Moment("2026-06-02T01:30+01:00")?.timestamp)
        let edit = try await alice.get("/meetings/\(meeting.id)/edit")
        #expect(edit.html.contains("name=\"last\" type=\"date\" value=\"\""))
    }

    @Test(arguments: [
        (["title": ""], "title", "A title is one line"),
        (["date": "1 June"], "date", "Choose a day"),
        (["from": "six"], "from", "Choose a time"),
        (["date": "2026-03-29", "from": "01:30", "to": "04:00"], "from", "put forward over 01:30"),
        (["zone": "Mars/Olympus"], "zone", "Choose a time zone"),
        (["link": "javascript:alert(1)"], "link", "An online link begins"),
        (["quorum": "half"], "quorum", "a whole number from 1 to 100"),
        (["quorum": "0", "unit": "people"], "quorum", "a whole number from 1 to a million"),
        (["last": "2026-05-30"], "to", "A meeting ends after it starts"),
    ])
    func `says what does not fit and keeps the rest`(
        change: [String: String], field: String, sentence: String
    ) async throws {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        let nasty = "\"\u{301} onfocus=x <script>"
        let shown = try await alice.post(
            "/meetings/plan", evening(["place": nasty].merging(change) { $1 }))
        #expect(shown.status == .unprocessableContent)
        #expect(shown.text.contains(sentence))
        #expect(shown.html.contains("href=\"#\(field)\""))
        #expect(shown.html.contains("value=\"&quot;\u{301} onfocus=x &lt;script&gt;\""))
        #expect(shown.html.contains("name=\"audience\" value=\"linked\" checked"))
        #expect(try await harbour.chapter.meetings(as: .operator, at: .noon).isEmpty)
    }

    @Test func `begins with the zone of the latest meeting until the chapter has chosen one`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        _ = try await alice.post("/meetings/plan", evening(["zone": "America/Sao_Paulo"]))
        let form = try await alice.get("/meetings/plan")
        #expect(form.html.contains("<option value=\"America/Sao_Paulo\" selected>"))
        try await harbour.act(SetTimeZone("Asia/Manila"))
        let chosen = try await alice.get("/meetings/plan")
        #expect(chosen.html.contains("<option value=\"Asia/Manila\" selected>"))
    }
}

@Suite struct `Changing a meeting on a page` {
    @Test func `saves what was changed, and leaves the moment alone that was not`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        // The second half past one of that night: the form can only say the first.
        let start = try #require(Moment("2026-10-25T01:30Z")).timestamp
        let id = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(
                    title: "Night", start: start, end: start + 3_600_000,
                    timeZone: "Europe/Lisbon", quorum: .people(9))))
        let form = try await alice.get("/meetings/\(id)/edit")
        #expect(form.html.contains("name=\"from\" type=\"time\" value=\"01:30\""))
        #expect(form.html.contains("name=\"quorum\" type=\"text\" value=\"9\""))
        let saved = try await alice.post(
            "/meetings/\(id)/edit",
            [
                "version": "1", "title": "Night watch", "date": "2026-10-25", "from": "01:30",
                "to": "02:30", "zone": "Europe/Lisbon", "audience": "chapter",
            ])
        #expect(saved.location == "/meetings/\(id)?done=changed")
        let record = try #require(try await harbour.chapter.meeting(id, as: .operator))
        #expect(record.summary.title == "Night watch")
        #expect(record.summary.start == start)
        #expect(record.quorum == nil)
    }

    @Test func `over the API leaves the quorum as it is`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Night", start: .noon, end: .noon, quorum: .percent(20))))
        let changed = try await harbour.client(.control).ask(
            .patch, "meetings/\(id)", #"{"place": "Park"}"#)
        #expect(changed.status == 200)
        #expect(try await harbour.chapter.meeting(id, as: .operator)?.quorum == .percent(20))
    }

    @Test
    func `says who changed it meanwhile, keeps what was written, and saves on the second try`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        let carol = try await SignedIn.make("Carol <Nuñez>", [.coordinator], in: harbour)
        _ = try await alice.post("/meetings/plan", evening())
        let id = try #require(
            try await harbour.chapter.meetings(as: .operator, at: .noon).first
        ).id
        let address = "/meetings/\(id)/edit"
        _ = try await carol.post(address, evening(["version": "1", "place": "Park"]))
        let late = try await alice.post(address, evening(["version": "1", "title": "Picnic"]))
        #expect(late.status == .conflict)
        #expect(late.text.contains("Carol <Nuñez> changed this meeting just now"))
        #expect(late.html.contains("<dd><bdi>Park</bdi></dd>"))
        #expect(late.html.contains("value=\"Picnic\""))
        #expect(late.html.contains("name=\"version\" value=\"2\""))
        let again = try await alice.post(address, evening(["version": "2", "title": "Picnic"]))
        #expect(again.status == .seeOther)
        let record = try #require(try await harbour.chapter.meeting(id, as: .operator))
        #expect(record.summary.title == "Picnic")
        #expect(record.summary.place == "Hall")
    }

    @Test func `cancelling says first that it cannot be undone, and gives the reason to all`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await SignedIn.make("Alice", [.coordinator], in: harbour)
        let bob = try await SignedIn.make("Bob", in: harbour)
        _ = try await alice.post("/meetings/plan", evening())
        let id = try #require(
            try await harbour.chapter.meetings(as: .operator, at: .noon).first
        ).id
        let address = "/meetings/\(id)"
        let asked = try await alice.get("\(address)/cancel")
        #expect(asked.text.contains("This cannot be undone."))
        let tooLong = try await alice.post(
            "\(address)/cancel", ["reason": String(repeating: "x", count: 5000)])
        #expect(tooLong.status == .unprocessableContent)
        #expect(tooLong.html.contains(String(repeating: "x", count: 5000)))
        _ = try await alice.post("\(address)/cancel", ["reason": "The hall is <flooded>"])
        #expect(try await bob.get(address).text.contains("The hall is <flooded>"))
        #expect(try await bob.get("/meetings").text.contains("Cancelled"))
        #expect(try await alice.get("\(address)/edit").status == .conflict)
        #expect(try await alice.get("\(address)/check-in").text.contains("This meeting is cancel"))
    }
}

@Suite struct `A day and a time of day` {
    private let lisbon = "Europe/Lisbon"

    @Test(arguments: [
        ("2026-06-01", "18:00", "2026-06-01T18:00+01:00"),
        ("2026-12-01", "18:00", "2026-12-01T18:00Z"),
        ("2026-10-25", "01:30", "2026-10-25T01:30+01:00"),
        ("2026-03-29", "00:59", "2026-03-29T00:59Z"),
        ("2026-03-29", "02:00", "2026-03-29T02:00+01:00"),
    ])
    func `are a moment in a zone`(day: String, time: String, moment: String) throws {
        let zone = try #require(TimeZone(identifier: lisbon))
        let expected = try #require(Moment(moment)).timestamp
        #expect(LocalTime.read(day, time, in: zone) == .moment(expected))
        #expect(LocalTime.day(expected, in: zone) == day)
        #expect(LocalTime.time(expected, in: zone) == time)
    }

    @Test(arguments: [
        ("2026-02-30", "18:00"), ("2026-06-01", "24:00"), ("", "18:00"), ("2026-06-01", ""),
        ("2026-06-01T00:00", "Z"), ("26-06-01", "18:00"),
    ])
    func `are refused when they are none`(day: String, time: String) throws {
        let zone = try #require(TimeZone(identifier: lisbon))
        #expect(LocalTime.read(day, time, in: zone) == .unreadable)
    }

    @Test func `that the clocks leave out are said to be left out`() throws {
        let zone = try #require(TimeZone(identifier: lisbon))
        #expect(LocalTime.read("2026-03-29", "01:00", in: zone) == .skipped)
        #expect(LocalTime.read("2026-03-29", "01:59", in: zone) == .skipped)
    }
}

@Suite struct `An agenda` {
    private let words: Wording

    init() throws { words = try PageKit().catalogue.wording(.english) }

    @Test func `has one point a line, with minutes and without its own numbers`() {
        let agenda = Agenda("1. Minutes (5 min)\n\n2) Rent: report (20 min)\n- Picnic", words)
        #expect(agenda.points.map(\.text) == ["Minutes", "Rent: report", "Picnic"])
        #expect(agenda.points.map(\.minutes) == ["5 min", "20 min", nil])
        #expect(agenda.total == "25 minutes")
    }

    @Test func `that is written as prose stays prose`() {
        let prose = String(repeating: "We talk about the rent. ", count: 10)
        let agenda = Agenda("Dear all,\n\(prose)", words)
        #expect(!agenda.hasPoints)
        #expect(agenda.paragraphs.count == 2)
    }
}

@Suite struct `A month of the calendar` {
    @Test(arguments: [
        ("2026-11", 6), ("2026-02", 5), ("2027-02", 4), ("2026-12", 5),
    ])
    func `begins on a Monday and has whole weeks`(text: String, weeks: Int) throws {
        let month = try #require(CalendarMonth(text))
        #expect(month.weeks == weeks)
        #expect(LocalTime.day(month.first, in: .gmt) == "\(text)-01")
        #expect(month.moved(by: 12)?.moved(by: -12) == month)
    }

    @Test(arguments: ["2026-13", "2026-00", "26-11", "", "2026", "2026-11-01", "9999-01"])
    func `is refused when it is none`(text: String) {
        #expect(CalendarMonth(text) == nil)
    }
}
