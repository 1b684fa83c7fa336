import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of duplicates` {
    @Test func `a pair is compared, put aside and told apart`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(AddMember(name: "Rob O'Brien", phone: "555 010 0002"))
            .memberID
        // Before everybody has been looked through, nobody says that all are here once.
        let early = try await alice.open("/people/duplicates?reason=same_email")
        #expect(early.html.contains("Everybody is being looked through"))
        _ = try await harbour.chapter.scanForDuplicates(at: .noon)
        let queue = try await alice.open("/people/duplicates")
        #expect(queue.html.contains("Same phone, short form of the same name"))
        #expect(queue.html.contains("href=\"/people/merge?keep=\(bob)&amp;gone=\(rob)\""))
        let apart = try await alice.send(
            "/people/duplicates",
            ["one": "\(bob)", "other": "\(rob)", "decision": "not_the_same", "state": "open"])
        #expect(apart.status == 303)
        let after = try await alice.open(
            "/people/duplicates?done=duplicates_not_the_same&undo=\(bob)-\(rob)")
        #expect(after.html.contains("Nobody seems to be here twice"))
        #expect(after.html.contains("action=\"/people/duplicates/\(bob)-\(rob)/open\""))
        let told = try await alice.open("/people/duplicates?state=not_the_same")
        #expect(told.html.contains("Rob O&#39;Brien") || told.html.contains("Rob O'Brien"))
        _ = try await alice.send("/people/duplicates/\(bob)-\(rob)/open", [:])
        #expect(try await alice.open("/people/duplicates").html.contains("68 of 100"))
        let person = try await alice.open("/people/\(rob)")
        #expect(person.html.contains("href=\"/people/merge?keep=\(rob)&amp;gone=\(bob)\""))
    }

    @Test func `two contacts are merged side by side, found under both addresses, and split again`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(
            AddMember([.name: "Rob O'Brien", .job: "docker"], phones: [Phone("555 0107")])
        ).memberID
        let page = try await alice.open("/people/merge?keep=\(bob)&gone=\(rob)")
        #expect(page.status == 200)
        #expect(page.html.contains("name=\"take_name\" value=\"kept\" checked"))
        #expect(page.html.contains("name=\"take_job\" value=\"gone\" checked"))
        #expect(page.html.contains("1 phone number"))
        #expect(!page.html.contains("⟨"))
        let stale = try await alice.send(
            "/people/merge",
            ["keep": "\(bob)", "gone": "\(rob)", "keepVersion": "9", "goneVersion": "1"])
        #expect(stale.status == 409)
        let merged = try await alice.send(
            "/people/merge",
            [
                "keep": "\(bob)", "gone": "\(rob)", "keepVersion": "1", "goneVersion": "1",
                "take_name": "gone", "take_job": "kept", "why": "one person",
            ])
        #expect(merged.status == 303)
        // Pressed twice, or gone back to: there is one contact, and that is where it leads.
        let pair = "keep=\(bob)&gone=\(rob)"
        let one = "/people/\(bob)?done=person_merged_before"
        #expect(try await alice.open("/people/merge?" + pair).location == one)
        let twice = try await alice.send(
            "/people/merge",
            ["keep": "\(bob)", "gone": "\(rob)", "keepVersion": "1", "goneVersion": "1"])
        #expect(twice.location == one)
        let record = try await harbour.record(bob)
        #expect(record.name == "Rob O'Brien")
        #expect(record.values[.job] == nil)
        #expect(try await alice.open("/people/\(rob)").location == "/people/\(bob)")
        let shown = try await alice.open(try #require(merged.location))
        let undo = try #require(
            shown.html.firstMatch(of: /action="(\/people\/merges\/[0-9]+\/undo)"/)
        ).output.1
        #expect(shown.html.contains("Merged into this contact"))
        let history = try await alice.open("/people/\(bob)/history")
        #expect(history.html.contains("one person"))
        let undone = try await alice.send(String(undo), [:])
        let report = try await alice.open(try #require(undone.location))
        #expect(report.html.contains("Nothing: both contacts are as they were."))
        #expect(try await harbour.record(rob).values[.job] == "docker")
        #expect(try await alice.send(String(undo), [:]).status == 409)
    }

    @Test func `what cannot be merged says why and has no button`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        try await harbour.act(GiveRole(carol, .coordinator))
        let page = try await alice.open("/people/merge?keep=\(bob)&gone=\(carol)")
        #expect(page.html.contains("holds the role of coordinator"))
        #expect(!page.html.contains("Merge Carol Nuñez into"))
        #expect(page.html.contains("href=\"/people/merge?keep=\(carol)&amp;gone=\(bob)\""))
    }

    @Test func `every table that moves has its words`() throws {
        let words = try PageKit().catalogue.wording(.english)
        let plain = words.count("duplicates_moves_else", 2)
        for table in MergeReport.tables {
            #expect(words.moved(table, 2) != plain, "\(table)")
        }
    }

    @Test func `the pages speak Spanish to whoever chose it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try #require(alice.memberID)
        try await harbour.act(EditMember(id, changes: [.language: "es"]))
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(AddMember(name: "Rob O'Brien", phone: "555 010 0002"))
            .memberID
        let third = try await harbour.act(AddMember(name: "Bobby O'Brien")).memberID
        let merge = try await harbour.act(MergeContacts(keep: bob, gone: third)).id
        let browser = try await PeopleBrowser(harbour, as: id)
        for address in [
            "/people/duplicates", "/people/merge?keep=\(bob)&gone=\(rob)",
            "/people/merges/\(merge)",
        ] {
            let html = try await browser.open(address).html
            #expect(html.contains("<html lang=\"es\">"), "\(address)")
            #expect(!html.contains("⟨"), "\(address)")
        }
    }
}
