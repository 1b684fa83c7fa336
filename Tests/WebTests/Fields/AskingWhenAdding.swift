import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `What a chapter asks of somebody new` {
    private let harbour: TestChapter
    private let alice: PeopleBrowser

    init() async throws {
        harbour = try TestChapter.make()
        alice = try await harbour.coordinator()
    }

    private func ask(_ plan: OwnFieldPlan) async throws -> OwnField {
        try await harbour.act(AddOwnField(plan))
    }

    @Test func `each own field is an input of its kind, those that are needed at once`()
        async throws
    {
        _ = try await ask(
            OwnFieldPlan("Size", .choice, contactKind: "person", isRequired: true, choices: ["M"]))
        _ = try await ask(OwnFieldPlan("Sworn in", .day, isRequired: true))
        _ = try await ask(OwnFieldPlan("Web page", .webAddress, help: "Where one reads of it."))
        _ = try await ask(OwnFieldPlan("Car", .yesNo))
        _ = try await ask(OwnFieldPlan("Skills", .choices, choices: ["Cooking"]))
        _ = try await ask(OwnFieldPlan("Floors", .number, contactKind: "household"))
        let html = try await alice.open("/people/add").html
        let parts = html.split(separator: "<details class=\"fold\"", maxSplits: 1)
        try #require(parts.count == 2)
        #expect(parts[0].contains("<select id=\"own.size\" name=\"own.size\" aria-required"))
        #expect(parts[0].contains("name=\"own.sworn_in\" type=\"date\""))
        #expect(parts[1].hasPrefix("><summary>"), "what can wait is folded")
        #expect(parts[1].contains("name=\"own.web_page\" type=\"url\""))
        #expect(parts[1].contains("Where one reads of it."))
        #expect(parts[1].contains("<select id=\"own.car\""))
        #expect(parts[1].contains("type=\"checkbox\" name=\"own.skills[]\" value=\"Cooking\""))
        #expect(!html.contains("own.floors"))
        let household = try await alice.open("/people/add?kind=household").html
        #expect(household.contains("own.floors") && !household.contains("own.size"))
    }

    @Test func `a broken rule is said in the chapter's words, and what was typed stays`()
        async throws
    {
        let badge = try await ask(
            OwnFieldPlan(
                "Badge", .line, contactKind: "person", isRequired: true, isUnique: true,
                pattern: "##-##", message: "The badge number is on the back of the card."))
        let boat = try await ask(OwnFieldPlan("Boat", .line, most: "9"))
        let empty = try await alice.send("/people/add", ["name": "Dan", "own.boat": "Ida"])
        #expect(empty.status == 422)
        #expect(empty.html.contains("The badge number is on the back of the card."))
        #expect(empty.html.contains("href=\"#own.badge\""))
        #expect(empty.html.contains("id=\"own.badge-problem\""))
        #expect(empty.html.contains("value=\"Ida\""))
        #expect(empty.html.contains("<details class=\"fold\" open>"))
        #expect(try await harbour.list(MemberList(search: "dan")).count == 0)
        let wrong = try await alice.send(
            "/people/add", ["name": "Dan", "own.badge": "1234", "own.boat": "Ida"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("value=\"1234\""))
        let long = try await alice.send(
            "/people/add", ["name": "Dan", "own.badge": "12-34", "own.boat": "Esperanza II"])
        #expect(long.html.contains("“Boat” has 12 characters and 9 fit."))
        let added = try await alice.send(
            "/people/add", ["name": "Dan", "own.badge": "12-34", "own.boat": "Ida"])
        #expect(added.status == 303)
        let dan = try #require(try await harbour.list(MemberList(search: "dan")).people.first)
        let id = try #require(MemberID(dan.memberID))
        let fields = try await harbour.record(id).ownFields
        #expect(fields == [badge.code: ["12-34"], boat.code: ["Ida"]])
        let second = try await alice.send("/people/add", ["name": "Fay", "own.badge": "12-34"])
        #expect(second.status == 422, "nobody else has this badge")
    }

    @Test func `values stay when somebody who may be known is shown first`() async throws {
        let size = try await ask(
            OwnFieldPlan("Size", .choice, isRequired: true, choices: ["M", "L"]))
        try await harbour.act(
            AddMember([.name: "Bob O'Brien"], ownFields: [size.code: ["M"]]))
        let asked = try await alice.send(
            "/people/add", ["name": "Bob O'Brien", "own.size": "L"])
        #expect(asked.status == 422)
        #expect(asked.html.contains("<option value=\"L\" selected>"))
        let added = try await alice.send(
            "/people/add", ["name": "Bob O'Brien", "own.size": "L", "anyway": "1"])
        #expect(added.status == 303)
    }

    @Test func `an organization is asked what organizations are asked`() async throws {
        let seat = try await ask(
            OwnFieldPlan("Seat", .place, contactKind: "organization", isRequired: true))
        let without = try await alice.send(
            "/people/add", ["name": "Port Union", "kind": "organization"])
        #expect(without.status == 422)
        #expect(without.html.contains("“Seat” is needed."))
        let added = try await alice.send(
            "/people/add",
            ["name": "Port Union", "kind": "organization", "own.seat": "Quay Road"])
        let address = try #require(added.location?.split(separator: "?").first)
        let id = try #require(MemberID(address.dropFirst("/people/".count).description))
        #expect(try await harbour.record(id).ownFields == [seat.code: ["Quay Road"]])
        #expect(try await alice.send("/people/add", ["name": "Dan"]).status == 303)
    }

    @Test func `what is missing of somebody who is here stops no check-in, and their page says so`()
        async throws
    {
        let id = try await harbour.add(.bob)
        let size = try await ask(OwnFieldPlan("Size", .line, isRequired: true))
        let meeting = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Assembly", start: .noon, end: .noon + 7_200_000)))
        let checked = try await alice.send("/meetings/\(meeting)/check-in", ["who": "\(id)"])
        #expect(checked.location == "/meetings/\(meeting)/check-in?in=\(id)")
        let link = "<a href=\"/people/\(id)/edit#own.size\"><bdi>still missing</bdi></a>"
        #expect(try await alice.open("/people/\(id)").html.contains(link))
        let bob = try await PeopleBrowser(harbour, as: id)
        #expect(!(try await bob.open("/people/\(id)").html.contains("still missing")))
        try await harbour.act(SetOwnFields(id, [size.code: ["M"]]))
        #expect(!(try await alice.open("/people/\(id)").html.contains("still missing")))
    }
}
