import Sodium
import TestSupport
import Testing

@testable import Federation

@Suite struct `A roster` {
    private let two: FederationCertificate
    private let four: FederationCertificate

    init() throws {
        two = try .founded(by: [.alice, .bob])
        four = try .founded(by: [.alice, .bob, .carol, .dan])
    }

    private func standing(
        of chapter: Somebody, in certificate: FederationCertificate,
        _ gather: (inout GovernanceFacts) -> Void
    ) -> Standing? {
        var facts = GovernanceFacts()
        gather(&facts)
        return Roster(certificate, facts).entry(chapter.chapter)?.standing
    }

    @Test func `seats the founders`() {
        let roster = Roster(two, GovernanceFacts())
        #expect(roster.entries.map(\.standing) == [.seated, .seated])
        #expect(roster.entries.map(\.chapter) == two.genesis.founders)
        #expect(roster.federation == two.federation)
        #expect(roster.entry(Somebody.carol.chapter) == nil)
    }

    @Test func `admits by one word while the endorser knows of fewer than four`() {
        let admitted = standing(of: .carol, in: two) { facts in
            facts.vouch(.alice, at: 3, for: .carol, in: two)
        }
        #expect(admitted == .admitted)
    }

    @Test func `wants two words once the endorser knows of four`() {
        let candidate = standing(of: .erin, in: four) { facts in
            facts.vouch(.alice, at: 3, for: .erin, in: four)
        }
        #expect(candidate == .candidate(endorsements: 1, needed: 2))
        let admitted = standing(of: .erin, in: four) { facts in
            facts.vouch(.alice, at: 3, for: .erin, in: four)
            facts.vouch(.dan, at: 30, for: .erin, in: four)
        }
        #expect(admitted == .admitted)
    }

    @Test func `counts what the endorser knew of by the endorser's own feed`() {
        var facts = GovernanceFacts()
        facts.vouch(.alice, at: 3, for: .carol, in: two)
        facts.vouch(.alice, at: 4, for: .dan, in: two)
        facts.vouch(.alice, at: 5, for: .erin, in: two)
        facts.vouch(.bob, at: 3, for: .frank, in: two)
        let roster = Roster(two, facts)
        #expect(roster.entry(Somebody.carol.chapter)?.standing == .admitted)
        #expect(roster.entry(Somebody.dan.chapter)?.standing == .admitted)
        #expect(
            roster.entry(Somebody.erin.chapter)?.standing
                == .candidate(endorsements: 1, needed: 2))
        #expect(roster.entry(Somebody.frank.chapter)?.standing == .admitted)
    }

    @Test func `does not count one founder's word twice`() {
        let candidate = standing(of: .erin, in: four) { facts in
            facts.vouch(.alice, at: 3, for: .erin, in: four)
            facts.vouch(.alice, at: 4, for: .erin, in: four)
            facts.vouch(.alice, at: 5, for: .erin, headSeq: 9, in: four)
        }
        #expect(candidate == .candidate(endorsements: 1, needed: 2))
    }

    @Test func `does not count the word of a chapter without a seat`() {
        let candidate = standing(of: .dan, in: two) { facts in
            facts.vouch(.alice, at: 3, for: .carol, in: two)
            facts.vouch(.carol, at: 3, for: .dan, in: two)
        }
        #expect(candidate == .candidate(endorsements: 0, needed: 2))
    }

    @Test func `does not count words for another federation`() throws {
        let other = try FederationCertificate.founded(by: [.alice, .bob], name: "Other")
        let nobody = standing(of: .carol, in: two) { facts in
            facts.vouch(.alice, at: 3, for: .carol, in: other)
        }
        #expect(nobody == nil)
    }

    @Test func `shows who left, and takes them back without their seat`() {
        let left = standing(of: .bob, in: two) { $0.departures[Somebody.bob.chapter] = 8 }
        #expect(left == .left)
        let stale = standing(of: .bob, in: two) { facts in
            facts.departures[Somebody.bob.chapter] = 8
            facts.vouch(.alice, at: 5, for: .bob, headSeq: 7, in: two)
        }
        #expect(stale == .left)
        let returned = standing(of: .bob, in: two) { facts in
            facts.departures[Somebody.bob.chapter] = 8
            facts.vouch(.alice, at: 5, for: .bob, headSeq: 8, in: two)
        }
        #expect(returned == .admitted)
    }

    @Test func `keeps what a founder said before it left, and nothing after`() {
        let before = standing(of: .carol, in: two) { facts in
            facts.vouch(.bob, at: 7, for: .carol, in: two)
            facts.departures[Somebody.bob.chapter] = 8
        }
        #expect(before == .admitted)
        let after = standing(of: .carol, in: two) { facts in
            facts.vouch(.bob, at: 9, for: .carol, in: two)
            facts.departures[Somebody.bob.chapter] = 8
        }
        #expect(after == nil)
    }

    @Test func `shows the latest names and nodes`() {
        var facts = GovernanceFacts()
        facts.names[Somebody.bob.chapter] = "Bob's New Local"
        let node = NodeRecord(transportKey: Somebody.eve.transportKey, endpoints: [])
        facts.nodes[Somebody.bob.chapter] = .init(place: 100, record: node)
        let roster = Roster(two, facts)
        #expect(roster.entry(Somebody.bob.chapter)?.name == "Bob's New Local")
        #expect(roster.entry(Somebody.bob.chapter)?.node.endpoints == [])
        #expect(roster.entry(Somebody.alice.chapter)?.name == Somebody.alice.name)
        #expect(roster.hash == Roster(two, GovernanceFacts()).hash, "names are not hashed")
    }

    @Test func `takes no node record that is older than the introduction`() throws {
        let introduced = try #require(Roster(two, GovernanceFacts()).entry(Somebody.bob.chapter))
        let old = NodeRecord(transportKey: Somebody.eve.transportKey, endpoints: [])
        let head = try #require(two.founders.first { $0.chapter == introduced.chapter }).headSeq
        for (place, node) in [(head, introduced.node), (head + 1, old)] {
            var facts = GovernanceFacts()
            facts.nodes[introduced.chapter] = .init(place: place, record: old)
            #expect(Roster(two, facts).entry(introduced.chapter)?.node == node)
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func `does not depend on the order in which events came`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let everybody: [Somebody] = [.alice, .bob, .carol, .dan, .erin, .frank]
        var facts = GovernanceFacts()
        for number in 0..<Int.random(in: 1...12, using: &random) {
            guard let endorser = everybody.randomElement(using: &random),
                let candidate = everybody.randomElement(using: &random)
            else { continue }
            facts.vouch(
                endorser, at: UInt64(number + 3), for: candidate,
                headSeq: UInt64.random(in: 1...20, using: &random), in: four)
        }
        for chapter in everybody where Int.random(in: 0..<4, using: &random) == 0 {
            facts.departures[chapter.chapter] = UInt64.random(in: 1...20, using: &random)
        }
        let roster = Roster(four, facts)
        #expect(roster.entries.count >= 4)
        for _ in 0..<10 {
            facts.vouchings.shuffle(using: &random)
            let again = Roster(four, facts)
            #expect(again == roster, "seed \(seed)")
            #expect(again.hash == roster.hash, "seed \(seed)")
        }
    }
}

