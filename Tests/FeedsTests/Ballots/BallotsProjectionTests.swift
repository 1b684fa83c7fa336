import Federation
import Feeds
import GRDB
import Sodium
import TestSupport
import Testing

@Suite struct `Ballots from feeds` {
    private func manifest(_ byte: UInt8, question: String = "Strike?", roll: Int = 30) -> [UInt8] {
        BallotAnnounced(
            nonce: nonce(byte), question: question, options: ["Yes", "No", "Abstain"],
            method: .yesNoAbstain, threshold: .simpleMajority, quorum: nil, electorate: .members,
            rollSize: roll, rollRoot: digest("rhizome/test roll", [byte])
        ).payload()
    }

    private func opening(_ ballot: ObjectID, _ manifest: [UInt8]) -> [UInt8] {
        BallotOpened(ballot: ballot, manifestHash: BallotAnnounced.hash(payload: manifest))
            .payload()
    }

    private func papers(_ ballot: ObjectID, _ bytes: [UInt8]) -> [UInt8] {
        BallotPapersPublished(
            ballot: ballot, papers: bytes.map { BallotPaper(tracker: nonce($0), choice: 0) }
        ).payload()
    }

    private func closing(_ ballot: ObjectID, _ manifest: [UInt8], counts: [Int] = [3, 0, 0])
        -> [UInt8]
    {
        BallotClosed(
            ballot: ballot, manifestHash: BallotAnnounced.hash(payload: manifest), counts: counts,
            invalid: 0, papers: 3, marks: 3, papersRoot: digest("rhizome/test root"),
            outcome: .passed, leading: []
        ).payload()
    }

    @Test func `a ballot goes from announced to closed with its papers`() throws {
        let tables = try SharedTables(BallotsProjection.self)
        var host = FeedScript(of: "Harbour")
        let id = host.object(1)
        func state() throws -> String { try tables.row("SELECT state FROM shared_ballot")["state"] }
        #expect(try tables.take(host.say(.ballotAnnounced, manifest(1))) == nil)
        #expect(try state() == "announced")
        #expect(try tables.take(host.say(.ballotOpened, opening(id, manifest(1)))) == nil)
        #expect(try state() == "open")
        #expect(try tables.take(host.say(.ballotPapersPublished, papers(id, [1, 2]))) == nil)
        #expect(try tables.take(host.say(.ballotPapersPublished, papers(id, [3]))) == nil)
        #expect(try tables.take(host.say(.ballotClosed, closing(id, manifest(1)))) == nil)
        #expect(try state() == "closed")
        #expect(try tables.row("SELECT count(*) AS n FROM shared_paper")["n"] == 3)
        #expect(try tables.row("SELECT count(*) AS n FROM shared_ballot_event")["n"] == 5)
    }

