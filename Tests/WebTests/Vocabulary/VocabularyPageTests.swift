import Chapter
import Federation
import Feeds
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of words that chapters share` {
    @Test func `what one ticks another takes over, and is suggested`() async throws {
        let harbour = try TestChapter.make(named: "Harbour")
        let hill = try TestChapter.make(named: "Hill")
        try await harbour.link(as: "Harbour", with: hill, as: "Hill")
        let kind = try await harbour.act(
            AddMembershipType(
                MembershipTypePlan(name: "Standard", term: .rolling(months: 12), graceDays: 30)))
        let alice = try await harbour.coordinator()
        let ana = try await harbour.act(AddMember(name: "Ana", interests: ["Chess"])).memberID
        try await harbour.act(SetSkills(ana, ["First aid"]))
        let address = "/settings/memberships/shared"
        let page = try await alice.open(address)
        #expect(page.html.contains("name=\"kind\" value=\"\(kind)\">"))
        #expect(page.html.contains("No linked chapter shares any words yet."))
        _ = try await alice.send(
            address, ["kind": "\(kind)", "skill": "First aid"])
        let shared = try await alice.open(address)
        #expect(shared.html.contains("name=\"kind\" value=\"\(kind)\" checked>"))
        #expect(shared.html.contains("name=\"skill\" value=\"First aid\" checked>"))
        #expect(shared.html.contains("name=\"interest\" value=\"Chess\">"))
        let wrong = try await alice.send(address, ["kind": "99"])
        #expect(wrong.status == 422)

        try await hill.hear(harbour)
        let carol = try await hill.coordinator()
        let settings = try await carol.open("/settings/memberships")
        #expect(settings.html.contains("Kinds that linked chapters share"))
        #expect(settings.html.contains("12 months from the day it begins. 30 days of grace."))
        let fields = ["chapter": harbour.chapter.feeds.chapter.description, "name": "Standard"]
        let taken = try await carol.send("\(address)/kinds", pairs: fields.map { ($0, $1) })
        #expect(taken.location == "/settings/memberships?done=kind_added")
        let after = try await carol.open("/settings/memberships")
        #expect(after.html.contains("you have it"))
        let again = try await carol.send("\(address)/kinds", pairs: fields.map { ($0, $1) })
        #expect(again.status == 422)
        #expect(again.html.contains("There is a kind of membership called “Standard” already."))
        let bob = try await hill.act(AddMember(name: "Bob")).memberID
        let record = try await carol.open("/people/\(bob)")
        #expect(record.html.contains("<option value=\"First aid\">"))
    }
}
