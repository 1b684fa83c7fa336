import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Taking lists along from their pages` {
    @Test func `agreements, tasks and due memberships have a button, and the log names them`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(
            AddAgreement(
                EnteredAgreement(.collective, "Port <pact>", parties: [AgreementParty(bob)])))
        let kept = EnteredAgreement(.coalition, "Photo", parties: [AgreementParty(bob)])
        try await harbour.act(AddAgreement(kept))
        try await harbour.act(AddTask(TaskContent("Bring leaflets", on: [bob])))
        let list = try await alice.open("/agreements?kind=collective%20agreement").html
        #expect(list.contains("action=\"/agreements/export\""))
        #expect(
            list.contains("<input type=\"hidden\" name=\"kind\" value=\"collective agreement\">"))
        let pacts = try await alice.send(
            "/agreements/export",
            ["part": "current", "kind": "collective agreement", "why": "lawyer"])
        #expect(pacts.status == 200)
        #expect(pacts.html.contains("Port <pact>") && !pacts.html.contains("Photo"))
        for page in ["/tasks", "/my-day"] {
            #expect(try await alice.open(page).html.contains("action=\"/tasks/export\""))
        }
        let tasks = try await alice.send("/tasks/export", ["of": "nobody"])
        #expect(tasks.html.contains("Bring leaflets"))
        #expect(!(try await alice.send("/tasks/export", ["of": "\(bob)"]).html.contains("Bring")))
        #expect(
            try await alice.open("/people/memberships").html.contains(
                "action=\"/people/memberships/export\""))
        #expect(try await alice.send("/people/memberships/export", [:]).status == 200)
        let log = try await alice.open("/people/log?show=out").html
        #expect(log.contains("exported a list of agreements:") && log.contains("1 agreement<"))
        #expect(log.contains("exported a list of tasks:") && log.contains("lawyer"))
        #expect(log.contains("exported memberships that are due:"))
    }
}
