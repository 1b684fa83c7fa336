import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of memberships` {
    private func kinds(_ harbour: TestChapter) async throws -> (standard: Int64, life: Int64) {
        (
            try await harbour.act(
                AddMembershipType(
                    MembershipTypePlan(
                        name: "Standard", term: .rolling(months: 12), graceDays: 30))),
            try await harbour.act(
                AddMembershipType(MembershipTypePlan(name: "Life", term: .open, rank: 2)))
        )
    }

    @Test func `a membership is begun, renewed, changed and ended from the person's page`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.act(AddMember([.name: "Bob", .status: "contact"])).memberID
        let before = try await alice.open("/people/\(bob)")
        #expect(!before.html.contains("id=\"membership\""))
        let (standard, life) = try await kinds(harbour)
        let page = try await alice.open("/people/\(bob)")
        #expect(page.html.contains("/people/\(bob)/membership/begin"))
        let base = "/people/\(bob)/membership"
        let wrong = try await alice.send(
            "\(base)/begin", ["type": "\(standard)", "startsOn": "2062-01-01"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("2062-01-01 is too far away"))
        #expect(wrong.html.contains("value=\"2062-01-01\""))
        let none = try await alice.send("\(base)/begin", ["startsOn": "2026-05-01"])
        #expect(none.html.contains("Choose a kind of membership."))
        let begun = try await alice.send(
            "\(base)/begin", ["type": "\(standard)", "startsOn": "2026-05-01"])
        let shown = try await alice.open(try #require(begun.location))
        #expect(shown.html.contains("<dt>Runs until</dt><dd><bdi>30 April 2027</bdi>"))
        #expect(shown.html.contains("<dt>Without a break since</dt><dd><bdi>1 May 2026</bdi>"))
        #expect(shown.html.contains("/people/taken-back/\(bob)-1-2"))
        let renewal = try await alice.open("\(base)/renew")
        #expect(renewal.html.contains("The next period begins on 1 May 2027"))
        _ = try await alice.send("\(base)/renew", ["why": "paid at the door"])
        let renewed = try await alice.open("/people/\(bob)")
        #expect(renewed.html.contains("<bdi>30 April 2028</bdi>"))
        _ = try await alice.send("\(base)/kind", ["type": "\(life)", "on": "2026-05-01"])
        let changed = try await alice.open("/people/\(bob)")
        #expect(changed.html.contains("<dt>Runs until</dt><dd><bdi>no end</bdi>"))
        #expect(!changed.html.contains("\(base)/renew"))
        let unsaid = try await alice.send("\(base)/end", ["on": "2026-05-01", "why": ""])
        #expect(unsaid.html.contains("Say why the membership ends."))
        let ended = try await alice.send("\(base)/end", ["on": "2026-05-01", "why": "Moved"])
        let last = try await alice.open(try #require(ended.location))
        #expect(last.html.contains("No member now."))
        let undo = try await alice.send("/people/taken-back/\(bob)-4-5", [:])
        #expect(undo.status == 303)
        #expect(try await harbour.record(bob).status == "member")
    }

    @Test func `the page says why somebody is not in good standing, and who decided otherwise`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(EditMember(bob, changes: [.joinedOn: "2026-04-19"]))
        let kept = try await alice.send(
            "/settings/memberships/rule", ["joinedDays": "30", "graceCounts": "1"])
        let settings = try await alice.open(try #require(kept.location))
        #expect(settings.html.contains("0 of 2 members are in good standing today."))
        #expect(
            settings.html.contains(
                "The rule today: a member for 30 days or longer without a break."))
        let half = try await alice.send("/settings/memberships/rule", ["meetings": "2"])
        #expect(half.status == 422)
        #expect(half.html.contains("href=\"#withinMonths\""))
        let page = try await alice.open("/people/\(bob)")
        #expect(page.html.contains("not in good standing"))
        #expect(page.html.contains("joined 12 days ago, the rule is 30"))
        let decided = try await alice.send(
            "/people/\(bob)/membership/standing",
            ["good": "yes", "why": "Years in <b>Mill Lane</b>"])
        let good = try await alice.open(try #require(decided.location))
        #expect(good.html.contains("Alice Moreno decided so: Years in &lt;b&gt;Mill Lane"))
        let count = try await alice.open("/settings/memberships")
        #expect(count.html.contains("1 of 2 members are in good standing today."))
        _ = try await alice.send("/people/\(bob)/standing/end", [:])
        let again = try await alice.open("/people/\(bob)")
        #expect(!again.html.contains("decided so"))
        #expect(
            again.html.contains("changed the good standing") || again.html.contains("Mill Lane"))
    }

    @Test func `members read about themselves and change nothing`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let (standard, _) = try await kinds(harbour)
        try await harbour.act(BeginMembership(bob, standard, startsOn: "2025-04-20"))
        let browser = try await PeopleBrowser(harbour, as: bob)
        let page = try await browser.open("/people/\(bob)")
        #expect(page.html.contains("Your membership"))
        #expect(page.html.contains("<dt>Without a break since</dt><dd><bdi>20 April 2025</bdi>"))
        #expect(page.html.contains("It still counts until 19 May 2026."))
        #expect(!page.html.contains("/membership/renew"))
        try await harbour.act(
            EditMember(bob, changes: [.language: "es"]))
        let spanish = try await browser.open("/people/\(bob)")
        #expect(spanish.html.contains("Tu afiliación"))
        #expect(spanish.html.contains("Todavía cuenta hasta el 19 de mayo de 2026."))
    }

    @Test func `memberships that run out are renewed together and taken back together`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let (standard, _) = try await kinds(harbour)
        var ids: [MemberID] = []
        for (name, starts) in [("Bob", "2025-05-10"), ("Carol", "2025-04-20")] {
            let id = try await harbour.act(AddMember([.name: name, .status: "contact"])).memberID
            try await harbour.act(BeginMembership(id, standard, startsOn: starts))
            ids.append(id)
        }
        let list = try await alice.open("/people/memberships")
        #expect(list.html.contains("1 membership runs out in the next 30 days"))
        #expect(list.html.contains("1 membership has run out in the last 30 days"))
        #expect(list.html.contains("in grace"))
        let done = try await alice.send(
            "/people/memberships/renew", ["id": "\(ids[0])", "id": "\(ids[1])"])
        let shown = try await alice.open(try #require(done.location))
        #expect(shown.html.contains("No membership runs out in the next 30 days."))
        let undo = try #require(
            shown.html.firstMatch(of: /\/people\/memberships\/renewals\/\d+\/undo/))
        _ = try await alice.send(String(undo.output), [:])
        let again = try await alice.open("/people/memberships")
        #expect(again.html.contains("1 membership runs out in the next 30 days"))
        let all = try await alice.send("/people/memberships/renew", ["all": "lately"])
        #expect(all.location?.contains("done=memberships_renewed") == true)
        let nobody = try await alice.send("/people/memberships/renew", [:])
        #expect(nobody.location?.contains("memberships_nobody") == true)
    }

    @Test func `kinds are added, changed and retired, and a wrong day is said`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let base = "/settings/memberships/kinds"
        let wrong = try await alice.send(
            base,
            [
                "name": "Year", "term": "fixed", "starts-day": "29", "starts-month": "2",
                "graceDays": "0",
            ])
        #expect(wrong.html.contains("Choose a month and a day that every year has."))
        #expect(wrong.html.contains("value=\"29\""))
        let added = try await alice.send(
            base,
            [
                "name": "Year", "term": "fixed", "starts-day": "1", "starts-month": "7",
                "rollover-day": "15", "rollover-month": "5", "graceDays": "10", "rank": "1",
            ])
        let list = try await alice.open(try #require(added.location))
        #expect(
            list.html.contains(
                "A membership year from 1 July. Who joins from 15 May on is in for the next one too. "
                    + "10 days of grace."))
        let form = try await alice.open("\(base)/1")
        #expect(form.html.contains("value=\"fixed\" required checked"))
        let open = try await alice.send(
            "\(base)/1", ["name": "Year", "term": "open", "version": "1"])
        #expect(open.status == 303)
        let stale = try await alice.send(
            "\(base)/1", ["name": "Years", "term": "open", "version": "1"])
        #expect(stale.status == 422)
        let retired = try await alice.send("\(base)/1/retire", [:])
        let after = try await alice.open(try #require(retired.location))
        #expect(after.html.contains("retired"))
    }
}
