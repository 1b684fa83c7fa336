import Chapter
import Federation
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `Agreements on pages` {
    @Test func `an agreement is written down with parties who are found one after the other`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let form = try await alice.open("/agreements/add?party=\(hotel)")
        #expect(form.html.contains("<legend><bdi>Harbour Hotel</bdi></legend>"))
        // Finding keeps what was typed.
        let found = try await alice.send(
            "/agreements/add",
            [
                "title": "Hotel contract", "kind": "collective agreement", "party": "\(hotel)",
                "capacity-\(hotel)": "employer", "find": "o'brien", "then": "find",
            ])
        #expect(found.html.contains("value=\"Hotel contract\""))
        #expect(found.html.contains("value=\"employer\""))
        #expect(found.html.contains("type=\"checkbox\" name=\"party\" value=\"\(bob)\""))
        #expect(try await alice.open("/agreements").html.contains("No agreement goes on now."))
        let wrong = try await alice.send(
            "/agreements/add", ["title": "Hotel contract", "kind": "other"])
        #expect(wrong.status == 422 && wrong.html.contains("href=\"#party\""))
        let added = try await alice.send(
            "/agreements/add",
            [
                "title": "Hotel contract", "kind": "collective agreement",
                "startsOn": "2026-01-01", "endsOn": "2026-06-30", "party": "\(hotel)",
                "capacity-\(hotel)": "employer", "signed-\(hotel)": "2025-12-20",
                "party": "\(bob)",
            ])
        let address = try #require(added.location).prefix { $0 != "?" }
        let page = try await alice.open(String(address))
        #expect(page.html.contains("1 January 2026 to 30 June 2026"))
        #expect(page.html.contains("signed on 20 December 2025"))
        #expect(page.html.contains("ends soon") && page.html.contains("not signed"))
        let ending = try await alice.open("/agreements?part=ending")
        #expect(ending.html.contains("Hotel contract") && ending.html.contains("1 of 2 signed"))
        let own = try await alice.open("/people/\(bob)")
        #expect(own.html.contains("href=\"\(address)\""))
        #expect(own.html.contains("with Harbour Hotel"))
    }

    @Test func `a party is taken out, and nobody overwrites unseen`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let (bob, eve) = (try await harbour.add(.bob), try await harbour.add(.eve))
        let id = try await harbour.act(
            AddAgreement(
                EnteredAgreement(
                    .other, "Pact", parties: [AgreementParty(bob), AgreementParty(eve)])))
        let edit = "/agreements/\(id)/edit"
        #expect(try await alice.open(edit).html.contains("name=\"version\" value=\"1\""))
        _ = try await alice.send(
            edit,
            [
                "version": "1", "title": "Pact", "kind": "other", "party": "\(bob)",
                "party": "\(eve)", "drop-\(eve)": "1",
            ])
        let page = try await alice.open("/agreements/\(id)").html
        let changes = try #require(page.range(of: "<h2>Who did what</h2>")).lowerBound
        #expect(!page[..<changes].contains("Eve Adams"))
        #expect(page[changes...].contains("Eve Adams"), "her going is written down")
        let late = try await alice.send(
            edit, ["version": "1", "title": "Other", "kind": "other", "party": "\(bob)"])
        #expect(late.status == 409 && late.html.contains("value=\"Other\""))
        #expect(late.html.contains("name=\"version\" value=\"2\""))
        #expect(late.html.contains("Nothing is lost: your changes and theirs fit together"))
    }

    @Test func `a form that came too late takes over and lets one choose`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let (bob, eve) = (try await harbour.add(.bob), try await harbour.add(.eve))
        let id = try await harbour.act(
            AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
        let edit = "/agreements/\(id)/edit"
        try await harbour.act(
            ChangeAgreement(
                id, expectedVersion: 1,
                to: EnteredAgreement(
                    .other, "Great pact", startsOn: "2026-02-01", note: "a\nb",
                    parties: [
                        AgreementParty(bob, as: "witness", signedOn: "2026-01-05"),
                        AgreementParty(eve),
                    ], reminder: nil)))
        let mine: [(String, String)] = [
            ("version", "1"), ("title", "Small pact"), ("kind", "other"),
            ("endsOn", "2026-12-31"), ("party", "\(bob)"), ("capacity-\(bob)", "employer"),
        ]
        let late = try await alice.send(edit, pairs: mine)
        #expect(late.status == 409)
        #expect(late.html.contains("Nothing is lost: choose for each line what to keep"))
        #expect(late.html.contains("name=\"keep_title\"") && late.html.contains("Great pact"))
        #expect(late.html.contains("value=\"Small pact\""))
        #expect(late.html.contains("name=\"keep_party-\(bob)\""))
        #expect(late.html.contains("witness, signed on 5 January 2026"))
        #expect(late.html.contains("Taken over into the form: "))
        #expect(late.html.contains("name=\"party\" value=\"\(eve)\""), "who came is in the form")
        #expect(late.html.contains("name=\"startsOn\" type=\"date\" value=\"2026-02-01\""))
        #expect(!late.html.contains("name=\"keep_endsOn\""))
        let chosen = [
            ("version", "2"), ("title", "Small pact"), ("keep_title", "mine"), ("kind", "other"),
            ("startsOn", "2026-02-01"), ("endsOn", "2026-12-31"), ("note", "a\r\nb"),
            ("party", "\(bob)"), ("capacity-\(bob)", "employer"), ("keep_party-\(bob)", "theirs"),
            ("party", "\(eve)"),
        ]
        let saved = try await alice.send(edit, pairs: chosen)
        #expect(saved.status == 303)
        let record = try await harbour.chapter.read { db in
            try AgreementRecord.read(id, in: db, for: .operator, at: .noon).get()
        }
        #expect(record.title == "Small pact" && record.endsOn == "2026-12-31")
        #expect(record.startsOn == "2026-02-01" && record.note == "a\nb")
        #expect(
            record.parties.map(\.capacity) == ["witness", nil], "theirs of Bob, and Eve stays")
    }

    @Test func `a removed one comes back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(
            AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
        let removed = try await alice.send("/agreements/\(id)/remove", [:])
        #expect(removed.location == "/agreements?done=agreement_removed&undo=\(id)")
        let list = try await alice.open(try #require(removed.location))
        #expect(list.html.contains("action=\"/agreements/\(id)/restore\""))
        #expect(try await alice.open("/agreements/\(id)").html.contains("was removed"))
        _ = try await alice.send("/agreements/\(id)/restore", [:])
        #expect(try await alice.open("/agreements").html.contains("Pact"))
    }

    @Test func `what is to be done about it stands on its page until it is removed`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(
            AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
        let page = "/agreements/\(id)"
        let form = "/tasks/add?subject_kind=agreement&amp;subject_id=\(id)"
        #expect(try await alice.open(page).html.contains("href=\"\(form)\""))
        try await harbour.act(
            AddTask(TaskContent("Ask for talks", due: "2026-06-01", about: .agreement(id))))
        #expect(try await alice.open(page).html.contains("Ask for talks"))
        _ = try await alice.send("\(page)/remove", [:])
        #expect(!(try await alice.open(page).html.contains("Ask for talks")))
    }

    @Test func `a task before the end is asked for in the form and said on the page`() async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        func form(_ days: String) -> [(String, String)] {
            [
                ("title", "Pact"), ("kind", "coalition"), ("endsOn", "2026-08-31"),
                ("party", "\(bob)"), ("reminderDays", days),
                ("reminderSummary", "Talk about renewing"),
            ]
        }
        let wrong = try await alice.send("/agreements/add", pairs: form("soon"))
        #expect(wrong.status == 422 && wrong.html.contains("href=\"#reminderDays\""))
        #expect(wrong.html.contains("value=\"soon\""))
        let added = try await alice.send("/agreements/add", pairs: form("60"))
        let page = try #require(added.location).prefix { $0 != "?" }
        #expect(
            try await alice.open(String(page)).html.contains(
                "On 2 July 2026 a task makes itself for whoever takes it: Talk about renewing"))
        let edit = try await alice.open("\(page)/edit")
        #expect(edit.html.contains("name=\"reminderDays\" type=\"text\" value=\"60\""))
    }

    @Test func `the chapter's key signs what stands on the page`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(
            AddAgreement(
                EnteredAgreement(
                    .other, "Pact", parties: [AgreementParty(bob, signedOn: "2026-04-30")])))
        let file = try await harbour.act(AddAgreementFile(id, name: "scan.pdf", bytes: [1]))
        let edit = try await alice.open("/agreements/\(id)/edit").html
        #expect(edit.contains("<option value=\"\(file)\">scan.pdf</option>"))
        _ = try await alice.send(
            "/agreements/\(id)/edit",
            [
                "version": "2", "title": "Pact", "kind": "other", "party": "\(bob)",
                "signed-\(bob)": "2026-04-30", "file-\(bob)": "\(file)",
            ])
        let page = "/agreements/\(id)"
        #expect(try await alice.open(page).html.contains("Sign with the chapter&#39;s key"))
        #expect(try await alice.send("\(page)/seals", [:]).status == 303)
        let shown = try await alice.open(page).html
        #expect(
            shown.contains("as it is now") && !shown.contains("Sign with the chapter&#39;s key"))
        let address = try #require(shown.firstMatch(of: /\/agreements\/\d+\/seals\/\d+/))
        let sent = try await alice.open(String(address.output))
        let proven = try ChapterSeal.check(Data(sent.html.utf8), .agreement).get()
        #expect(proven.text.contains("Party: Bob O'Brien\n  signed on: 2026-04-30\n"))
        #expect(proven.text.contains("signature in the file: scan.pdf"))
        try await harbour.act(AddAgreementFile(id, name: "annex.pdf", bytes: [2]))
        #expect(try await alice.open(page).html.contains("changed since"))
    }

    @Test func `a file comes and goes, and is never shown in the browser`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(
            AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
        let alice = try await Importer.make(harbour)
        let page = "/agreements/\(id)"
        let name = "Seite \"<b>ñ\u{202E}.html"
        let sent = try await alice.upload(
            Array("<script>alert(1)</script>".utf8), name: name, at: "\(page)/files")
        #expect(sent.status == .seeOther)
        let shown = try await alice.get(page)
        #expect(!shown.html.contains("<b>ñ"))
        let address = try #require(shown.html.firstMatch(of: /\/agreements\/\d+\/files\/\d+/))
        let file = try await alice.get(String(address.output))
        #expect(file.headers[.contentType] == "application/octet-stream")
        #expect(file.headers[.xContentTypeOptions] == "nosniff")
        let disposition = try #require(file.headers[.contentDisposition])
        #expect(disposition.hasPrefix("attachment; filename=\"Seite "))
        #expect(disposition.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 32 })
        #expect(disposition.filter { $0 == "\"" }.count == 2)
        #expect(file.html == "<script>alert(1)</script>")
        let asked = try await alice.get("\(address.output)/remove")
        #expect(asked.html.contains("That cannot be taken back."))
        _ = try await alice.post("\(address.output)/remove")
        #expect(try await alice.get(String(address.output)).status == .notFound)
    }

    @Test func `no file and one that is too large are said in words`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(
            AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
        let alice = try await Importer.make(harbour)
        let none = try await alice.upload([], name: "", at: "/agreements/\(id)/files")
        #expect(none.status == .unprocessableContent)
        #expect(none.html.contains("id=\"file-problem\""))
        let large = try await alice.upload(
            [UInt8](repeating: 7, count: AddAgreementFile.bytesAtMost + 1),
            at: "/agreements/\(id)/files")
        #expect(large.status == .contentTooLarge)
        let missing = try await alice.upload([1], at: "/agreements/999/files")
        #expect(missing.status == .notFound)
    }
}
