import CZeroMQ
import Foundation
import Synchronization
import TestSupport
import Testing
import Transport

/// New CURVE keys, as libzmq makes them.
func newKeys() -> CurveKeyPair {
    var publicText = [CChar](repeating: 0, count: 41)
    var secretText = publicText
    #expect(zmq_curve_keypair(&publicText, &secretText) == 0)
    var publicKey = [UInt8](repeating: 0, count: 32)
    var secret = publicKey
    #expect(zmq_z85_decode(&publicKey, publicText) != nil)
    #expect(zmq_z85_decode(&secret, secretText) != nil)
    return CurveKeyPair(publicKey: publicKey, secret: secret)
}

/// A transport with a name, and all that it told so far.
final class Peer: Sendable {
    struct Log {
        var frames: [LinkID: [[UInt8]]] = [:]
        var up: [LinkID: String] = [:]
        var ups = 0
        var downs: [LinkID] = []
        var lagging: Set<LinkID> = []
        var refused: [RefusedReason: Int] = [:]
        var isOver = false
    }

    let name: String
    let keys: CurveKeyPair
    let transport: Transport
    private let state = Mutex(Log())

    init(_ name: String, keys: CurveKeyPair = newKeys(), limits: TransportLimits = .standard)
        throws
    {
        self.name = name
        self.keys = keys
        transport = try Transport(curve: keys, limits: limits)
    }

    /// Begins to read the events.
    func listening() -> Peer {
        Task { [self] in
            for await event in transport.events { note(event) }
            state.withLock { $0.isOver = true }
        }
        return self
    }

    private func note(_ event: TransportEvent) {
        state.withLock { log in
            switch event {
            case .linkUp(let link, let userID, _):
                log.up[link] = userID
                log.ups += 1
            case .received(let link, let frame):
                log.frames[link, default: []].append(frame)
            case .linkDown(let link):
                log.up[link] = nil
                log.downs.append(link)
            case .lagging(let link):
                log.lagging.insert(link)
            case .refused(let reason, let count):
                log.refused[reason, default: 0] += count
            }
        }
    }

    var log: Log { state.withLock { $0 } }

    /// Every frame, whatever the link; in order for each link.
    var frames: [[UInt8]] { log.frames.values.flatMap { $0 } }

    func bind(port: UInt16 = 0) async throws -> Endpoint {
        try await transport.bind(#require(Endpoint(host: "127.0.0.1", port: port)))
    }

    func admit(_ peers: Peer...) {
        transport.admit(
            Admission(
                peers: Dictionary(
                    uniqueKeysWithValues: peers.map { ($0.keys.publicKey, $0.name) })))
    }

    /// Dials and waits until the link is up.
    func link(to other: Peer, at endpoint: Endpoint) async throws -> LinkID {
        let link = transport.dial(endpoint, serverKey: other.keys.publicKey, userID: other.name)
        try await eventually("\(name) links with \(other.name)") { log.up[link] == other.name }
        return link
    }

    func send(_ text: String, on link: LinkID) {
        transport.send(Array(text.utf8), on: link)
    }

    func close() async { await transport.close() }
}

/// Two peers: bob listens and admits alice, alice has dialled and said "hello".
struct Pair {
    let alice: Peer
    let bob: Peer
    let endpoint: Endpoint
    /// The link as alice sees it.
    let toBob: LinkID
    /// The link as bob sees it.
    let toAlice: LinkID

    init(limits: TransportLimits = .standard, aliceLimits: TransportLimits? = nil) async throws {
        alice = try Peer("alice", limits: aliceLimits ?? limits).listening()
        bob = try Peer("bob", limits: limits).listening()
        endpoint = try await bob.bind()
        bob.admit(alice)
        toBob = try await alice.link(to: bob, at: endpoint)
        alice.send("hello", on: toBob)
        let bob = bob
        try await eventually("bob hears hello") { bob.frames == [Array("hello".utf8)] }
        toAlice = try #require(bob.log.up.first { $0.value == "alice" }?.key)
    }

    func close() async {
        await alice.close()
        await bob.close()
    }
}
