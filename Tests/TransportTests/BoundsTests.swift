import Synchronization
import TestSupport
import Testing

@testable import Transport

@Suite struct `What waits in the transport` {
    private let link = LinkID.dialed(1)

    private func frames(_ count: Int, of size: Int, into outbox: Outbox) {
        let frame = [UInt8](repeating: 1, count: size)
        for _ in 0..<count { outbox.put(frame, for: link) }
    }

    @Test func `is at most 256 frames for a link`() throws {
        let outbox = Outbox(limits: .standard, bell: try Bell())
        frames(256, of: 1, into: outbox)
        #expect(outbox.takeTroubles() == ([], 0, 0))
        frames(2, of: 1, into: outbox)
        #expect(outbox.takeTroubles() == ([link], 0, 2), "told once")
        #expect(outbox.discard(for: link) == 256)
    }

    @Test func `is at most 4 MiB for a link`() throws {
        let outbox = Outbox(limits: .standard, bell: try Bell())
        frames(4, of: 1 << 20, into: outbox)
        #expect(outbox.takeTroubles() == ([], 0, 0))
        frames(1, of: 1, into: outbox)
        #expect(outbox.takeTroubles() == ([link], 0, 1))
        #expect(outbox.discard(for: link) == 4)
    }

    @Test func `leaves the sockets unread at 1024 frames, until half is read`() async throws {
        let mailbox = Mailbox(limits: .standard, bell: try Bell())
        for _ in 0..<1023 { mailbox.put(.received(link, [1])) }
        #expect(!mailbox.isFull())
        mailbox.put(.received(link, [1]))
        #expect(mailbox.isFull())
        for _ in 0..<1024 { _ = await mailbox.next() }
        #expect(!mailbox.isFull())
    }

    @Test func `leaves the sockets unread at 16 MiB`() throws {
        let mailbox = Mailbox(limits: .standard, bell: try Bell())
        let frame = [UInt8](repeating: 1, count: 1 << 20)
        for _ in 0..<15 { mailbox.put(.received(link, frame)) }
        #expect(!mailbox.isFull())
        mailbox.put(.received(link, frame))
        #expect(mailbox.isFull())
    }

    @Test func `is what the specification says`() {
        let limits = TransportLimits.standard
        #expect(limits.frameBytes == 1 << 20)
        #expect(limits.pipeFrames == 64)
        #expect(limits.handshake == .seconds(2))
        #expect(limits.heartbeat == .seconds(10))
        #expect(limits.heartbeatTimeout == .seconds(20))
    }
}

@Suite struct `Links with one key` {
    @Test func `leave room for others`() async throws {
        var few = TransportLimits.standard
        few.linksOfOneKey = 2
        let pair = try await Pair(limits: few)
        let carol = try Peer("carol").listening()
        pair.bob.admit(pair.alice, carol)
        let again = try Peer("alice", keys: pair.alice.keys).listening()
        again.send("and again", on: try await again.link(to: pair.bob, at: pair.endpoint))
        try await eventually("alice has two links") { pair.bob.log.ups == 2 }
        let third = try Peer("alice", keys: pair.alice.keys).listening()
        third.send("and again", on: try await third.link(to: pair.bob, at: pair.endpoint))
        try await eventually("the third is refused, and its connection ended") {
            pair.bob.transport.counters.refused[.tooManyLinks] ?? 0 >= 1
                && third.log.downs.count >= 1
        }
        carol.send("hello", on: try await carol.link(to: pair.bob, at: pair.endpoint))
        try await eventually("carol is linked") { pair.bob.log.up.values.contains("carol") }
        #expect(pair.bob.log.ups == 3)
        for peer in [again, third, carol] { await peer.close() }
        await pair.close()
    }

    @Test func `are at most 16 of 256`() {
        #expect(TransportLimits.standard.linksOfOneKey == 16)
        #expect(TransportLimits.standard.acceptedLinks == 256)
    }
}
