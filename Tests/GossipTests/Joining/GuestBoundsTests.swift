import Federation
import Feeds
import Sodium
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Gossip

@Suite(.serialized) struct `A guest who does not stop talking` {
    @Test func `is hung up on`() async throws {
        let harbour = try await GossipNode(.fixed(1), named: "Harbour")
        let invitation = try await harbour.invite()
        let keys = CurveKeyPair(try TransportKey(secret: invitation.guestSecret))
        let transport = try Transport(curve: keys)
        let endpoint = try #require(Endpoint(record: invitation.endpoint))
        let link = transport.dial(
            endpoint, serverKey: invitation.transportKey.bytes, userID: "harbour")
        let ups = Mutex(0)
        let downs = Mutex(0)
        let reading = Task {
            for await event in transport.events {
                switch event {
                case .linkUp: ups.withLock { $0 += 1 }
                case .linkDown: downs.withLock { $0 += 1 }
                default: break
                }
            }
        }
        try await eventually("the guest is in") { ups.withLock { $0 } == 1 }
        for _ in 0..<GossipService.guestFramesPerSecond {
            transport.send(Gossip.pingFrame, on: link)
        }
        // A pause that is longer than the second in which they came.
        harbour.clock.advance(milliseconds: 1000)
        try await eventually("they are heard") { transport.counters.framesSent == 20 }
        #expect(downs.withLock { $0 } == 0)
        for _ in 0..<100 { transport.send(Gossip.pingFrame, on: link) }
        try await eventually("the guest is out") { downs.withLock { $0 } >= 1 }
        #expect(await harbour.state().refused["too many messages"] ?? 0 >= 1)
        await transport.close()
        await reading.value
        await harbour.stop()
    }
}
