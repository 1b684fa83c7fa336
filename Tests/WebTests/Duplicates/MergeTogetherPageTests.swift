import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite struct `The page of several contacts to merge` {
    private let harbour: TestChapter
    private let alice: PeopleBrowser
    private let ids: [MemberID]
    private let query: String

    init() async throws {
        harbour = try TestChapter.make()
        alice = try await harbour.coordinator()
        var ids: [MemberID] = []
        let people: [(String, String?)] = [("Ana", nil), ("Bea", "docker"), ("Cleo", "pilot")]
        for (name, job) in people {
            var act = AddMember(name: name)
            act.values[.job] = job
            if job != nil { act.phones = [Phone("555 010\(ids.count)")] }
            ids.append(try await harbour.act(act).memberID)
        }
        self.ids = ids
        query = ids.map { "id=\($0)" }.joined(separator: "&")
    }

    /// What the form sends, with what else was chosen.
    private func sent(_ more: [(String, String)] = []) -> [(String, String)] {
        ids.flatMap { [("id", "\($0)"), ("version_\($0)", "1")] } + more
    }

    @Test func `shows a column for each, with a choice among the values of all`() async throws {
        let page = try await alice.open("/people/merge?\(query)")
        #expect(page.status == 200)
        let (ana, bea, cleo) = (ids[0], ids[1], ids[2])
        #expect(page.html.contains("name=\"keep\" value=\"\(ana)\" checked"))
        for name in ["Bea", "Cleo"] {
            #expect(page.html.contains("Leave \(name) out"))
        }
        #expect(page.html.contains("name=\"take_name\" value=\"\(ana)\" checked"))
        #expect(page.html.contains("name=\"take_job\" value=\"\(bea)\" checked"))
        #expect(page.html.contains("name=\"take_job\" value=\"\(cleo)\">"))
        #expect(page.html.contains("<mark><bdi>pilot</bdi></mark>"))
        #expect(page.html.contains("<li>2 phone numbers</li>"), "summed")
        #expect(page.html.contains("<div>1 phone number</div>"), "and by contact")
        #expect(page.html.contains("Merge all 3 into one"))
        #expect(!page.html.contains("⟨"))
        // Without one of them it is the page of two.
        let two = try await alice.open("/people/merge?id=\(ana)&id=\(bea)")
        #expect(two.html.contains("Keep Bea instead"))
    }

    @Test func `another record is kept before anything is done, and other choices stay`()
        async throws
    {
        let look = try await alice.send(
            "/people/merge/together",
            pairs: sent([
                ("shown", "\(ids[0])"), ("keep", "\(ids[1])"), ("do", "look"),
                ("take_name", "\(ids[0])"), ("take_job", "\(ids[2])"), ("why", "one person"),
            ]))
        #expect(look.status == 200)
        #expect(look.html.contains("name=\"keep\" value=\"\(ids[1])\" checked"))
        #expect(look.html.contains("name=\"take_name\" value=\"\(ids[1])\" checked"))
        #expect(look.html.contains("name=\"take_job\" value=\"\(ids[2])\" checked"))
        #expect(look.html.contains("value=\"one person\""))
        #expect(try await harbour.list(MemberList()).people.count == 4)
    }

    @Test func `merges all at once, names all, and takes all back`() async throws {
        let (ana, bea, cleo) = (ids[0], ids[1], ids[2])
        let form = sent([
            ("keep", "\(ana)"), ("take_name", "\(bea)"), ("take_job", "\(cleo)"),
            ("why", "one person"),
        ])
        let merged = try await alice.send("/people/merge/together", pairs: form)
        #expect(merged.status == 303)
        let record = try await harbour.record(ana)
        #expect(record.name == "Bea")
        #expect(record.values[.job] == "pilot")
        #expect(record.phones.count == 2)
        // Pressed twice, or gone back to: there is one contact, and that is where it leads.
        let twice = try await alice.send("/people/merge/together", pairs: form)
        let again = try await alice.open(try #require(twice.location))
        #expect(again.location == "/people/\(ana)?done=people_merged_before")
        let shown = try await alice.open(try #require(merged.location))
        #expect(shown.html.contains("They are one contact now."))
        let undo = try #require(
            shown.html.firstMatch(of: /action="(\/people\/merges\/[0-9]+\/undo-all)"/)
        ).output.1
        let address = String(undo.replacing("/undo-all", with: ""))
        let report = try await alice.open(address)
        #expect(report.html.contains("merged Bea and Cleo into Ana"))
        #expect(report.html.contains("Undo the whole merge"))
        #expect(report.html.contains("“<bdi>one person</bdi>”"))
        // One of them alone, and then the rest.
        let one = try #require(
            report.html.firstMatch(of: /action="(\/people\/merges\/[0-9]+\/undo)"/)
        ).output.1
        let alone = try await alice.send(String(one), [:])
        let half = try await alice.open(try #require(alone.location))
        #expect(half.html.contains("Undo what is left of the merge"))
        #expect(try await harbour.record(bea).values[.job] == "docker")
        let undone = try await alice.send(String(undo), [:])
        let last = try await alice.open(try #require(undone.location))
        #expect(last.html.contains("Undone. All contacts are there again."))
        #expect(try await harbour.record(cleo).values[.job] == "pilot")
        #expect(try await harbour.record(ana).name == "Ana")
        #expect(try await alice.send(String(undo), [:]).status == 409)
    }

    @Test func `what stands in the way says of whom, and there is no button`() async throws {
        try await harbour.act(GiveRole(ids[2], .coordinator))
        let page = try await alice.open("/people/merge?keep=\(ids[0])&\(query)")
        #expect(page.html.contains("Cleo: Cleo holds the role of coordinator."))
        #expect(!page.html.contains("Merge all 3 into one"))
        // Whoever insists merges nobody, and what was chosen stays chosen.
        let sent = try await alice.send(
            "/people/merge/together",
            pairs: sent([("keep", "\(ids[0])"), ("take_job", "\(ids[2])")]))
        #expect(sent.status == 409)
        #expect(sent.html.contains("name=\"take_job\" value=\"\(ids[2])\" checked"))
        #expect(try await harbour.list(MemberList()).people.count == 4)
        // Not said otherwise, whoever holds a role is kept.
        let rather = try await alice.open("/people/merge?\(query)")
        #expect(rather.html.contains("name=\"keep\" value=\"\(ids[2])\" checked"))
        #expect(rather.html.contains("Merge all 3 into one"))
    }

    @Test func `of more than six the rest follow afterwards`() async throws {
        var all = ids
        for name in ["Dana", "Edda", "Finn", "Gus", "Hal"] {
            all.append(try await harbour.act(AddMember(name: name)).memberID)
        }
        let chosen = all.map { "id=\($0)" }.joined(separator: "&")
        let page = try await alice.open("/people/merge?\(chosen)")
        #expect(page.html.contains("2 more contacts that you chose"))
        #expect(page.html.contains("Merge all 6 into one"))
        let form = all.prefix(6).flatMap { [("id", "\($0)"), ("version_\($0)", "1")] }
        let next = try await alice.send(
            "/people/merge/together",
            pairs: form + [
                ("keep", "\(all[1])"), ("then", "\(all[6])"), ("then", "\(all[7])"),
            ])
        let address = try #require(next.location)
        #expect(address == "/people/merge?keep=\(all[1])&id=\(all[6])&id=\(all[7])")
        let rest = try await alice.open(address)
        #expect(rest.html.contains("name=\"keep\" value=\"\(all[1])\" checked"))
        #expect(rest.html.contains("Merge all 3 into one"))
    }

    @Test func `the queue offers to compare three who may all be one`() async throws {
        var same: [MemberID] = []
        for name in ["Bob O'Brien", "Rob O'Brien", "Robert O'Brien"] {
            same.append(
                try await harbour.act(AddMember(name: name, phone: "555 010 0002")).memberID)
        }
        _ = try await harbour.chapter.scanForDuplicates(at: .noon)
        let queue = try await alice.open("/people/duplicates")
        #expect(queue.html.contains("may all be one contact."))
        let way = try #require(
            queue.html.firstMatch(of: /href="([^"]*)">Compare all 3 together/)
        ).output.1.replacing("&amp;", with: "&")
        let page = try await alice.open(String(way))
        for id in same { #expect(page.html.contains("name=\"id\" value=\"\(id)\"")) }
    }

    @Test func `the pages speak Spanish to whoever chose it`() async throws {
        let id = try await harbour.add(.carol)
        try await harbour.act(GiveRole(id, .coordinator))
        try await harbour.act(EditMember(id, changes: [.language: "es"]))
        let carol = try await PeopleBrowser(harbour, as: id)
        let page = try await carol.open("/people/merge?\(query)")
        #expect(page.html.contains("Unir los 3 en una ficha"))
        #expect(!page.html.contains("⟨"))
        let merged = try await harbour.act(
            MergeTogether(keep: ids[0], others: [ids[1], ids[2]]))
        let report = try await carol.open("/people/merges/\(merged.ids[0])")
        #expect(report.html.contains("Deshacer toda la unión"))
        #expect(!report.html.contains("⟨"))
    }

    @Test func `a program sees what would be done, does it and takes it back`() async throws {
        let carol = try await harbour.viewer(.carol, roles: [.coordinator])
        let token = try await harbour.act(MakeMemberToken(try #require(carol.memberID))).token
        let headers: HTTPFields = [
            .authorization: "Bearer \(token)", .contentType: "application/json",
        ]
        let client = harbour.client()
        let others = "other=\(ids[1])&other=\(ids[2])"
        let preview = try await client.send(
            .get, "/api/v1/merges/together?keep=\(ids[0])&\(others)", headers: headers,
            body: RequestBody(buffer: ByteBuffer()))
        #expect(String(buffer: preview.body).contains("\"hindrances\":[]"))
        let json = """
            {"keep": "\(ids[0])", "others": ["\(ids[1])", "\(ids[2])"],
             "choices": {"job": "\(ids[2])"}, "expectedVersions": {"\(ids[0])": 1}}
            """
        let merged = try await client.send(
            .post, "/api/v1/merges/together", headers: headers,
            body: RequestBody(buffer: ByteBuffer(string: json)))
        #expect(merged.status == .created)
        #expect(try await harbour.record(ids[0]).values[.job] == "pilot")
        let first = try #require(
            String(buffer: merged.body).firstMatch(of: /"mergeIDs":\["([0-9]+)"/)
        ).output.1
        let undone = try await client.send(
            .post, "/api/v1/merges/\(first)/reversal/all", headers: headers,
            body: RequestBody(buffer: ByteBuffer()))
        #expect(undone.status == .ok)
        #expect(try await harbour.record(ids[2]).values[.job] == "pilot")
    }
}
