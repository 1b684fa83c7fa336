import TestSupport
import Testing
import Transport

@Suite struct `Listening and closing` {
    @Test func `a port that is taken is refused in words`() async throws {
        let alice = try Peer("alice").listening()
        let bob = try Peer("bob").listening()
        let endpoint = try await alice.bind()
        #expect(endpoint.port != 0)
        await #expect(throws: TransportError.portInUse(endpoint)) {
            _ = try await bob.bind(port: endpoint.port)
        }
        #expect(
            TransportError.portInUse(endpoint).description.contains(
                "Port \(endpoint.port) is in use"))
        let other = try await bob.bind()
        #expect(other.port != endpoint.port)
        await alice.close()
        await bob.close()
    }

    @Test(arguments: ["192.0.2.1:0", "nobody.example:0"])
    func `an address that is not ours is refused in words`(text: String) async throws {
        let alice = try Peer("alice").listening()
        let endpoint = try #require(Endpoint(text))
        await #expect(throws: TransportError.noSuchAddress(endpoint)) {
            _ = try await alice.transport.bind(endpoint)
        }
        await alice.close()
    }

    @Test(arguments: ["localhost:0", "0.0.0.0:0"])
    func `these can be listened on and dialled through localhost`(text: String) async throws {
        let bob = try Peer("bob").listening()
        let bound = try await bob.transport.bind(#require(Endpoint(text)))
        let alice = try Peer("alice").listening()
        bob.admit(alice)
        let endpoint = try #require(Endpoint(host: "localhost", port: bound.port))
        _ = try await alice.link(to: bob, at: endpoint)
        await alice.close()
        await bob.close()
    }

    @Test func `closing is prompt, ends the events and frees the port`() async throws {
        let pair = try await Pair()
        // Frames wait and a dial is under way.
        for _ in 0..<50 { pair.alice.send("unread", on: pair.toBob) }
        let nowhere = try #require(Endpoint("192.0.2.1:7001"))
        _ = pair.alice.transport.dial(nowhere, serverKey: pair.bob.keys.publicKey, userID: "x")
        let clock = ContinuousClock()
        let duration = await clock.measure { await pair.close() }
        #expect(duration < .seconds(2))
        try await eventually("the events end") { pair.alice.log.isOver && pair.bob.log.isOver }
        let heir = try Peer("heir").listening()
        let bound = try await heir.bind(port: pair.endpoint.port)
        #expect(bound == pair.endpoint)
        await heir.close()
    }

    @Test func `a closed transport refuses to bind and takes everything else quietly`()
        async throws
    {
        let alice = try Peer("alice").listening()
        await alice.close()
        await alice.close()
        await #expect(throws: TransportError.closed) { _ = try await alice.bind() }
        alice.admit()
        alice.send("to nobody", on: .dialed(1))
        alice.transport.hangUp(.dialed(1))
    }

    @Test(arguments: [
        "127.0.0.1:7001", "[::1]:7001", "node.example:0", "a-b_c.example:65535",
    ])
    func `an endpoint is written as it was read`(text: String) throws {
        #expect(try #require(Endpoint(text)).description == text)
    }

    @Test(arguments: [
        "", ":", "host", "host:", ":7001", "host:70000", "host:-1", "::1:7001", "[host]:1",
        "a b:1", "tcp://x:1", "x;y:1", "é.example:1", "*:1", "[::1:7",
    ])
    func `what is no endpoint is refused`(text: String) {
        #expect(Endpoint(text) == nil)
    }
}
