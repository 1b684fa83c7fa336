import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import TestSupport
import Testing

@Suite struct `Counting again` {
    /// A closed ballot of Harbour that Riverside has heard of.
    private func closedBallot() async throws -> (TestChapter, TestChapter, ObjectID) {
        let harbour = try TestChapter.make(named: "Harbour")
        let riverside = try TestChapter.make(named: "Riverside")
        try await harbour.openFeed()
        let people = try await harbour.members(12)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0, 0, 1, 2, 0], by: people)
        try await harbour.act(CloseBallot(ballot))
        try await riverside.hear(harbour)
        return (harbour, riverside, ballot)
    }

    @Test func `another chapter agrees with a true result, once`() async throws {
        let (harbour, riverside, ballot) = try await closedBallot()
        #expect(try await riverside.act(RecountBallots()) == [ballot])
        #expect(try await riverside.act(RecountBallots()) == [])
        try await harbour.hear(riverside)
        let seen = try #require(try await harbour.chapter.ballot(ballot, as: .operator))
        #expect(seen.recounts.map(\.chapter) == [riverside.chapter.feeds.chapter])
        #expect(seen.recounts.map(\.agrees) == [true])
        let there = try #require(try await riverside.chapter.ballot(ballot, as: .operator))
        #expect(there.result?.counts == [3, 1, 1])
        #expect(there.isOwn == false)
        #expect(there.standing == .noRight)
    }

    @Test func `a chapter does not count its own ballot or an open one`() async throws {
        let harbour = try TestChapter.make(named: "Harbour")
        let riverside = try TestChapter.make(named: "Riverside")
        let people = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0], by: people)
        try await riverside.hear(harbour)
        #expect(try await riverside.act(RecountBallots()) == [])
        try await harbour.act(CloseBallot(ballot))
        #expect(try await harbour.act(RecountBallots()) == [])
    }

    @Test func `a false result is named by the recount and by the verification`() async throws {
        let riverside = try TestChapter.make(named: "Riverside")
        let eve = OtherChapter("Eve", heardBy: riverside)
        let manifest = BallotAnnounced(
            nonce: [UInt8](repeating: 1, count: 16), question: "Strike?",
            options: BallotPlan.yesNoAbstain, method: .yesNoAbstain, threshold: .simpleMajority,
            quorum: nil, electorate: .members, rollSize: 2, rollRoot: randomBytes32())
        let hash = BallotAnnounced.hash(payload: manifest.payload())
        let papers = (UInt8(1)...3).map {
            BallotPaper(tracker: [UInt8](repeating: $0, count: 16), choice: 1)
        }
        let id = eve.object(1)
        let claimed = BallotClosed(
            ballot: id, manifestHash: hash, counts: [3, 0, 0], invalid: 0, papers: 3, marks: 2,
            papersRoot: BallotPaper.root(papers), outcome: .passed, leading: [])
        for (kind, payload) in [
            (Kind.ballotAnnounced, manifest.payload()),
            (.ballotOpened, BallotOpened(ballot: id, manifestHash: hash).payload()),
            (.ballotPapersPublished, BallotPapersPublished(ballot: id, papers: papers).payload()),
            (.ballotClosed, claimed.payload()),
        ] {
            #expect(try await eve.say(kind, payload) == nil)
        }
        try await riverside.act(RecountBallots())
        let seen = try #require(try await riverside.chapter.ballot(id, as: .operator))
        #expect(seen.recounts.map(\.agrees) == [false])
        let findings = try await riverside.chapter.verifyBallot(id, as: .operator).get().findings
        #expect(!findings.isEmpty)
    }
}

