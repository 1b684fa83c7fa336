import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Groups in a browser` {
    @Test func `a group is founded, found, joined, talked in and left`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", in: harbour)
        let bob = try await Voter("Bob O'Brien", in: harbour)
        let empty = try await bob.open("/groups")
        #expect(empty.says("No group yet", "href=\"/groups/found\""))
        let founded = try await alice.send(
            "/groups/found",
            "name=Night+school&purpose=Housing+law&interests=Housing,+law;food&handle=rosa")
        let group = try #require(founded.location?.split(separator: "?").first.map(String.init))
        if case .member(let id, _) = bob.viewer {
            try await harbour.act(SetInterests(id, ["housing"]))
        }
        let list = try await bob.open("/groups?show=suggested")
        #expect(list.says("Night school", "because you chose housing", "Look and join"))
        #expect(try await bob.open("/groups?q=school+LAW").says("Night school"))
        #expect(try await bob.open("/groups?q=trains").says("No group has “trains”"))

        let form = try await bob.open(group + "/join")
        #expect(form.says("See what others will see", "Suggested because you chose housing."))
        let taken = try await bob.send(group + "/join", "handle=Rosa&do=look")
        #expect(taken.status == 422 && taken.says("value=\"Rosa\"", "Choose another name."))
        let look = try await bob.send(group + "/join", "handle=+Lark+&do=look")
        #expect(look.says("This is what others see", "Join as Lark"))
        #expect(!(try await bob.open(group)).html.contains("Post as Lark"), "looking joins nothing")
        let joined = try await bob.send(group + "/join", "handle=Lark")
        #expect(joined.location == group + "?done=group_joined")

        let posted = try await bob.send(group + "/posts", "text=Two%0Alines+%3Cb%3E")
        let post = try #require(posted.location?.split(separator: "#post-").last)
        let page = try await alice.open(group)
        #expect(page.says("Two\nlines &lt;b&gt;", "<bdi>Lark</bdi>", "2 members in 1 chapter"))
        let asked = try await alice.open(group + "/answer/\(post)")
        #expect(asked.says("Two\nlines", "Post as rosa"))
        _ = try await alice.send(group + "/answer/\(post)", "text=An+answer")
        let talk = try await bob.open(group)
        #expect(talk.says("<div class=\"thread\"><article class=\"post\" id=\"post-", "An answer"))
        #expect(
            talk.html.matches(of: /<div/).count == talk.html.matches(of: /<\/div>/).count,
            "every box is closed")
        #expect(try await bob.open(group + "/people").says("rosa", "Lark", "looks after the group"))

        #expect(try await bob.open(group + "/leave").says("everything you said"))
        #expect(try await bob.send(group + "/leave").location == "/groups?done=group_left")
        let after = try await bob.open(group)
        #expect(after.says("Two\nlines", "You can read along.", "1 member in 1 chapter"))
    }

    @Test func `a post that is refused keeps its text`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", in: harbour)
        let id = try await harbour.act(
            FoundGroup(name: "Talk", purpose: "Talk", handle: "rosa"), as: alice.viewer)
        let post = try await harbour.act(PostToGroup(id, "Hello"), as: alice.viewer)
        let long = String(repeating: "x", count: 9000)
        for address in ["posts", "answer/\(post)"] {
            let refused = try await alice.send("/groups/\(id)/\(address)", "text=" + long)
            #expect(refused.status == 422)
            #expect(refused.says("A post has 1 to", "\n\(long)</textarea>"))
        }
        let empty = try await alice.send("/groups/found", "name=&purpose=P&charter=Ours&handle=x")
        #expect(empty.status == 422 && empty.says("A group&#39;s name is one line", "Ours"))
    }

    @Test func `a deep talk stays narrow, and a long one comes page by page`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", in: harbour)
        let id = try await harbour.act(
            FoundGroup(name: "Talk", purpose: "Talk", handle: "rosa"), as: alice.viewer)
        var last: ObjectID?
        for number in 0...GroupDiscussion.pageSize {
            last = try await harbour.act(
                PostToGroup(id, "No. \(number)", replyTo: last), as: alice.viewer)
        }
        let first = try await alice.open("/groups/\(id)")
        #expect(first.html.matches(of: /class="thread"/).count == GroupPage.deepest + 1)
        #expect(first.html.matches(of: /<div/).count == first.html.matches(of: /<\/div>/).count)
        let next = try #require(first.html.firstMatch(of: /\/groups\/[0-9a-f]+\?from=[0-9a-f]+/))
        let second = try await alice.open(String(next.output))
        #expect(second.says("No. \(GroupDiscussion.pageSize)<", "The latest talk"))
        #expect(!second.html.contains("No. 1<"))
    }

    @Test func `names of people are text, whatever they are`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", in: harbour)
        let nasty = "\"\u{301} onfocus=x <i>"
        let id = try await harbour.act(
            FoundGroup(
                name: nasty, purpose: nasty, interests: [nasty], charter: nasty, handle: nasty),
            as: alice.viewer)
        try await harbour.act(PostToGroup(id, nasty), as: alice.viewer)
        for address in ["", "/\(id)", "/\(id)/people", "/\(id)/leave"] {
            let page = try await alice.open("/groups\(address)")
            #expect(page.status == 200 && page.says("&quot;\u{301} onfocus=x &lt;i&gt;"))
            #expect(!page.html.contains("<i>") && !page.html.contains("\"\u{301}"))
        }
    }
}
