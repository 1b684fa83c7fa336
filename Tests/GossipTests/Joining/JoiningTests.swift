import Federation
import Feeds
import Gossip
import TestSupport
import Testing

@Suite(.serialized) struct `Joining by an invitation` {
    private func pair() async throws -> (GossipNode, GossipNode) {
        (
            try await GossipNode(.fixed(1), named: "Harbour"),
            try await GossipNode(.fixed(2), named: "Riverside")
        )
    }

    @Test func `shows both sides the same six words, and links once both have confirmed`()
        async throws
    {
        let (harbour, riverside) = try await pair()
        let refusal = try await riverside.visit(harbour.invite())
        #expect(refusal == nil)
        try await eventually("both compare") {
            let there = await riverside.visitState().joining
            let here = await harbour.state().joinings
            return there != nil && !here.isEmpty
        }
        let here = try #require(await harbour.state().joinings.first)
        let there = try #require(await riverside.visitState().joining)
        #expect(here.words.count == 6)
        #expect(here.words == there.words)
        #expect(here.chapter == riverside.chapter)
        #expect(here.name == "Riverside")
        #expect(there.chapter == harbour.chapter)
        #expect(there.name == "Harbour")
        #expect(try await harbour.roster() == nil)
        #expect(try await riverside.confirm(harbour.chapter) == nil)
        try await eventually("the guest has confirmed") {
            await riverside.visitState().joining?.confirmedHere == true
        }
        #expect(try await harbour.roster() == nil)
        #expect(try await harbour.confirm(riverside.chapter) == nil)
        try await linked([harbour, riverside])
        let roster = try #require(try await harbour.roster())
        #expect(roster.linked.map(\.chapter) == [harbour.chapter, riverside.chapter].sorted())
        #expect(try await riverside.roster()?.federation == roster.federation)
        let meeting = try await harbour.plan("Assembly")
        try await eventually("the meeting") { try await riverside.sees(meeting) }
        await harbour.stop()
        await riverside.stop()
    }

    @Test func `is refused when the invitation was used`() async throws {
        let (harbour, riverside) = try await pair()
        let invitation = try await harbour.invite(autoConfirm: true)
        _ = try await riverside.visit(invitation, yes: true)
        try await linked([harbour, riverside])
        let eve = try await GossipNode(.fixed(3), named: "Eve")
        #expect(try await eve.visit(invitation, yes: true) == nil)
        // Until the first guest has gone, the key still opens the door, to a refusal in words.
        try await eventually("the door stays shut") {
            let unknown = await harbour.state().refused["unknown key"] ?? 0 > 0
            let told = await eve.visitState().refusal != nil
            return unknown || told
        }
        #expect(await eve.visitState().done == false)
        #expect(try await harbour.roster()?.entry(eve.chapter) == nil)
        for node in [harbour, riverside, eve] { await node.stop() }
    }

    @Test func `shuts the door behind the guest, with no further news needed`() async throws {
        let (harbour, riverside) = try await pair()
        let invitation = try await harbour.invite(autoConfirm: true)
        _ = try await riverside.visit(invitation, yes: true)
        try await linked([harbour, riverside])
        // Whoever knocks again and again is at last not let in at all.
        let eve = try await GossipNode(.fixed(3), named: "Eve")
        try await eventually("the key is unknown") {
            if await eve.visitState().joining == nil {
                _ = try await eve.visit(invitation, yes: true)
            }
            return await harbour.state().refused["unknown key"] ?? 0 > 0
        }
        for node in [harbour, riverside, eve] { await node.stop() }
    }

    @Test func `is refused when the invitation has ended, by both sides`() async throws {
        let (harbour, riverside) = try await pair()
        let invitation = try await harbour.invite(autoConfirm: true)
        riverside.clock.advance(milliseconds: Invitation.lifetime + 60_000)
        #expect(try await riverside.visit(invitation, yes: true) == .ended)
        // A guest whose clock is late knocks, and is not let in.
        harbour.clock.advance(milliseconds: Invitation.lifetime + 60_000)
        let late = try await GossipNode(.fixed(3), named: "Late")
        #expect(try await late.visit(invitation, yes: true) == nil)
        try await eventually("refused") {
            let refused = await harbour.state().refused["unknown key"] ?? 0 > 0
            let told = await late.visitState().refusal != nil
            return refused || told
        }
        #expect(try await harbour.roster() == nil)
        #expect(try await late.roster() == nil)
        for node in [harbour, riverside, late] { await node.stop() }
    }

    @Test func `is not done twice`() async throws {
        let nodes = try await federation(2)
        let third = try await GossipNode(.fixed(7), named: "Third")
        #expect(
            try await nodes[1].visit(third.invite(autoConfirm: true), yes: true)
                == .alreadyMember)
        #expect(try await nodes[0].confirm(third.chapter) == .nobodyWaits)
        for node in nodes + [third] { await node.stop() }
    }

    @Test func `brings a third chapter all that was shared before`() async throws {
        let nodes = try await federation(2)
        let first = try await nodes[0].plan("Assembly")
        let second = try await nodes[1].plan("Picket")
        let third = try await GossipNode(.fixed(7), named: "Third")
        try await third.join(nodes[0])
        try await linked(nodes + [third])
        try await eventually("the history") {
            let left = try await third.sees(first)
            let right = try await third.sees(second)
            return left && right
        }
        for node in nodes + [third] { await node.stop() }
    }

    @Test func `makes a fifth chapter wait for the word of a second founder`() async throws {
        let nodes = try await federation(4)
        let fifth = try await GossipNode(.fixed(9), named: "Fifth")
        try await fifth.join(nodes[0])
        try await eventually("the others hear of it") {
            try await nodes[1].standing(of: fifth) == .candidate(endorsements: 1, needed: 2)
        }
        #expect(await nodes[1].isLinked(to: fifth) == false)
        // Who has no seat cannot help, and who has said yes cannot say it twice.
        _ = try await nodes[2].confirm(fifth.chapter)
        #expect(try await nodes[0].confirm(fifth.chapter) == .nobodyWaits)
        #expect(try await nodes[1].confirm(fifth.chapter) == nil)
        try await linked(nodes + [fifth])
        #expect(try await fifth.standing(of: fifth) == .admitted)
        let meeting = try await nodes[2].plan("Welcome")
        try await eventually("the welcome") { try await fifth.sees(meeting) }
        for node in nodes + [fifth] { await node.stop() }
    }

    @Test func `ends when one side says that the words differ, and the invitation with it`()
        async throws
    {
        for isInviter in [true, false] {
            let (harbour, riverside) = try await pair()
            let invitation = try await harbour.invite()
            _ = try await riverside.visit(invitation)
            try await eventually("both compare") {
                let there = await riverside.visitState().joining
                let here = await harbour.state().joinings
                return there != nil && !here.isEmpty
            }
            let (sayer, other) = isInviter ? (harbour, riverside) : (riverside, harbour)
            #expect(try await sayer.decline(other.chapter) == nil)
            #expect(try await sayer.decline(other.chapter) == .nobodyWaits)
            try await eventually("nobody waits any more") {
                let here = await harbour.state().joinings
                let there = await riverside.state().joinings
                return here.isEmpty && there.isEmpty
            }
            #expect(try await harbour.roster() == nil)
            #expect(try await riverside.roster() == nil)
            for node in [harbour, riverside] { await node.stop() }
        }
    }
}