@Suite struct `Verifying a ballot` {
    private func closedBallot() async throws -> (TestChapter, ObjectID) {
        let harbour = try TestChapter.make(named: "Harbour")
        try await harbour.openFeed()
        let people = try await harbour.members(12)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0, 0, 1, 2, 0], by: people)
        try await harbour.act(CloseBallot(ballot))
        return (harbour, ballot)
    }

    private func findings(_ chapter: TestChapter, _ ballot: ObjectID) async throws -> String {
        let verification = try await chapter.chapter.verifyBallot(ballot, as: .operator).get()
        #expect(verification.valid == verification.findings.isEmpty)
        return verification.findings.joined(separator: "\n")
    }

    @Test func `a true result has no findings at home and away`() async throws {
        let (harbour, ballot) = try await closedBallot()
        let riverside = try TestChapter.make(named: "Riverside")
        try await riverside.hear(harbour)
        #expect(try await findings(harbour, ballot) == "")
        #expect(try await findings(riverside, ballot) == "")
    }

    @Test func `a changed, added or removed paper is named by its code`() async throws {
        let (harbour, ballot) = try await closedBallot()
        let tracker = try #require(
            try await harbour.value(Data.self, "SELECT min(tracker) FROM shared_paper"))
        let code = Hex.text(Array(tracker))
        try await harbour.tamper(
            "UPDATE shared_paper SET choice = (choice + 1) % 3 WHERE tracker = ?", [tracker])
        #expect(try await findings(harbour, ballot).contains("Paper \(code) was changed"))
        try await harbour.tamper("DELETE FROM shared_paper WHERE tracker = ?", [tracker])
        #expect(try await findings(harbour, ballot).contains("Paper \(code) is missing"))
        let added = Data([UInt8](repeating: 0xAB, count: 16))
        try await harbour.tamper(
            "INSERT INTO shared_paper (ballot, tracker, choice) VALUES (?, ?, 0)",
            [ballot, added])
        #expect(
            try await findings(harbour, ballot)
                .contains("Paper \(Hex.text(Array(added))) is not among the signed papers"))
    }

    @Test func `a changed stored result or manifest is named`() async throws {
        let (harbour, ballot) = try await closedBallot()
        let stored = try #require(
            try await harbour.value(Data.self, "SELECT result FROM shared_ballot"))
        var result = try BallotClosed(payload: Array(stored))
        result.counts = [5, 0, 0]
        try await harbour.tamper("UPDATE shared_ballot SET result = ?", [Data(result.payload())])
        #expect(try await findings(harbour, ballot).contains("The stored result"))
        let manifest = try #require(
            try await harbour.value(Data.self, "SELECT manifest FROM shared_ballot"))
        var announced = try BallotAnnounced(payload: Array(manifest))
        announced.rollSize = 500
        try await harbour.tamper(
            "UPDATE shared_ballot SET manifest = ?", [Data(announced.payload())])
        #expect(try await findings(harbour, ballot).contains("The stored manifest"))
    }

    @Test func `a changed event is named by its place and what it is`() async throws {
        let (harbour, ballot) = try await closedBallot()
        let seq = try #require(
            try await harbour.value(
                Int.self, "SELECT seq FROM shared_ballot_event WHERE kind = ?",
                [Kind.ballotPapersPublished.rawValue]))
        let body = try #require(
            try await harbour.value(Data.self, "SELECT body FROM event WHERE seq = ?", [seq]))
        var changed = body
        changed[changed.count - 1] ^= 1
        try await harbour.tamper("UPDATE event SET body = ? WHERE seq = ?", [changed, seq])
        #expect(try await findings(harbour, ballot).contains("Event \(seq) (papers)"))
    }

    @Test func `an open ballot has no result to check`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [], by: people)
        let answer = try await harbour.chapter.verifyBallot(ballot, as: .operator)
        guard case .failure(let refusal) = answer else {
            Issue.record("an open ballot was verified")
            return
        }
        #expect(refusal.code == .conflict)
    }

    @Test func `a second announcement is a finding`() async throws {
        let harbour = try TestChapter.make(named: "Harbour")
        try await harbour.openFeed()
        let people = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0], by: people)
        let manifest = try #require(
            try await harbour.value(Data.self, "SELECT manifest FROM shared_ballot"))
        var swapped = try BallotAnnounced(payload: Array(manifest))
        swapped.rollRoot = randomBytes32()
        let payload = swapped.payload()
        try await harbour.chapter.feeds.database.write { [feeds = harbour.chapter.feeds] db in
            try feeds.append(.ballotAnnounced, payload, at: .noon, in: db)
        }
        try await harbour.act(CloseBallot(ballot))
        #expect(try await findings(harbour, ballot).contains("announced 2 times"))
    }
}

