import Chapter
import Federation
import HTTPTypes
import TestSupport
import Testing
import Web

@Suite struct `Groups over the API` {
    @Test func `members found, find, join, talk and leave`() async throws {
        let harbour = try TestChapter.make()
        let (_, alice) = try await harbour.member("Alice")
        let (_, bob) = try await harbour.member("Bob")
        let client = harbour.client()
        let founded = try await client.ask(
            .post, "groups", #"{"name": "Rent", "purpose": "Lower it", "handle": "lis"}"#,
            token: alice)
        #expect(founded.status == 201)
        let id = try founded.decoded(GroupIDAnswer.self).groupID
        let joined = try await client.ask(
            .post, "groups/\(id)/members", #"{"handle": "bobby"}"#, token: bob)
        #expect(joined.status == 201)
        let said = try await client.ask(
            .post, "groups/\(id)/posts", #"{"text": "Hello <b>all</b>"}"#, token: bob)
        #expect(said.status == 201)
        let post = try said.decoded(PostIDAnswer.self).postID
        let answered = try await client.ask(
            .post, "groups/\(id)/posts", #"{"text": "Hi", "replyTo": "\#(post)"}"#, token: alice)
        #expect(answered.status == 201)
        let group = try await client.ask(.get, "groups/\(id)", token: bob)
            .decoded(GroupDetailAnswer.self)
        #expect(Set(group.members.map(\.handle)) == ["lis", "bobby"])
        #expect(group.posts.map(\.text) == ["Hello <b>all</b>", "Hi"])
        #expect(group.posts.map(\.replyTo) == [nil, post])
        #expect(group.ownHandle == "bobby")
        let left = try await client.ask(.delete, "groups/\(id)/members", token: bob)
        #expect(left.status == 200)
        let list = try await client.ask(.get, "groups", token: bob).decoded([GroupAnswer].self)
        #expect(list.map(\.members) == [1])
        let again = try await client.ask(
            .post, "groups/\(id)/posts", #"{"text": "Still here?"}"#, token: bob)
        #expect([403, 409].contains(again.status), "\(again.text)")
    }

    @Test func `an answer to nothing is refused`() async throws {
        let harbour = try TestChapter.make()
        let (_, alice) = try await harbour.member("Alice")
        let client = harbour.client()
        let id = try await client.ask(
            .post, "groups", #"{"name": "Rent", "purpose": "Lower it", "handle": "lis"}"#,
            token: alice
        ).decoded(GroupIDAnswer.self).groupID
        let answer = try await client.ask(
            .post, "groups/\(id)/posts", #"{"text": "Hi", "replyTo": "x"}"#, token: alice)
        #expect(answer.status == 404)
    }
}
