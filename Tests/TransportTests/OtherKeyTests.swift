import TestSupport
import Testing
import Transport

@Suite struct `Listening with another key` {
    @Test func `takes the same port, and lets in who dials the new key`() async throws {
        let pair = try await Pair()
        let new = newKeys()
        try await pair.bob.transport.listen(as: new)
        try await eventually("the old link is gone") { pair.bob.log.downs == [pair.toAlice] }
        try await eventually("alice loses it") { pair.alice.log.downs == [pair.toBob] }
        let link = pair.alice.transport.dial(
            pair.endpoint, serverKey: new.publicKey, userID: "bob again")
        try await eventually("they link") { pair.alice.log.up[link] == "bob again" }
        pair.alice.send("to the new one", on: link)
        try await eventually("bob hears her") {
            pair.bob.frames.contains(Array("to the new one".utf8))
        }
        #expect(pair.alice.log.up[pair.toBob] == nil, "the old key is nobody's any more")
        try await eventually("the old key is refused") {
            pair.bob.transport.counters.refused[.handshakeFailed] ?? 0 > 0
        }
        await pair.close()
    }

    @Test func `can be done again and again, and what was said before still arrives`() async throws
    {
        let alice = try Peer("alice").listening()
        let bob = try Peer("bob").listening()
        let endpoint = try await bob.bind()
        bob.admit(alice)
        for round in 0..<5 {
            let new = newKeys()
            try await bob.transport.listen(as: new)
            let link = alice.transport.dial(endpoint, serverKey: new.publicKey, userID: "\(round)")
            try await eventually("link \(round)") { alice.log.up[link] == "\(round)" }
            alice.send("hello \(round)", on: link)
            try await eventually("bob hears \(round)") {
                bob.frames.contains(Array("hello \(round)".utf8))
            }
            let accepted = bob.log.up.keys.first
            if let accepted { bob.send("bye \(round)", on: accepted) }
            try await eventually("alice hears \(round)") {
                alice.frames.contains(Array("bye \(round)".utf8))
            }
            alice.transport.hangUp(link)
            try await eventually("bob's is down") { bob.log.up.isEmpty }
        }
        await alice.close()
        await bob.close()
    }

    @Test func `needs a key of the right length, and a transport that is not closed`() async throws
    {
        let bob = try Peer("bob").listening()
        _ = try await bob.bind()
        let short = CurveKeyPair(publicKey: [1], secret: [2])
        await #expect(throws: TransportError.malformedKey) {
            try await bob.transport.listen(as: short)
        }
        await bob.close()
        await #expect(throws: TransportError.closed) {
            try await bob.transport.listen(as: newKeys())
        }
    }
}
