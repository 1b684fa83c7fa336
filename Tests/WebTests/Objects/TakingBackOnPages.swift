import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Histories from which single changes are taken back` {
    @Test func `a thing says what can be taken back, and why something cannot`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let pier = try await harbour.act(AddObject(kind.id, name: "Pier 4"))
        try await harbour.act(ChangeObject(pier.id, expectedVersion: 1, name: "Pier <5>"))
        let page = try await alice.open("/objects/\(pier.id)").html
        let address = try #require(
            page.firstMatch(of: /action="(\/objects\/[0-9]+\/history\/[0-9]+\/revert)"/)?.output.1)
        #expect(page.contains("changed name:"))
        #expect(page.contains("<bdi>Pier &lt;5&gt;</bdi>"))
        let done = try await alice.send(String(address), [:])
        #expect(done.location == "/objects/\(pier.id)?done=object_reverted")
        #expect(try await alice.open("/objects/\(pier.id)").html.contains("<h1><bdi>Pier 4</bdi>"))
        let again = try await alice.send(String(address), [:])
        #expect(again.status == 409 && again.html.contains("has changed again since"))
    }

    @Test func `a form that came too late comes back with the difference and then saves`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        var fields: [OwnField] = []
        for name in ["Heads", "Owner"] {
            fields.append(
                try await harbour.act(
                    AddOwnField(OwnFieldPlan(name, .line, objectType: kind.id))))
        }
        let pier = try await harbour.act(
            AddObject(
                kind.id, name: "Pier 4",
                values: [fields[0].code: ["120"], fields[1].code: ["City"]]))
        try await harbour.act(
            ChangeObject(
                pier.id, expectedVersion: 1,
                values: [fields[0].code: ["90"], fields[1].code: ["Port"]]))
        let edit = "/objects/\(pier.id)/edit"
        let form = [
            ("version", "1"), ("name", "Pier <6>"), ("own.heads", "80"), ("own.owner", "City"),
        ]
        let late = try await alice.send(edit, pairs: form)
        #expect(late.status == 409)
        #expect(late.html.contains("name=\"version\" value=\"2\""))
        #expect(late.html.contains("value=\"Pier &lt;6&gt;\""))
        #expect(late.html.contains("value=\"80\""))
        #expect(late.html.contains("value=\"Port\""), "what only they changed is taken over")
        #expect(late.html.contains("Taken over into the form: Owner."))
        #expect(late.html.contains("name=\"keep_own.heads\" value=\"theirs\""))
        #expect(late.html.contains("<b><bdi>90</bdi></b>"))
        let saved = try await alice.send(
            edit,
            pairs: [
                ("version", "2"), ("name", "Pier <6>"), ("own.heads", "80"),
                ("own.owner", "Port"), ("keep_own.heads", "theirs"),
            ])
        #expect(saved.status == 303)
        let now = try await harbour.chapter.read { db in
            try OwnObject.read(pier.id, in: db, for: .operator)
        }.get()
        #expect(now.name == "Pier <6>")
        #expect(now.values == [fields[0].code: ["90"], fields[1].code: ["Port"]])
    }

    @Test func `an agreement and an entry have the same button`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        var entered = EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])
        let id = try await harbour.act(AddAgreement(entered))
        entered.title = "Great pact"
        try await harbour.act(ChangeAgreement(id, to: entered))
        let call = try await harbour.act(
            RecordInteraction(InteractionContent(.call, .them, "Shifts", with: [bob]))
        ).id
        try await harbour.act(
            ChangeInteraction(
                call, expectedVersion: 1,
                to: InteractionContent(.call, .them, "Swaps", with: [bob])))
        let task = try await harbour.act(AddTask(TaskContent("Call", on: [bob])))
        try await harbour.act(
            ChangeTask(task, expectedVersion: 1, to: TaskContent("Call Bob", on: [bob])))
        for (page, before) in [
            ("/agreements/\(id)", "Pact"), ("/interactions/\(call)", "Shifts"),
            ("/tasks/\(task)", "Call"),
        ] {
            let html = try await alice.open(page).html
            let address = try #require(
                html.firstMatch(of: /action="([^"]*\/history\/[0-9]+\/revert)"/)?.output.1)
            #expect(try await alice.send(String(address), [:]).status == 303)
            #expect(try await alice.open(page).html.contains("<h1><bdi>\(before)</bdi></h1>"))
            let again = try await alice.send(String(address), [:])
            #expect(again.status == 409 && again.html.contains("has changed again since"))
        }
    }
}
