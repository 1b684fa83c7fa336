import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Ranking, marking and scoring in a browser` {
    private static func form(
        _ method: String, answers: [String] = ["Ana", "Bilal", "Chen"], _ more: String = ""
    ) -> String {
        "question=Who+speaks+for+us%3F&method=\(method)"
            + answers.map { "&answer=\($0)" }.joined() + more
    }

    /// A vote that is open, and somebody who may vote in it.
    private func open(_ form: String) async throws -> (TestChapter, String, Voter, Voter) {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", [.coordinator], in: harbour)
        let bob = try await Voter("Bob O'Brien", in: harbour)
        let made = try await alice.send("/votes/make", form)
        let vote = try #require(made.location?.split(separator: "?").first.map(String.init))
        _ = try await alice.send(vote + "/open")
        return (harbour, vote, alice, bob)
    }

    @Test func `a committee is elected by typing numbers`() async throws {
        let (_, vote, alice, bob) = try await open(Self.form("committee", "&seats=2"))
        #expect(try await bob.open(vote).says("Scottish STV, for 2 seats"))
        let first = try await bob.open(vote + "/cast")
        #expect(first.says("Write 1 beside your first choice", "Chen", "None of them"))
        #expect(!first.html.contains("checked"), "nothing is filled in beforehand")
        #expect(first.html.contains("id=\"number-0\" value=\"\""))
        let tracker = try #require(first.hidden("tracker"))
        let start = "tracker=\(tracker)&"

        let twice = try await bob.send(vote + "/look", start + "number-0=1&number-1=1&number-2=")
        #expect(twice.status == 422 && twice.says("The number 1 stands twice."))
        #expect(
            twice.html.contains("name=\"number-1\" id=\"number-1\" value=\"1\""), "nothing is lost")
        #expect(twice.hidden("tracker") == tracker)
        let nothing = try await bob.send(vote + "/look", start + "number-0=&number-1=&number-2=")
        #expect(nothing.says("Nothing is filled in."))
        let large = try await bob.send(vote + "/look", start + "number-0=4&number-1=&number-2=")
        #expect(large.says("Write a whole number from 1 to 3 here"))
        let both = try await bob.send(vote + "/look", start + "number-0=1&blank=1")
        #expect(both.says("You have marked answers and chosen “None of them” too."))

        let second = try await bob.send(vote + "/look", start + "number-0=2&number-1=&number-2=1")
        #expect(second.says("<li><bdi>1. Chen</bdi></li><li><bdi>2. Ana</bdi></li>"))
        #expect(second.hidden("numbers") == "2,0,1")
        let receipt = try await bob.send(vote + "/cast", start + "numbers=2,0,1")
        #expect(receipt.status == 200 && receipt.says("Your vote is in", tracker.inFours))

        #expect(try await alice.send(vote + "/close").location == vote + "?done=vote_closed")
        let result = try await bob.open(vote)
        #expect(result.says("Chen and ", " are elected.", "First ranks", vote + "/count"))
        #expect(try await bob.open(vote + "/papers").says("1. Chen · 2. Ana"))
        let count = try await bob.open(vote + "/count")
        #expect(count.status == 200)
        #expect(count.says("Who speaks for us?", "Scottish STV", "The result"))
        #expect(!count.says("Nothing of this was kept"))
        #expect(try await bob.open(vote + "/check").says("Nothing is wrong."))
    }

    @Test func `days are marked, and a blank paper is cast`() async throws {
        let (_, vote, alice, bob) = try await open(
            Self.form("approval", answers: ["Monday", "Friday"]))
        let first = try await bob.open(vote + "/cast")
        #expect(first.says("Mark every answer that you can live with.", "type=\"checkbox\""))
        let tracker = try #require(first.hidden("tracker"))
        let look = try await bob.send(vote + "/look", "tracker=\(tracker)&blank=1")
        #expect(look.says("<li><bdi>Blank</bdi></li>"))
        _ = try await bob.send(vote + "/cast", "tracker=\(tracker)&numbers=0,0")
        let own = try await alice.open(vote + "/cast")
        let code = try #require(own.hidden("tracker"))
        _ = try await alice.send(vote + "/look", "tracker=\(code)&number-1=1")
        _ = try await alice.send(vote + "/cast", "tracker=\(code)&numbers=0,1")
        _ = try await alice.send(vote + "/close")
        let result = try await bob.open(vote)
        #expect(result.says("Friday wins.", "50 %", "A paper can accept several."))
    }

    @Test func `points are given, and a paper that was made up is refused in words`()
        async throws
    {
        let (_, vote, _, bob) = try await open(Self.form("points"))
        let first = try await bob.open(vote + "/cast")
        #expect(first.says("Give each answer 0 to 5 points"))
        let tracker = try #require(first.hidden("tracker"))
        let look = try await bob.send(
            vote + "/look", "tracker=\(tracker)&number-0=3&number-1=5&number-2=0")
        #expect(look.says("Bilal: 5", "Ana: 3"))
        let forged = try await bob.send(vote + "/cast", "tracker=\(tracker)&numbers=9,0,0")
        #expect(forged.status == 422 && forged.says("Give each option 0 to 5 points."))
        let broken = try await bob.send(vote + "/cast", "tracker=\(tracker)&numbers=9,x,0")
        #expect(broken.location == vote + "/cast")
    }

    @Test(arguments: [
        ("ranking", "&seats=2", "This way chooses one."),
        ("committee", "&seats=0", "Write how many are chosen"),
        ("committee", "&seats=4", "More are to be chosen than there are answers."),
        ("points", "&rule=irv", "This rule does not count such papers."),
    ]) func `rules that do not go together are said in words, and nothing is lost`(
        method: String, more: String, sentence: String
    ) async throws {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", [.coordinator], in: harbour)
        let page = try await alice.send("/votes/make", Self.form(method, more))
        #expect(page.status == 422 && page.says(sentence, "Bilal"))
    }

    @Test func `a draft by another rule is shown and changed as it was`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", [.coordinator], in: harbour)
        let made = try await alice.send(
            "/votes/make", Self.form("committee", "&seats=2&rule=meek-stv"))
        let vote = try #require(made.location?.split(separator: "?").first.map(String.init))
        #expect(try await alice.open(vote).says("Meek STV, for 2 seats"))
        let edit = try await alice.open(vote + "/edit")
        #expect(edit.html.contains("<option value=\"meek-stv\" selected>"))
        #expect(edit.html.contains("value=\"committee\" checked"))
    }
}
