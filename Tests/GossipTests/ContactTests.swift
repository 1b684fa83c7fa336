import Federation
import Feeds
import Gossip
import TestSupport
import Testing

@Suite(.serialized) struct `What is remembered of linked chapters` {
    @Test func `a chapter that is away keeps what it had, also after a restart`() async throws {
        let nodes = try await federation(2)
        let (harbour, riverside) = (nodes[0], nodes[1])
        let meeting = try await harbour.plan("Assembly")
        try await eventually("the meeting") { try await riverside.sees(meeting) }
        try await eventually("Harbour knows that it has arrived") {
            let peer = await harbour.state().peers[riverside.chapter]
            return peer?.theyHave ?? 0 >= 4
        }
        let before = try #require(await harbour.state().peers[riverside.chapter])
        await riverside.stop()
        try await eventually("away") { await !harbour.isLinked(to: riverside) }
        let away = try #require(await harbour.state().peers[riverside.chapter])
        #expect(away.theyHave == before.theyHave)
        await harbour.stop()
        try await harbour.start()
        let after = try #require(await harbour.state().peers[riverside.chapter])
        #expect(after.lastHeard != nil)
        #expect(after.theyHave == before.theyHave)
        #expect(after.theyWrote == before.theyWrote)
        await harbour.stop()
    }

    @Test func `a block that is taken back brings what was missed`() async throws {
        let nodes = try await federation(2)
        let (harbour, riverside) = (nodes[0], nodes[1])
        try await harbour.block(riverside.chapter)
        try await eventually("apart") { await !harbour.isLinked(to: riverside) }
        let meeting = try await riverside.plan("Picket")
        #expect(try await harbour.sees(meeting) == false)
        try await harbour.unblock(riverside.chapter)
        try await linked(nodes)
        try await eventually("the picket") { try await harbour.sees(meeting) }
        for node in nodes { await node.stop() }
    }
}
