import Chapter
import Federation
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// The properties of a calendar as a program reads them: lines put together again, byte by byte.
private func properties(_ text: String) -> [String] {
    var lines: [[UInt8]] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
        #expect(line.last == UInt8(ascii: "\r"), "every line ends with CRLF")
        let content = Array(line.dropLast())
        if content.first == UInt8(ascii: " "), !lines.isEmpty {
            lines[lines.count - 1] += content.dropFirst()
        } else {
            lines.append(content)
        }
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }
}

@Suite struct `A calendar file` {
    @Test(arguments: [
        ("Rent; damp, and C:\\", "Rent\\; damp\\, and C:\\\\"), ("one\ntwo", "one\\ntwo"),
        ("one\r\ntwo\rthree", "one\\ntwo\\nthree"), ("a\u{0}b\u{7f}c\td", "abc\td"),
        ("x\u{2028}y", "x\\ny"), ("\n\n", "\\n\\n"),
    ])
    func `lets no text end its line or its value`(text: String, escaped: String) {
        #expect(CalendarFile.escaped(text) == escaped)
    }

    @Test(arguments: [
        String(repeating: "x", count: 500), String(repeating: "ß", count: 150),
        String(repeating: "会", count: 100), String(repeating: "👩‍👩‍👧", count: 40),
        "e" + String(repeating: "\u{301}", count: 99),
    ])
    func `folds lines at 75 bytes between letters`(title: String) async throws {
        let harbour = try TestChapter.make()
        let bob = try await SignedIn.make("Bob", in: harbour)
        let start = Timestamp.noon + 3_600_000
        let cut = String(title.unicodeScalars.prefix(40))
        let id = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: cut, start: start, end: start, agenda: title)))
        let file = try await bob.get("/meetings/\(id)/calendar.ics")
        #expect(file.type == "text/calendar; charset=utf-8")
        for line in file.html.utf8.split(separator: UInt8(ascii: "\n")) {
            #expect(line.count <= 76, "with its carriage return")
            #expect(
                String(validating: Array(line), as: UTF8.self) != nil, "no letter is cut in two")
        }
        let description = try #require(
            properties(file.html).first { $0.hasPrefix("DESCRIPTION:") })
        // Texts are kept in their composed form.
        let kept = title.precomposedStringWithCanonicalMapping.unicodeScalars
        #expect(Array(description.unicodeScalars.suffix(kept.count)) == Array(kept))
    }

    @Test func `says when in UTC, and counts changes`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await SignedIn.make("Bob", in: harbour)
        let start = try #require(Moment("2026-06-01T18:00+02:00")).timestamp
        var plan = MeetingPlan(
            title: "Assembly", place: "Hall", start: start, end: start + 5_400_000,
            timeZone: "Europe/Madrid", utcOffset: 120)
        let id = try await harbour.act(ScheduleMeeting(plan))
        func lines() async throws -> [String] {
            properties(try await bob.get("/meetings/\(id)/calendar.ics").html)
        }
        let first = try await lines()
        for line in [
            "BEGIN:VCALENDAR", "VERSION:2.0", "DTSTART:20260601T160000Z", "DTEND:20260601T173000Z",
            "SEQUENCE:0", "SUMMARY:Assembly", "LOCATION:Hall", "STATUS:CONFIRMED",
            "DTSTAMP:20260501T120000Z", "URL:https://tenants.example/meetings/\(id)",
            "END:VCALENDAR",
        ] { #expect(first.contains(line), "\(line)") }
        #expect(first.filter { $0.hasPrefix("UID:\(id)@") }.count == 1)
        plan.place = "Park"
        try await harbour.act(ChangeMeeting(id, version: 1, to: plan), at: .noon + 60_000)
        let second = try await lines()
        #expect(second.contains("SEQUENCE:1"))
        #expect(second.contains("DTSTAMP:20260501T120100Z"))
        try await harbour.act(CancelMeeting(id, reason: "Storm; flood"))
        let third = try await lines()
        #expect(third.contains("STATUS:CANCELLED"))
        #expect(third.contains("SEQUENCE:2"))
        #expect(third.contains { $0.contains("Cancelled: Storm\\; flood") })
        let uid = first.first { $0.hasPrefix("UID:") }
        #expect(uid != nil)
        #expect(uid == third.first { $0.hasPrefix("UID:") })
    }

    @Test func `has no end where a meeting ends as it begins`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await SignedIn.make("Bob", in: harbour)
        let id = try await harbour.act(
            ScheduleMeeting(MeetingPlan(title: "Vigil", start: .noon, end: .noon + 999)))
        let file = try await bob.get("/meetings/\(id)/calendar.ics")
        #expect(!file.html.contains("DTEND"))
    }
}

@Suite struct `Meetings in people's own calendars` {
    private func plan(_ title: String, _ audience: Audience) -> ScheduleMeeting {
        ScheduleMeeting(
            MeetingPlan(
                title: title, start: .noon + 3_600_000, end: .noon + 7_200_000, audience: audience))
    }

    @Test func `the chapter's address has what is public, whoever asks`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await SignedIn.make("Bob", in: harbour)
        try await harbour.act(plan("Hidden", .linked))
        try await harbour.act(plan("Open day", .public))
        for reader in [bob, SignedIn.visitor(of: harbour)] {
            let file = try await reader.get("/meetings/calendar.ics")
            #expect(file.html.contains("SUMMARY:Open day"))
            #expect(!file.html.contains("Hidden"))
        }
    }

    @Test func `a member's address is shown once, works without signing in, and can be renewed`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await SignedIn.make("Bob", in: harbour)
        let visitor = SignedIn.visitor(of: harbour)
        try await harbour.act(plan("Hidden", .chapter))
        func make() async throws -> String {
            let page = try await bob.post("/meetings/calendar")
            let match = page.html.firstMatch(
                of: /https:\/\/tenants\.example(\/calendar\/[0-9a-f]{64}\/meetings\.ics)/)
            return String(try #require(match).output.1)
        }
        let first = try await make()
        #expect(try await visitor.get(first).html.contains("SUMMARY:Hidden"))
        let shown = try await bob.get("/meetings/calendar")
        #expect(!shown.html.contains("/calendar/" + first.split(separator: "/")[1]))
        #expect(shown.text.contains("You made one on 1 May 2026."))
        let second = try await make()
        #expect(try await visitor.get(first).status == .notFound)
        #expect(try await visitor.get(second).status == .ok)
        let ended = try await bob.post("/meetings/calendar/end")
        #expect(ended.location == "/meetings/calendar?done=calendar_ended")
        #expect(try await visitor.get(second).status == .notFound)
    }
}
