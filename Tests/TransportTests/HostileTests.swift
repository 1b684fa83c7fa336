import CZeroMQ
import Foundation
import TestSupport
import Testing

@testable import Transport

@Suite struct `What hostile ends can do` {
    /// A DEALER of libzmq without any of our care.
    private func dealer(_ keys: CurveKeyPair, to bob: Peer, at endpoint: Endpoint) throws
        -> ZeroMQSocket
    {
        let socket = try ZeroMQSocket(.dealer, in: ZeroMQContext())
        try socket.set(ZMQ_CURVE_SERVERKEY, bob.keys.publicKey)
        try socket.set(ZMQ_CURVE_PUBLICKEY, keys.publicKey)
        try socket.set(ZMQ_CURVE_SECRETKEY, keys.secret)
        try socket.connect("tcp://\(endpoint)")
        return socket
    }

    @Test func `a message of several frames is refused and the link survives`() async throws {
        let bob = try Peer("bob").listening()
        let endpoint = try await bob.bind()
        let keys = newKeys()
        bob.transport.admit(Admission(peers: [keys.publicKey: "eve"]))
        let eve = try dealer(keys, to: bob, at: endpoint)
        eve.send([[1], [2], [3]])
        eve.send([[], []])
        eve.send([[UInt8]](repeating: [9], count: 5000))
        eve.send([[4]])
        try await eventually("bob hears the good one") { bob.frames == [[4]] }
        #expect(bob.transport.counters.refused[.tooManyFrames] == 3)
        #expect(bob.log.downs.isEmpty)
        await bob.close()
    }

    @Test func `an oversized frame to the dialling side is dropped and the link survives`()
        async throws
    {
        var small = TransportLimits.standard
        small.frameBytes = 1000
        let bob = try Peer("bob").listening()
        let alice = try Peer("alice", limits: small).listening()
        let endpoint = try await bob.bind()
        bob.admit(alice)
        let toBob = try await alice.link(to: bob, at: endpoint)
        alice.send("hello", on: toBob)
        try await eventually("bob hears her") { bob.frames.count == 1 }
        let toAlice = try #require(bob.log.up.keys.first)
        bob.transport.send([UInt8](repeating: 1, count: 1001), on: toAlice)
        bob.transport.send([UInt8](repeating: 2, count: 1000), on: toAlice)
        try await eventually("alice hears the good one") {
            alice.frames == [[UInt8](repeating: 2, count: 1000)]
        }
        #expect(alice.transport.counters.refused[.oversizedFrame] == 1)
        #expect(alice.log.downs.isEmpty)
        await alice.close()
        await bob.close()
    }

    @Test func `a huge frame to the dialling side leads to a new connection`() async throws {
        var small = TransportLimits.standard
        small.frameBytes = 1000
        let bob = try Peer("bob").listening()
        let alice = try Peer("alice", limits: small).listening()
        let endpoint = try await bob.bind()
        bob.admit(alice)
        let toBob = try await alice.link(to: bob, at: endpoint)
        alice.send("hello", on: toBob)
        try await eventually("bob hears her") { bob.frames.count == 1 }
        let toAlice = try #require(bob.log.up.keys.first)
        bob.transport.send([UInt8](repeating: 1, count: 100_000), on: toAlice)
        try await eventually("alice links again") { alice.log.ups == 2 }
        alice.send("hello again", on: toBob)
        try await eventually("bob hears her") { bob.frames.count == 2 }
        #expect(alice.frames.isEmpty)
        await alice.close()
        await bob.close()
    }

    @Test func `an oversized frame to the binding side costs the sender the connection`()
        async throws
    {
        var small = TransportLimits.standard
        small.frameBytes = 1000
        let pair = try await Pair(limits: small, aliceLimits: .standard)
        pair.alice.transport.send([UInt8](repeating: 1, count: 5000), on: pair.toBob)
        try await eventually("alice links again") { pair.alice.log.ups == 2 }
        pair.alice.send("sorry", on: pair.toBob)
        try await eventually("bob hears her") {
            pair.bob.frames.contains(Array("sorry".utf8))
        }
        #expect(pair.bob.frames.count == 2)
        await pair.close()
    }

    @Test func `a frame above our own limit is not sent`() async throws {
        let pair = try await Pair()
        let size = TransportLimits.standard.frameBytes + 1
        pair.alice.transport.send([UInt8](repeating: 1, count: size), on: pair.toBob)
        pair.alice.send("next", on: pair.toBob)
        try await eventually("the next one arrives") { pair.bob.frames.count == 2 }
        #expect(pair.alice.transport.counters.refused[.oversizedFrame] == 1)
        #expect(pair.alice.transport.counters.framesDropped == 1)
        #expect(pair.alice.log.ups == 1)
        await pair.close()
    }

