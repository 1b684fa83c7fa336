import Chapter
import Federation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `The dashboard` {
    private let day: Int64 = 86_400_000

    /// A chapter with two years of comings and goings.
    private func harbour() async throws -> (TestChapter, PeopleBrowser) {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let hotel = try await harbour.addContact("Harbour <Hotel>", .organization)
        let kind = try await harbour.act(AddObjectType(name: "Quay", plural: "Quays"))
        let quay = try await harbour.act(AddObject(kind.id, name: "Quay 4")).id
        for number in 0..<70 {
            let joined = "202\(4 + number % 3)-0\(1 + number % 4)-1\(number % 10)"
            let added = try await harbour.act(
                AddMember(
                    [
                        .name: "N\(number)", .joinedOn: joined,
                        .employer: number % 2 == 0 ? "Harbour & Sons" : "City",
                    ], tags: ["Docks"], interests: number % 3 == 0 ? ["<b>Housing</b>"] : []))
            if number % 5 == 0 {
                try await harbour.act(
                    GivePosition(added.memberID, "Steward", at: hotel, startsOn: "2025-01-01"))
                try await harbour.act(TieObject(quay, added.memberID))
            }
            if number % 7 == 0 {
                try await harbour.act(
                    EndMembership(added.memberID, on: "2026-04-2\(number % 9)", why: "moved"))
            }
        }
        let meeting = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(
                    title: "Assembly", start: .noon + -20 * day,
                    end: .noon + -20 * day + 3_600_000)))
        for person in try await harbour.chapter.read({ db in
            try MemberList(status: "member", limit: 9).answer(in: db, for: .operator).get().people
        }) {
            try await harbour.act(
                RecordAttendance(meeting, member: try #require(MemberID(person.memberID))))
        }
        return (harbour, alice)
    }

    @Test func `each closed vote has its turnout, and leads to the vote`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let open = try await harbour.act(DraftBallot(BallotPlan(motion: "Still open?")))
        try await harbour.act(OpenBallot(open))
        #expect(try await alice.open("/dashboard").html.contains("No vote was closed"))
        let bob = try await harbour.viewer(.bob)
        _ = try await harbour.add(.carol)
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Rent strike?")))
        let roll = try await harbour.act(OpenBallot(ballot))
        try await harbour.act(
            CastPaper(ballot, choice: 0), as: bob)
        // Nothing is said of a vote that runs.
        #expect(!(try await alice.open("/dashboard").html.contains("Rent strike?")))
        try await harbour.act(CloseBallot(ballot))
        let html = try await alice.open("/dashboard").html
        #expect(html.contains("1 May 2026: Rent strike?") && !html.contains("Still open?"))
        #expect(html.contains("<a href=\"/votes/\(ballot)\">1 of \(roll)</a>"))
        #expect(!(try await alice.open("/dashboard?on=2026-04-30").html.contains("Rent strike?")))
    }

    @Test(arguments: ["", "?on=2026-04-30", "?on=2025-02-12"])
    func `every number opens a list of so many people`(query: String) async throws {
        let (_, alice) = try await harbour()
        let page = try await alice.open("/dashboard\(query)")
        #expect(page.status == 200)
        #expect(!page.html.contains("⟨"))
        let links = page.html.matches(
            of:
                /href="(\/dashboard\/people\?[^"]+)"[^>]*>(?:<small>[^<]*<\/small><span class="big">)?([0-9,]+)</
        )
        #expect(links.count > 15, "\(query)")
        for link in links {
            let address = String(link.output.1).replacing("&amp;", with: "&")
            let list = try await alice.open(address)
            let number = String(link.output.2)
            let words = number == "1" ? "<p>1 person</p>" : "<p>\(number) people</p>"
            #expect(list.html.contains(words), "\(address) is not \(number)")
            let names = list.html.matches(of: /href="\/people\/[0-9]+"/).count
            #expect(names == min(50, Int(number) ?? 0), "\(address)")
            guard number != "0" else { continue }
            let button = try #require(
                list.html.firstMatch(of: /<a class="button" href="(\/people\?[^"]+)">/))
            let people = try await alice.open(
                String(button.output.1).replacing("&amp;", with: "&"))
            #expect(people.status == 200 && !people.html.contains("⟨"), "\(address)")
            // Of more than a page it says which part that is.
            let all = number == "1" ? "1 person<" : "\(number) people<"
            let isAll = people.html.contains(all) || people.html.contains("1 to 50 of \(number)<")
            #expect(isAll, "\(address) in People is not \(number)")
        }
    }

    @Test func `each point of a picture opens the list behind its number`() async throws {
        let (_, alice) = try await harbour()
        let html = try await alice.open("/dashboard").html
        let doors = html.matches(
            of:
                /<a href="(\/dashboard\/people\?of=(?:members|joined)[^"]+)" tabindex="-1"><rect[^>]*><title>[^:<]+: ([0-9,]+)<\/title>/
        )
        #expect(doors.count > 40)
        for door in doors
        where ["&amp;on=2026-04-30", "month=2025"].contains(where: door.output.1.contains) {
            let list = try await alice.open(
                String(door.output.1).replacing("&amp;", with: "&"))
            let number = String(door.output.2)
            let words = number == "1" ? "<p>1 person</p>" : "<p>\(number) people</p>"
            #expect(list.html.contains(words), "\(door.output.1) is not \(number)")
        }
    }

    @Test func `a long list has pages, and what people wrote is only text`() async throws {
        let (_, alice) = try await harbour()
        let first = try await alice.open("/dashboard/people?of=tag&name=docks&on=2026-05-01")
        #expect(first.html.contains("1 to 50 of 60"))
        let link = try #require(first.html.firstMatch(of: /href="([^"]*after=[^"]*)"/))
        let second = try await alice.open(String(link.output.1).replacing("&amp;", with: "&"))
        #expect(second.html.contains("51 to 60 of 60"))
        #expect(second.html.matches(of: /href="\/people\/[0-9]+"/).count == 10)
        for address in [
            "/dashboard", "/dashboard/people?of=interest&name=%3Cb%3EHousing%3C%2Fb%3E",
        ] {
            let html = try await alice.open(address).html
            #expect(!html.contains("<b>Housing"), "\(address)")
            #expect(html.contains("&lt;b&gt;Housing"), "\(address)")
        }
    }

    @Test func `a day to come, no day and no list are refused in words`() async throws {
        let alice = try await TestChapter.make().coordinator()
        for (address, status, words) in [
            ("/dashboard?on=2026-05-02", 422, "still to come"),
            ("/dashboard?on=soon", 422, "is no day"),
            ("/dashboard/people?of=everything", 404, "No number of the dashboard has this list."),
            ("/dashboard/people?of=joined&month=2026-13", 404, "No number"),
            ("/dashboard/people?of=organization&id=x", 404, "No number"),
            ("/dashboard/people?of=thing&id=99", 404, "There is no"),
        ] {
            let page = try await alice.open(address)
            #expect(page.status == status, "\(address)")
            #expect(page.html.contains(words), "\(address)")
        }
    }

    @Test func `a chapter of one has a dashboard too, and home leads to it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let page = try await alice.open("/dashboard")
        #expect(page.status == 200)
        #expect(page.html.contains("How the chapter is doing"))
        for number in 0..<10 { try await harbour.act(AddMember(name: "N\(number)")) }
        #expect(try await alice.open("/").html.contains("href=\"/dashboard\""))
    }

    @Test func `programs get the same numbers and the same people`() async throws {
        let (harbour, _) = try await harbour()
        let client = harbour.client(.control)
        let shown = try await client.ask(.get, "dashboard?on=2026-04-30")
            .decoded(DashboardAnswer.self)
        #expect(shown.months.count == 24)
        #expect(shown.months.last?.month == "2026-04")
        #expect(shown.cohorts.last?.kept.allSatisfy { $0.wrappedValue == nil } == true)
        let people = try await client.ask(
            .get, "dashboard/people?of=left&month=2026-04&on=2026-04-30"
        ).decoded([MemberAnswer].self)
        #expect(people.count == shown.months.last?.left)
        #expect(people.count == 10)
        let hotel = try #require(shown.organizations.first)
        let there = try await client.ask(
            .get, "dashboard/people?of=organization&id=\(hotel.id)&on=2026-04-30"
        ).decoded([MemberAnswer].self)
        #expect(hotel.name == "Harbour <Hotel>" && hotel.then == there.count && hotel.then > 5)
        let quays = try #require(shown.things.first)
        #expect(quays.plural == "Quays" && quays.things.map(\.then) == [hotel.then])
    }
}
