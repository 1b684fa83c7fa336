import Foundation
import TestSupport
import Testing

@testable import Transport

@Suite struct `Who may connect` {
    @Test func `an unknown key is refused, and linked within 5 s of being admitted`() async throws {
        let alice = try Peer("alice").listening()
        let bob = try Peer("bob").listening()
        let endpoint = try await bob.bind()
        let link = alice.transport.dial(endpoint, serverKey: bob.keys.publicKey, userID: "bob")
        try await eventually("bob refuses") { bob.log.refused[.unknownKey] != nil }
        #expect(alice.log.up.isEmpty)
        bob.admit(alice)
        try await eventually("they link", within: .seconds(60)) { alice.log.up[link] == "bob" }
        alice.send("at last", on: link)
        try await eventually("bob hears her") { bob.frames == [Array("at last".utf8)] }
        #expect(bob.transport.counters.refused[.unknownKey] ?? 0 > 0)
        await alice.close()
        await bob.close()
    }

    @Test func `a key that is admitted after many refusals is linked within 5 s`() async throws {
        let alice = try Peer("alice").listening()
        let bob = try Peer("bob").listening()
        let endpoint = try await bob.bind()
        let link = alice.transport.dial(endpoint, serverKey: bob.keys.publicKey, userID: "bob")
        try await eventually("bob refuses three times", within: .seconds(60)) {
            bob.transport.counters.refused[.unknownKey] ?? 0 >= 3
        }
        bob.admit(alice)
        try await eventually("they link", within: .seconds(60)) { alice.log.up[link] == "bob" }
        await alice.close()
        await bob.close()
    }

    @Test func `a guest is reported as a guest`() async throws {
        let alice = try Peer("alice").listening()
        let bob = try Peer("bob").listening()
        let oneTime = newKeys()
        let endpoint = try await bob.bind()
        bob.transport.admit(Admission(guests: [oneTime.publicKey: "guest:7"]))
        let link = alice.transport.dial(
            endpoint, serverKey: bob.keys.publicKey, userID: "bob", as: oneTime)
        try await eventually("they link") { alice.log.up[link] == "bob" }
        alice.send("may I join?", on: link)
        try await eventually("bob hears the guest") {
            bob.log.up.values.contains("guest:7")
        }
        await alice.close()
        await bob.close()
    }

    @Test func `a server with another key than expected is never linked`() async throws {
        let alice = try Peer("alice").listening()
        let mallory = try Peer("mallory").listening()
        let endpoint = try await mallory.bind()
        mallory.admit(alice)
        let bobsKey = newKeys().publicKey
        _ = alice.transport.dial(endpoint, serverKey: bobsKey, userID: "bob")
        try await eventually("two handshakes fail") {
            mallory.transport.counters.refused[.handshakeFailed] ?? 0 >= 2
        }
        #expect(alice.log.ups == 0)
        #expect(mallory.log.ups == 0)
        await alice.close()
        await mallory.close()
    }

    @Test func `a key that is no longer admitted is heard no more`() async throws {
        let pair = try await Pair()
        pair.bob.admit()
        try await eventually("bob's link goes down") { pair.bob.log.downs == [pair.toAlice] }
        try await eventually("alice is disconnected") { pair.alice.log.downs == [pair.toBob] }
        try await eventually("she is refused at the door") {
            pair.bob.transport.counters.refused[.unknownKey] ?? 0 > 0
        }
        #expect(pair.alice.log.up.isEmpty)
        pair.bob.admit(pair.alice)
        try await eventually("she is let in again", within: .seconds(60)) {
            pair.alice.log.up[pair.toBob] == "bob"
        }
        pair.alice.send("thank you", on: pair.toBob)
        try await eventually("bob hears her again") { pair.bob.frames.count == 2 }
        await pair.close()
    }

    @Test func `nobody gets in where no doorkeeper answers`() async throws {
        let context = try ZeroMQContext()
        let bob = newKeys()
        let router = try ZeroMQSocket(.router, in: context)
        try router.configureServer(curve: bob, domain: "nobody-answers", limits: .standard)
        let endpoint = try router.listen(on: #require(Endpoint("127.0.0.1:0"))).get()
        var limits = TransportLimits.standard
        limits.handshake = .milliseconds(300)
        let dialer = DialedLink(
            .dialed(1),
            to: .init(
                endpoint: endpoint, serverKey: bob.publicKey, userID: "bob", clientKey: newKeys()),
            limits: limits, context: context, now: .now)
        var failures = 0
        var ups = 0
        try await eventually("two handshakes fail", within: .seconds(60)) {
            _ = dialer.keepTrying(at: .now)
            while let event = dialer.monitor?.next() {
                switch dialer.note(event, at: .now) {
                case .up: ups += 1
                case .handshakeFailed: failures += 1
                case nil: break
                }
            }
            return failures >= 2
        }
        #expect(ups == 0)
        let heard = router.receive(limit: 100)
        #expect(heard == nil)
    }

    @Test func `keys of another length are refused`() async throws {
        #expect(throws: TransportError.malformedKey) {
            _ = try Transport(curve: CurveKeyPair(publicKey: [1], secret: [2]))
        }
        let alice = try Peer("alice").listening()
        let endpoint = try #require(Endpoint("127.0.0.1:9"))
        _ = alice.transport.dial(endpoint, serverKey: [1, 2, 3], userID: "bob")
        try await eventually("alice is told") { alice.log.refused[.malformedKey] == 1 }
        await alice.close()
    }

    @Test func `a key pair does not show its secret`() {
        let keys = CurveKeyPair(
            publicKey: [UInt8](repeating: 1, count: 32), secret: [UInt8](repeating: 222, count: 32))
        var dumped = ""
        dump(keys, to: &dumped)
        #expect(!"\(keys) \(String(reflecting: keys)) \(dumped)".contains("222"))
    }
}