@Suite struct `A ballot file` {
    private func file() async throws -> (TestChapter, BallotFile) {
        let harbour = try TestChapter.make(named: "Harbour")
        try await harbour.openFeed()
        let people = try await harbour.members(12)
        let ballot = try await harbour.openBallot(
            BallotPlan(choice: "Where?", of: ["Park", "“Hall”"]), papers: [0, 0, 1], by: people)
        try await harbour.act(CloseBallot(ballot))
        return (harbour, try await harbour.chapter.exportBallot(ballot, as: .operator).get())
    }

    @Test func `a file that was written and read again is valid by itself`() async throws {
        let (harbour, file) = try await file()
        let read = try BallotFile.read(file.json()).get()
        #expect(read == file)
        #expect(read.verification().findings == [])
        #expect(try await harbour.chapter.verifyBallot(read, as: .operator).get().valid)
        #expect(read.counts == [2, 1])
    }

    @Test func `everything that is changed in a file is found`() async throws {
        let (_, file) = try await file()
        func findings(_ change: (inout BallotFile) -> Void) -> String {
            var changed = file
            change(&changed)
            return changed.verification().findings.joined(separator: "\n")
        }
        let code = file.papers[0].tracker
        #expect(findings { $0.papers[0].choice = 1 - ($0.papers[0].choice ?? 0) }.contains(code))
        #expect(findings { $0.papers.removeFirst() }.contains("Paper \(code) is missing"))
        #expect(findings { $0.papers.append($0.papers[0]) }.contains("listed twice"))
        #expect(findings { $0.counts = [1, 2] }.contains("The counts were changed"))
        #expect(findings { $0.question = "Else?" }.contains("The question or the options"))
        #expect(findings { $0.options.swapAt(0, 1) }.contains("The question or the options"))
        #expect(findings { $0.events.removeLast() }.contains("The result is missing"))
        #expect(findings { $0.events.removeFirst() }.contains("The announcement is missing"))
        #expect(findings { $0.events.swapAt(0, 1) }.contains("stands in the wrong place"))
        #expect(findings { $0.opening = "" }.contains("not the chapter's"))
        #expect(findings { $0.chapterID = String(repeating: "0", count: 64) } != "")
        #expect(findings { $0.ballotID = String(repeating: "0", count: 32) } != "")
    }

    @Test(arguments: 0..<4)
    func `one flipped bit in any signed part is found`(event: Int) async throws {
        let (_, file) = try await file()
        for part in [\SignedEvent.header, \.body, \.signature] {
            var changed = file
            var bytes = try #require(Hex.bytes(changed.events[event][keyPath: part]))
            bytes[bytes.count / 2] ^= 0x10
            changed.events[event][keyPath: part] = Hex.text(bytes)
            #expect(!changed.verification().valid)
        }
    }

    @Test func `a file of another node's making is not this node's`() async throws {
        let (harbour, file) = try await file()
        var shortened = file
        shortened.events.removeLast()
        let verification = try await harbour.chapter.verifyBallot(shortened, as: .operator).get()
        #expect(verification.findings.contains { $0.contains("This node holds other events") })
    }

    @Test func `what is no ballot file is refused`() {
        for text in ["", "{}", "[1]", "{\"format\": \"rhizome-ballot-9\"}"] {
            guard case .failure(let refusal) = BallotFile.read(Data(text.utf8)) else {
                Issue.record("read \(text)")
                continue
            }
            #expect(refusal.code == .invalid)
        }
    }
}
