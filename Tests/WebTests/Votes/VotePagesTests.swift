import Chapter
import Federation
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `Votes in a browser` {
    private let motion =
        "question=Shall+we%3F&method=motion&threshold=simple-majority&answer=&answer="

    @Test func `a vote is made, opened, cast, closed and checked`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", [.coordinator], in: harbour)
        let bob = try await Voter("Bob O'Brien", in: harbour)
        let made = try await alice.send("/votes/make", motion + "&quorum=1/2")
        let vote = try #require(made.location?.split(separator: "?").first.map(String.init))
        let draft = try await alice.open(vote)
        #expect(draft.says("All 2 members", "Half: 1 of 2", "Open it for 2 members"))
        #expect(draft.says("No chapter is linked yet."))
        #expect(try await bob.open(vote).status == 404)
        #expect(try await alice.send(vote + "/open").location == vote + "?done=vote_opened")

        let list = try await bob.open("/votes")
        #expect(list.says("0 of 2 have voted, 0 %. Takes a minute.", "to vote on"))
        let first = try await bob.open(vote + "/cast")
        #expect(!first.html.contains("checked"), "nothing is chosen beforehand")
        #expect(first.says("Yes", "Abstain", "Only 2 people may vote"))
        let tracker = try #require(first.hidden("tracker"))
        let second = try await bob.send(vote + "/look", "choice=0&tracker=\(tracker)")
        #expect(second.says("Cast my vote", "<bdi>Yes</bdi>"))
        #expect(second.hidden("tracker") == tracker)
        let receipt = try await bob.send(vote + "/cast", "choice=0&tracker=\(tracker)")
        let code = tracker.inFours
        #expect(receipt.status == 200 && receipt.says("Your vote is in", code))
        let voted = try await bob.open(vote + "/cast")
        #expect(voted.says("You have voted", "1 of 2 have voted, 50 %"))
        #expect(!voted.html.contains(code), "the code is shown once")
        #expect(!(try await bob.open("/votes")).html.contains("to vote on"))

        let before = try await alice.open(vote + "/close")
        #expect(before.says("Close and count 1 paper", "This cannot be undone."))
        #expect(try await alice.send(vote + "/close").location == vote + "?done=vote_closed")
        let result = try await bob.open(vote)
        #expect(result.says("<b>Passed.</b>", "Yes 1, No 0, Abstain 0", "1 of 2 had to vote"))
        #expect(result.says("class=\"won\"", "of 2 voted, 50 %", "See the one paper"))
        #expect(try await bob.open(vote + "/papers").says(code, "<bdi>Yes</bdi>"))
        let file = try await bob.open(vote + "/file")
        #expect(file.headers[.contentDisposition]?.contains("attachment") == true)
        #expect(file.says("rhizome-ballot-1", tracker))
    }

    @Test func `papers for a count by hand are all alike and have nobody's name`() async throws {
        let (harbour, vote, bob) = try await openVote()
        let alice = try await harbour.coordinator()
        #expect(try await alice.open(vote).html.contains("href=\"\(vote)/paper\""))
        let two = try await alice.open(vote + "/paper?copies=2").html
        let papers = two.matches(of: /<div class="slip">.*?<\/div>/)
        #expect(papers.count == 2 && Set(papers.map { String($0.output) }).count == 1)
        #expect(two.contains("<li><bdi>Abstain</bdi></li>"))
        #expect(!String(papers[0].output).contains("Bob"))
        // As many as are on the roll, and never more than fit.
        let all = try await alice.open(vote + "/paper").html
        let record = try await harbour.chapter.ballot(
            try #require(ObjectID(String(vote.dropFirst("/votes/".count)))), as: bob.viewer)
        #expect(all.matches(of: /class="slip"/).count == record?.rollSize)
        for (asked, given) in [("0", 1), ("501", 500), ("x", record?.rollSize ?? 0)] {
            let html = try await alice.open(vote + "/paper?copies=\(asked)").html
            #expect(html.matches(of: /class="slip"/).count == given, "\(asked)")
        }
    }

    @Test func `the same form sent twice gives the same receipt and counts once`() async throws {
        let (harbour, vote, bob) = try await openVote()
        let form = "choice=1&tracker=00112233445566778899aabbccddeeff"
        for _ in 0..<2 {
            let receipt = try await bob.send(vote + "/cast", form)
            #expect(receipt.says("0011 2233 4455 6677 8899 aabb ccdd eeff"))
        }
        let other = try await bob.send(
            vote + "/cast", "choice=0&tracker=ff112233445566778899aabbccddeeff")
        #expect(other.says("You have voted", "Your first paper counts."))
        #expect(!other.html.contains("ff11"))
        let id = try #require(ObjectID(String(vote.dropFirst("/votes/".count))))
        try await harbour.act(CloseBallot(id))
        let record = try await harbour.chapter.ballot(id, as: bob.viewer)
        #expect(record?.result?.counts == [0, 1, 0])
    }

    @Test func `nothing is cast without an answer, and no address holds one`() async throws {
        let (_, vote, bob) = try await openVote()
        let tracker = "00112233445566778899aabbccddeeff"
        for form in ["", "choice=", "choice=3&tracker=\(tracker)", "choice=-1", "choice=x"] {
            let again = try await bob.send(vote + "/look", form)
            #expect(again.status == 422)
            #expect(again.says("Choose one of the answers. Nothing was kept so far."))
        }
        let kept = try await bob.send(vote + "/look", "tracker=\(tracker)")
        #expect(kept.hidden("tracker") == tracker)
        let broken = try await bob.send(vote + "/cast", "choice=0&tracker=00")
        #expect(broken.location == vote + "/cast")
        let asked = try await bob.open(vote + "/cast?choice=0&tracker=\(tracker)")
        #expect(!asked.html.contains("checked"))
        #expect(asked.hidden("tracker") != tracker, "a link cannot choose somebody's code")
        let record = try await bob.open("/votes")
        #expect(record.says("0 of 2 have voted"))
    }

    @Test func `a form that is not right comes back with everything in it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Voter("Alice Moreno", [.coordinator], in: harbour)
        let nothing = try await alice.send("/votes/make", "question=+")
        #expect(nothing.says("Write the question."))
        let empty = try await alice.send("/votes/make", "question=Who%3F")
        #expect(!empty.says("Write the question."))
        #expect(empty.status == 422)
        #expect(
            empty.says(
                "\nWho?</textarea>", "Choose how the question is answered.",
                "Choose what carries it."))
        let one = try await alice.send(
            "/votes/make",
            "question=Who%3F&method=choice&answer=Mei+%22Kim%22&answer=&threshold=most&quorum=1/3"
                + "&closes_day=2026-05-02")
        #expect(one.status == 422)
        #expect(
            one.says(
                "Give at least two answers.", "value=\"Mei &quot;Kim&quot;\"",
                "value=\"choice\" checked", "value=\"most\" checked", "value=\"1/3\" selected",
                "Give a day and a time, or leave both empty.", "value=\"2026-05-02\""))
        let twins = try await alice.send(
            "/votes/make", "question=Who%3F&method=choice&answer=Ann&answer=ann&threshold=most")
        #expect(twins.status == 422 && twins.says("Two options read the same."))
        let past = try await alice.send(
            "/votes/make", motion + "&closes_day=2020-01-01&closes_time=20:00")
        #expect(past.status == 422 && past.says("This closing time has passed."))
        let mixed = try await alice.send(
            "/votes/make", "question=Q&method=motion&answer=Blue&threshold=most")
        #expect(mixed.says("A motion is answered with yes, no or abstain.", "needs a majority"))
        let more = try await alice.send("/votes/make", "answer=A&answer=B&do=more")
        #expect(more.status == 200)
        #expect(more.html.matches(of: /name="answer"/).count == 4)
        #expect(try await harbour.chapter.ballots(as: .operator) == [])
    }

    @Test func `answers stand in the order of the vote, whatever they are called`() async throws {
        let harbour = try TestChapter.make()
        let nasty = ["<b>Z</b>", "\"\u{301} onfocus=x", "\u{202E}abc", "A"]
        let id = try await harbour.act(
            DraftBallot(BallotPlan(choice: "</h1><script>", of: nasty)))
        let bob = try await Voter("Bob O'Brien", in: harbour)
        try await harbour.act(OpenBallot(id))
        let page = try await bob.open("/votes/\(id)/cast")
        let places = try ["&lt;b&gt;Z", "&quot;\u{301} onfocus", "\u{202E}abc", "<bdi>A</bdi>"]
            .map { try #require(page.html.range(of: $0), "\($0)").lowerBound }
        #expect(places == places.sorted())
        #expect(!page.html.contains("<script>\n") && !page.html.contains("<b>Z"))
        for address in ["/votes", "/votes/\(id)"] {
            #expect(try await bob.open(address).says("&lt;/h1&gt;&lt;script&gt;"))
        }
    }

    @Test func `a draft is changed and thrown away, an open vote cancelled with its reason`()
        async throws
    {
        let (harbour, vote, bob) = try await openVote()
        let alice = try await Voter("Alice Moreno", [.coordinator], in: harbour)
        let draft = try await harbour.act(
            DraftBallot(
                BallotPlan(choice: "Who?", of: ["Ann", "Bo"], closes: .noon + 86_400_000)))
        let form = try await alice.open("/votes/\(draft)/edit")
        #expect(form.says("value=\"Ann\"", "value=\"most\" checked", "value=\"2026-05-0"))
        let changed = try await alice.send("/votes/\(draft)/edit", motion)
        #expect(changed.location == "/votes/\(draft)?done=vote_kept")
        #expect(try await alice.open("/votes/\(draft)").says("Shall we?"))
        let dropped = try await alice.send("/votes/\(draft)/cancel")
        #expect(dropped.location == "/votes?done=draft_dropped")

        let asked = try await alice.open(vote + "/cancel")
        #expect(asked.says("Nobody has voted so far.", "There will be no count."))
        let long = try await alice.send(
            vote + "/cancel", "reason=" + String(repeating: "x", count: 10_000))
        #expect(long.status == 422 && long.says("A reason is one line", "value=\"xxx"))
        _ = try await alice.send(vote + "/cancel", "reason=The+offer+ran+out.")
        #expect(try await bob.open(vote).says("This vote was cancelled.", "The offer ran out."))
        #expect(try await bob.open("/votes").says("The offer ran out.", "Cancelled"))
        #expect(try await bob.open(vote + "/cast").location == vote)
    }

    @Test func `nobody is asked who joined after the list was fixed`() async throws {
        let (harbour, vote, _) = try await openVote()
        let eve = try await Voter("Eve Adams", in: harbour)
        #expect(try await eve.open(vote).says("You are not on the list of this vote"))
        #expect(try await eve.open(vote + "/cast").location == vote)
        #expect(!(try await eve.open("/votes")).html.contains("to vote on"))
    }

    @Test func `the pages say what the program says about secrecy`() throws {
        let words = PageKit.forTests.catalogue.wording(.english)
        for size in [nil, 1, 2, SecrecySentence.few - 1, SecrecySentence.few, 400] {
            #expect(words.secrecy(rollSize: size) == SecrecySentence.text(rollSize: size))
        }
        #expect(!SecrecySentence.text(rollSize: 1).contains("node"))
    }

    @Test func `a wall's time is that of its zone, and no day is made up`() throws {
        let lisbon = try #require(TimeZone(identifier: "Europe/Lisbon"))
        let moment = try #require(WallTime.moment(day: "2026-07-01", time: "20:00", in: lisbon))
        #expect(CivilTime.text(moment, offset: 60) == "2026-07-01T20:00:00+01:00")
        #expect(WallTime.text(moment, in: lisbon) == ("2026-07-01", "20:00"))
        for (day, time) in [
            ("2026-02-30", "20:00"), ("2026-07-01", ""), ("", "20:00"), ("1-1-1", "1:1"),
            ("2026-07-01", "25:00"), ("2026-07-01", "20:61"),
        ] {
            #expect(WallTime.moment(day: day, time: time, in: lisbon) == nil, "\(day) \(time)")
        }
    }

    /// A motion that is open for Bob and one other.
    private func openVote() async throws -> (harbour: TestChapter, address: String, bob: Voter) {
        let harbour = try TestChapter.make()
        try await harbour.add(.carol)
        let bob = try await Voter("Bob O'Brien", in: harbour)
        let id = try await harbour.act(DraftBallot(BallotPlan(motion: "Shall we?")))
        try await harbour.act(OpenBallot(id))
        return (harbour, "/votes/\(id)", bob)
    }
}