    @Test func `strangers that send garbage change nothing`() async throws {
        let pair = try await Pair()
        var numbers = SystemRandomNumberGenerator()
        var strangers: [RawTCP] = []
        for number in 0..<40 {
            let stranger = try #require(RawTCP(port: pair.endpoint.port))
            strangers.append(stranger)
            // Nothing, noise, a web browser, half a ZMTP greeting and a NULL greeting.
            switch number % 5 {
            case 0: break
            case 1:
                stranger.write((0..<5000).map { _ in UInt8.random(in: 0...255, using: &numbers) })
            case 2: stranger.write(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
            case 3: stranger.write([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3])
            default:
                let name = Array("NULL".utf8) + [UInt8](repeating: 0, count: 16)
                stranger.write([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0] + name)
                stranger.write([UInt8](repeating: 0, count: 32))
                stranger.write([4, 0xff] + [UInt8](repeating: 0xee, count: 255))
            }
        }
        try await eventually("they are counted") {
            pair.bob.transport.counters.refused[.handshakeFailed] ?? 0 >= 30
        }
        pair.alice.send("still here", on: pair.toBob)
        try await eventually("bob still hears alice") { pair.bob.frames.count == 2 }
        #expect(pair.bob.log.ups == 1)
        #expect(pair.bob.log.downs.isEmpty)
        strangers = []
        await pair.close()
    }

    @Test func `strangers that say nothing are hung up on`() async throws {
        let bob = try Peer("bob").listening()
        let endpoint = try await bob.bind()
        let silent = try (0..<5).map { _ in try #require(RawTCP(port: endpoint.port)) }
        try await eventually("all are told") { bob.log.refused[.handshakeFailed] ?? 0 >= 5 }
        _ = silent
        await bob.close()
    }

    @Test func `refusals are told in bundles`() async throws {
        let bob = try Peer("bob").listening()
        let endpoint = try await bob.bind()
        for _ in 0..<200 {
            try #require(RawTCP(port: endpoint.port)).write(Array("GET / HTTP/1.0\r\n\r\n".utf8))
        }
        try await eventually("all are told") { bob.log.refused[.handshakeFailed] ?? 0 >= 200 }
        await bob.close()
    }

    @Test func `a reader who stops makes the sender lag, and loses nothing that was kept for it`()
        async throws
    {
        var narrow = TransportLimits.standard
        narrow.unreadFrames = 10
        narrow.pipeFrames = 4
        narrow.waitingFrames = 20
        let alice = try Peer("alice", limits: narrow).listening()
        let bob = try Peer("bob", limits: narrow)  // reads nothing yet
        let endpoint = try await bob.bind()
        bob.admit(alice)
        let link = try await alice.link(to: bob, at: endpoint)
        var sent = 0
        try await eventually("alice lags") {
            var frame = [UInt8](repeating: 0, count: 60_000)
            frame[0] = UInt8(truncatingIfNeeded: sent)
            frame[1] = UInt8(truncatingIfNeeded: sent >> 8)
            alice.transport.send(frame, on: link)
            sent += 1
            return alice.log.lagging.contains(link)
        }
        #expect(bob.transport.counters.framesReceived < sent)
        _ = bob.listening()
        let kept = { sent - alice.transport.counters.framesDropped }
        try await eventually("bob reads what was kept") { bob.frames.count == kept() }
        #expect(bob.transport.counters.pauses > 0)
        let numbers = bob.frames.map { Int($0[0]) | Int($0[1]) << 8 }
        // Between the first frame that is dropped and the moment at which Alice hears of it there
        // may be room again: what is kept comes in order, each frame once.
        #expect(numbers.first == 0)
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
        alice.send("and on", on: link)
        try await eventually("the link goes on") { bob.frames.last == Array("and on".utf8) }
        #expect(alice.log.ups == 1)
        await alice.close()
        await bob.close()
    }

    @Test func `more links than allowed are refused`() async throws {
        var few = TransportLimits.standard
        few.acceptedLinks = 1
        let pair = try await Pair(limits: few)
        let second = try Peer("alice", keys: pair.alice.keys).listening()
        let link = try await second.link(to: pair.bob, at: pair.endpoint)
        second.send("me too", on: link)
        try await eventually("it is refused") {
            pair.bob.transport.counters.refused[.tooManyLinks] == 1
        }
        #expect(pair.bob.frames.count == 1)
        await second.close()
        await pair.close()
    }

    @Test func `what travels on the wire does not show the frames`() async throws {
        let canary = "CANARY-Rosa-Luxemburg-7f3a"
        let bob = try Peer("bob").listening()
        let endpoint = try await bob.bind()
        let proxy = RecordingProxy()
        let listener = try #require(proxy.listen(for: endpoint.port))
        let alice = try Peer("alice").listening()
        bob.admit(alice)
        let detour = try #require(Endpoint(host: "127.0.0.1", port: listener.port))
        let toBob = try await alice.link(to: bob, at: detour)
        for _ in 0..<20 { alice.send(canary, on: toBob) }
        try await eventually("bob hears all") { bob.frames.count == 20 }
        let toAlice = try #require(bob.log.up.keys.first)
        bob.send(canary, on: toAlice)
        try await eventually("alice hears bob") { alice.frames.count == 1 }
        // The proxy did see the conversation: its mechanism stands in the clear.
        let wire = Data(proxy.bytes)
        #expect(wire.range(of: Data("CURVE".utf8)) != nil)
        #expect(wire.count > 20 * canary.utf8.count)
        #expect(wire.range(of: Data(canary.utf8)) == nil)
        #expect(wire.range(of: Data("alice".utf8)) == nil)
        await alice.close()
        await bob.close()
        listener.stop()
    }
}