@Suite struct `A roster with chapters that come back` {
    private let certificate: FederationCertificate
    private let again = Somebody("Bob's Local", 2, epoch: 2)

    init() throws { certificate = try .founded(by: [.alice, .bob]) }

    /// Bob has recorded his node in this epoch.
    private func record(_ epoch: UInt32, in facts: inout GovernanceFacts) {
        let feed = FeedName(chapter: Somebody.bob.chapter, epoch: epoch)
        facts.nodes[feed.chapter] = .init(place: feed.place(of: 3), record: Somebody.bob.node)
    }

    private func bob(_ facts: GovernanceFacts) -> RosterEntry? {
        Roster(certificate, facts).entry(Somebody.bob.chapter)
    }

    @Test func `takes the node of whoever comes back until the new epoch says it`() {
        var facts = GovernanceFacts()
        record(0, in: &facts)
        #expect(bob(facts)?.node == Somebody.bob.node)
        facts.announce(.alice, at: 9, again, in: certificate)
        #expect(bob(facts)?.node == again.returning.node)
        #expect(bob(facts)?.standing == .seated)
        #expect(bob(facts)?.certificate == Somebody.bob.certificate, "nothing of it is held yet")
        record(1, in: &facts)
        #expect(bob(facts)?.node == again.returning.node, "an epoch in between")
        record(2, in: &facts)
        #expect(bob(facts)?.node == Somebody.bob.node)
    }

    @Test func `takes it also where nothing else tells of a node`() {
        var facts = GovernanceFacts()
        facts.announce(.alice, at: 9, again, in: certificate)
        #expect(bob(facts)?.node == again.returning.node)
    }

    @Test func `takes the latest epoch whoever says it, in whatever order`() {
        let later = Somebody("Bob's Local", 2, epoch: 5)
        for turned in [false, true] {
            var facts = GovernanceFacts()
            facts.announce(.alice, at: turned ? 3 : 9, later, in: certificate)
            facts.announce(.carol, at: turned ? 9 : 3, again, in: certificate)
            record(4, in: &facts)
            #expect(bob(facts)?.node == later.returning.node)
        }
    }

    @Test func `takes nobody in and gives nobody back who has left`() {
        var facts = GovernanceFacts()
        facts.announce(.alice, at: 3, Somebody("Carol's Branch", 3, epoch: 1), in: certificate)
        #expect(Roster(certificate, facts).entry(Somebody.carol.chapter) == nil)
        facts.departures[Somebody.bob.chapter] = 7
        facts.announce(.alice, at: 4, again, in: certificate)
        #expect(bob(facts)?.standing == .left)
    }

    @Test func `does not hear what is said for another federation`() throws {
        var facts = GovernanceFacts()
        facts.announce(.alice, at: 9, again, in: try .founded(by: [.alice, .bob], name: "Other"))
        #expect(bob(facts)?.node == Somebody.bob.node)
    }
}
