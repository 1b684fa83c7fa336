import Chapter
import Federation
import TestSupport
import Testing

@testable import Web

@Suite struct `One's own post` {
    @Test func `is taken back after its page has said what that does`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", in: harbour)
        let bob = try await Voter("Bob O'Brien", in: harbour)
        let group = try await harbour.act(
            FoundGroup(name: "Night school", purpose: "Law", handle: "rosa"), as: alice.viewer)
        let post = try await harbour.act(PostToGroup(group, "Regret"), as: alice.viewer)
        let address = "/groups/\(group)/posts/\(post)"
        #expect(try await alice.open("/groups/\(group)").says("href=\"\(address)\""))
        #expect(!(try await bob.open("/groups/\(group)").html.contains(address)))
        #expect(try await bob.open(address).status == 404)
        let page = try await alice.open(address)
        #expect(
            page.says("Regret", "Your post", "Nobody can make others forget what they have read"))
        let gone = try await alice.send(address + "/take-back")
        #expect(gone.location == "/groups/\(group)?done=post_taken_back#post-\(post)")
        let talk = try await bob.open("/groups/\(group)")
        #expect(talk.says("Taken back by its author.", "id=\"post-\(post)\""))
        #expect(!talk.html.contains("Regret"))
        #expect(talk.html.matches(of: /<div/).count == talk.html.matches(of: /<\/div>/).count)
        #expect(try await alice.open(address).status == 404)
        #expect(try await alice.open("/groups/\(group)/answer/\(post)").status == 404)
    }
}