    @Test func `papers are of the kind that the manifest asks for`() throws {
        let tables = try SharedTables(BallotsProjection.self)
        var host = FeedScript(of: "Harbour")
        let id = host.object(2)
        let election = BallotAnnounced(
            nonce: nonce(2), question: "Who?", options: ["Ana", "Bilal"], method: .schulze,
            threshold: .most, quorum: nil, electorate: .members, rollSize: 30,
            rollRoot: digest("rhizome/test roll", [2]),
            lotCommitment: digest("rhizome/test lots", [2])
        ).payload()
        func numbered(_ bytes: [UInt8]) -> [UInt8] {
            BallotPapersPublished(
                ballot: id, papers: bytes.map { BallotPaper(tracker: nonce($0), .numbers([2, 1])) }
            ).payload()
        }
        #expect(try tables.take(host.say(.ballotAnnounced, election)) == nil)
        #expect(try tables.take(host.say(.ballotOpened, opening(id, election))) == nil)
        #expect(
            try tables.take(host.say(.ballotPapersPublished, papers(id, [1]))) == .outOfBounds)
        #expect(try tables.take(host.say(.ballotPapersPublished, numbered([1, 3]))) == nil)
        #expect(
            try tables.take(host.say(.ballotPapersPublished, numbered([2])))
                == VoidReason("papers out of order"))
        #expect(try tables.row("SELECT count(*) AS n FROM shared_numbered_paper")["n"] == 2)
        // Who hides the lots has not closed.
        #expect(
            try tables.take(host.say(.ballotClosed, closing(id, election, counts: [2, 0])))
                == .outOfBounds)
        #expect(try tables.row("SELECT state FROM shared_ballot")["state"] == "open")
        #expect(try tables.row("SELECT count(*) AS n FROM shared_paper")["n"] == 0)
    }

    @Test func `events out of turn are void`() throws {
        let tables = try SharedTables(BallotsProjection.self)
        var host = FeedScript(of: "Harbour")
        let id = host.object(1)
        let early = host.say(.ballotPapersPublished, papers(id, [1]))
        #expect(try tables.take(early) == .unknownObject)
        try tables.take([host.say(.ballotAnnounced, manifest(1))])
        #expect(
            try tables.take(host.say(.ballotPapersPublished, papers(id, [1]))) == .outOfTurn)
        #expect(
            try tables.take(host.say(.ballotClosed, closing(id, manifest(1)))) == .outOfTurn)
        try tables.take([
            host.say(.ballotOpened, opening(id, manifest(1))),
            host.say(.ballotClosed, closing(id, manifest(1))),
        ])
        let late = host.say(.ballotPapersPublished, papers(id, [9]))
        let again = host.say(.ballotClosed, closing(id, manifest(1)))
        let cancelled = host.say(
            .ballotCancelled, BallotCancelled(ballot: id, reason: "").payload())
        let void = try tables.take([late, again, cancelled])
        #expect(
            void == [late.id: .outOfTurn, again.id: .outOfTurn, cancelled.id: .outOfTurn])
    }

    @Test func `an opening or close that names another manifest is void`() throws {
        let tables = try SharedTables(BallotsProjection.self)
        var host = FeedScript(of: "Harbour")
        let id = host.object(1)
        let other = manifest(1, question: "Something else?")
        try tables.take([host.say(.ballotAnnounced, manifest(1))])
        #expect(
            try tables.take(host.say(.ballotOpened, opening(id, other)))
                == VoidReason("other manifest"))
        try tables.take([host.say(.ballotOpened, opening(id, manifest(1)))])
        #expect(
            try tables.take(host.say(.ballotClosed, closing(id, other)))
                == VoidReason("other manifest"))
    }

    @Test func `a second announcement changes nothing but is counted`() throws {
        let tables = try SharedTables(BallotsProjection.self)
        var host = FeedScript(of: "Harbour")
        try tables.take([
            host.say(.ballotAnnounced, manifest(1)),
            host.say(.ballotAnnounced, manifest(1, question: "Swapped?", roll: 31)),
        ])
        let row = try tables.row("SELECT * FROM shared_ballot")
        #expect(row["question"] == "Strike?")
        #expect(row["roll_size"] == 30)
        #expect(row["announcements"] == 2)
    }

    @Test func `papers must ascend within and across events`() throws {
        let tables = try SharedTables(BallotsProjection.self)
        var host = FeedScript(of: "Harbour")
        let id = host.object(1)
        try tables.take([
            host.say(.ballotAnnounced, manifest(1)),
            host.say(.ballotOpened, opening(id, manifest(1))),
            host.say(.ballotPapersPublished, papers(id, [1, 5])),
        ])
        #expect(
            try tables.take(host.say(.ballotPapersPublished, papers(id, [5, 6])))
                == VoidReason("papers out of order"))
        #expect(
            try tables.take(host.say(.ballotPapersPublished, papers(id, [7, 6]))) == .outOfBounds)
        #expect(
            try tables.take(host.say(.ballotPapersPublished, papers(id, []))) == .outOfBounds)
        #expect(try tables.row("SELECT count(*) AS n FROM shared_paper")["n"] == 2)
    }

    @Test func `another chapter cannot open, fill, close or cancel a ballot`() throws {
        let tables = try SharedTables(BallotsProjection.self)
        var host = FeedScript(of: "Harbour")
        var eve = FeedScript(of: "Eve")
        let id = host.object(1)
        try tables.take([host.say(.ballotAnnounced, manifest(1))])
        let rows = try tables.dump()
        let events = [
            eve.say(.ballotOpened, opening(id, manifest(1))),
            eve.say(.ballotPapersPublished, papers(id, [1])),
            eve.say(.ballotClosed, closing(id, manifest(1))),
            eve.say(.ballotCancelled, BallotCancelled(ballot: id, reason: "no").payload()),
        ]
        let void = try tables.take(events)
        #expect(void.values.allSatisfy { $0 == .unknownObject })
        #expect(void.count == 4)
        #expect(try tables.dump() == rows)
    }

    @Test func `payloads that make no sense are void and change nothing`() throws {
        let tables = try SharedTables(BallotsProjection.self)
        var host = FeedScript(of: "Harbour")
        let root = digest("rhizome/test root")
        func announced(
            options: [String] = ["Yes", "No", "Abstain"], method: BallotMethod = .yesNoAbstain,
            threshold: BallotThreshold = .simpleMajority, roll: Int = 1
        ) -> [UInt8] {
            BallotAnnounced(
                nonce: nonce(1), question: "Q", options: options, method: method,
                threshold: threshold, quorum: nil, electorate: .members, rollSize: roll,
                rollRoot: root
            ).payload()
        }
        let wrong = [
            announced(options: ["Yes", "No"]), announced(threshold: .most), announced(roll: 0),
            announced(options: ["Same", "Same"], method: .singleChoice),
            announced(options: ["One"], method: .singleChoice), announced(roll: 1_000_001),
        ]
        for payload in wrong {
            #expect(try tables.take(host.say(.ballotAnnounced, payload)) == .outOfBounds)
        }
        for kind in BallotsProjection.kinds {
            #expect(try tables.take(host.say(kind, [0xFF])) == .malformed)
            #expect(try tables.take(host.say(kind, [])) == .outOfBounds)
        }
        #expect(try tables.dump().isEmpty)
    }

    @Test func `the order in which feeds arrive changes nothing`() throws {
        var host = FeedScript(of: "Harbour")
        var riverside = FeedScript(of: "Riverside")
        var eve = FeedScript(of: "Eve")
        for byte in UInt8(1)...3 {
            let id = host.object(byte)
            let result = closing(id, manifest(byte))
            host.say(.ballotAnnounced, manifest(byte))
            host.say(.ballotOpened, opening(id, manifest(byte)))
            if byte == 3 {
                host.say(.ballotCancelled, BallotCancelled(ballot: id, reason: "x").payload())
            } else {
                host.say(.ballotPapersPublished, papers(id, [1, 2, 3]))
                host.say(.ballotClosed, result)
            }
            let hash = BallotClosed.hash(payload: result)
            for agrees in [false, true] {
                riverside.say(
                    .ballotRecounted,
                    BallotRecounted(
                        ballot: id, resultHash: hash, agrees: agrees, counts: [3, 0, 0]
                    ).payload())
            }
            eve.say(.ballotCancelled, BallotCancelled(ballot: id, reason: "no").payload())
        }
        try expectSameRows(BallotsProjection.self, [host, riverside, eve])
    }
}

@Suite struct `Merkle roots` {
    private let leaves = (UInt8(0)..<9).map { digest("rhizome/test leaf", [$0]) }

    @Test(arguments: 1...9) func `folding levels gives the shape of RFC 9162`(count: Int) {
        #expect(merkleRoot(Array(leaves[..<count])) == merkleRootByDefinition(leaves[..<count]))
    }

    @Test func `no leaves have a root of their own`() {
        #expect(merkleRoot([]) == digest("rhizome/merkle-empty"))
    }

    @Test func `a roll entry cannot be re-pointed to another name, number or class`() {
        let entry = RollEntry(salt: nonce(1), number: 7, name: "Alice", rightClass: "member")
        var name = entry
        name.name = "Alicem"
        name.rightClass = "ember"
        var number = entry
        number.number = 8
        var salt = entry
        salt.salt = nonce(2)
        #expect(Set([entry, name, number, salt].map(\.leaf)).count == 4)
    }
}
