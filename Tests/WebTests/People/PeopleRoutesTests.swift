import Chapter
import Federation
import HTTPTypes
import TestSupport
import Testing
import Web

@Suite struct `People over the API` {
    @Test func `are added, listed, shown, changed and ended`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let added = try await client.ask(
            .post, "members",
            #"""
            {"name": "Alice “Lis” Moreau", "emails": ["alice@x.example",
             {"address": "a@work.example", "kind": "work"}], "phones": ["+44 20 7946 0000"],
             "interests": ["rent"], "tags": ["first aid"], "pronouns": "she/her"}
            """#)
        #expect(added.status == 201)
        let id = try added.decoded(MemberIDAnswer.self).memberID
        let list = try await client.ask(.get, "members?search=ali").decoded([MemberAnswer].self)
        #expect(list.map(\.memberID) == [id])
        #expect(list.first?.email == "alice@x.example")
        #expect(list.first?.interests == ["rent"])
        let changed = try await client.ask(
            .patch, "members/\(id)",
            #"{"name": "Alice Moreau", "addTags": ["driver"], "interests": [], "why": "asked"}"#)
        #expect(changed.status == 200)
        guard case .object(let record) = try await client.ask(.get, "members/\(id)").json else {
            Issue.record("no record")
            return
        }
        #expect(record["name"] == .text("Alice Moreau"))
        #expect(record["interests"] == .list([]))
        #expect(record["tags"] == .list([.text("first aid"), .text("driver")]))
        let history = try await client.ask(.get, "members/\(id)/history")
            .decoded([HistoryAnswer].self)
        #expect(history.contains { $0.field == "name" && $0.why == "asked" })
        #expect(Set(history.map(\.device)) == ["command line"])
        let ended = try await client.ask(.post, "members/\(id)/end", #"{"why": "moved"}"#)
        #expect(ended.status == 200)
        let former = try await client.ask(.get, "members?status=former")
        #expect(try former.decoded([MemberAnswer].self).count == 1)
    }

    @Test func `a change is made whole or not at all`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        _ = try await client.ask(.post, "members", #"{"name": "Alice"}"#)
        let refused = try await client.ask(
            .patch, "members/1", #"{"name": "Alicia", "emails": ["no address"]}"#)
        #expect(refused.status == 422)
        let people = try await client.ask(.get, "members").decoded([MemberAnswer].self)
        #expect(people.map(\.name) == ["Alice"])
    }

    @Test func `a second editor is told that the record has changed`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        _ = try await client.ask(.post, "members", #"{"name": "Alice"}"#)
        let first = try await client.ask(
            .patch, "members/1", #"{"job": "baker", "expectedVersion": 1}"#)
        #expect(first.status == 200)
        let second = try await client.ask(
            .patch, "members/1", #"{"job": "driver", "expectedVersion": 1}"#)
        #expect(second.status == 409)
    }

    @Test func `a member changes their own record and nobody else's`() async throws {
        let harbour = try TestChapter.make()
        let (alice, token) = try await harbour.member("Alice")
        let (bob, _) = try await harbour.member("Bob")
        let client = harbour.client()
        let own = try await client.ask(
            .patch, "members/\(alice)", #"{"pronouns": "she/her"}"#, token: token)
        #expect(own.status == 200)
        let other = try await client.ask(
            .patch, "members/\(bob)", #"{"pronouns": "she/her"}"#, token: token)
        #expect(other.status == 403)
        let tag = try await client.ask(
            .patch, "members/\(alice)", #"{"addTags": ["vip"]}"#, token: token)
        #expect(tag.status == 403)
        #expect(try await client.ask(.get, "members/\(bob)", token: token).status == 403)
        #expect(try await client.ask(.get, "members", token: token).status == 403)
    }

    @Test func `a sign-in link becomes a token once`() async throws {
        let harbour = try TestChapter.make()
        let (alice, token) = try await harbour.member("Alice", roles: [.coordinator])
        let keeper = harbour.client(.control)
        let link = try await keeper.ask(.post, "members/\(alice)/sign-in-links")
            .decoded(SignInAnswer.self)
        #expect(link.url.hasPrefix("https://tenants.example/sign-in/"))
        #expect(link.expires.description == "2026-05-01T12:15:00Z")
        let client = harbour.client()
        let signedIn = try await client.ask(.post, "sign-in", #"{"link": "\#(link.url)"}"#)
        #expect(signedIn.status == 200)
        let fresh = try signedIn.decoded(SignedInAnswer.self)
        #expect(fresh.memberID == alice.description)
        #expect(try await client.ask(.get, "me", token: fresh.token).status == 200)
        let again = try await client.ask(.post, "sign-in", #"{"link": "\#(link.url)"}"#)
        #expect(again.status == 404)
        // No role may make what signs others in, and one's own token is one's own to make.
        let refused = try await client.ask(.post, "members/\(alice)/sign-in-links", token: token)
        #expect(refused.status == 403)
        let own = try await client.ask(.post, "members/\(alice)/tokens", token: token)
        #expect(own.status == 201)
        let ended = try await client.ask(.delete, "members/\(alice)/tokens", token: token)
        #expect(ended.status == 200)
        #expect(try await client.ask(.get, "me", token: token).status == 401)
    }

    @Test func `roles are given by their names`() async throws {
        let harbour = try TestChapter.make()
        let (alice, _) = try await harbour.member("Alice")
        let client = harbour.client(.control)
        let path = "members/\(alice)/roles/federation%20admin"
        #expect(try await client.ask(.put, path, #"{"why": "elected"}"#).status == 200)
        #expect(try await client.ask(.delete, path).status == 200)
        #expect(try await client.ask(.delete, path).status == 409)
        let unknown = try await client.ask(.put, "members/\(alice)/roles/boss")
        #expect(unknown.status == 422)
        #expect(unknown.error?.contains("coordinator, federation admin") == true)
    }

    @Test func `lists come in and go out as CSV`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let list = "name,e-mail,nonsense\r\nAlice,alice@x.example,1\r\nBob,no address,2\r\n"
        let found = try await client.ask(
            .post, "imports?file=list.csv&mode=add%20only", list,
            headers: [.contentType: "text/csv"])
        #expect(found.status == 201)
        let answer = try found.decoded(ImportAnswer.self)
        #expect(answer.new == 1)
        #expect(answer.failed.map(\.row) == [3])
        #expect(answer.file == "list.csv")
        #expect(answer.columns.filter { $0.unused != nil }.map(\.header) == ["nonsense"])
        #expect(try await client.ask(.get, "members").text == "[]")
        let path = "imports/\(answer.importID)"
        let taken = try await client.ask(.post, path + "/application")
        #expect(try taken.decoded(ImportAnswer.self).state == "applied")
        let csv = try await client.ask(.post, "members.csv")
        #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
        #expect(csv.text.contains("alice@x.example"))
        let undone = try await client.ask(.post, path + "/reversal")
        #expect(try undone.decoded(UndoneImportAnswer.self).removed == 1)
        #expect(try await client.ask(.post, path + "/reversal").status == 409)
    }

    @Test func `a column of a list becomes a field of the chapter's own`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        func stage(_ query: String) async throws -> Outcome {
            try await client.ask(
                .post, "imports?" + query, "name,Van: seats,Van\nAlice,7,yes\nBob,9,no\n",
                headers: [.contentType: "text/csv"])
        }
        for wrong in ["Bike:number", "Van:contact", "Van", ":number"] {
            #expect(try await stage("newField=\(wrong)").status == 422)
        }
        #expect(try await harbour.chapter.read { try OwnField.all(in: $0) } == [])
        let made = try await stage("newField=Van:%20seats:number&newField=Van:yes%20or%20no")
        let answer = try made.decoded(ImportAnswer.self)
        #expect(answer.new == 2 && answer.columns.map(\.meaning) == ["name", "van_seats", "van"])
        let fields = try await harbour.chapter.read { try OwnField.all(in: $0) }
        #expect(fields.map(\.name) == ["Van: seats", "Van"])
        #expect(fields.map(\.kind) == [.number, .yesNo])
        #expect(try await stage("newField=Van:line").status == 409, "there is one already")
    }

    @Test func `a list must be CSV, and over the network not too large`() async throws {
        let harbour = try TestChapter.make()
        let (_, token) = try await harbour.member("Alice", roles: [.coordinator])
        let client = harbour.client()
        let json = try await client.ask(.post, "imports", "{}", token: token)
        #expect(json.status == 415)
        let long = "name\n" + String(repeating: "x", count: 16 << 20)
        let large = try await client.ask(
            .post, "imports", long, token: token, headers: [.contentType: "text/csv"])
        #expect(large.status == 413)
        #expect(large.error?.contains("larger than 16 MiB") == true)
        let mode = try await client.ask(
            .post, "imports?mode=erase", "name\n", token: token, headers: [.contentType: "text/csv"]
        )
        #expect(mode.status == 422)
    }
}
