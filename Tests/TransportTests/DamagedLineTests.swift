import Foundation
import Synchronization
import TestSupport
import Testing
import Transport

@Suite struct `A line that damages bytes` {
    /// Passes 1500 bytes on and hangs up; in each connection flips one bit of another byte.
    private final class FlippingProxy: Sendable {
        private let connections = Mutex(0)

        var count: Int { connections.withLock { $0 } }

        func listen(for target: UInt16) -> RawListener? {
            RawListener { [self] near in
                let number = connections.withLock { count in
                    count += 1
                    return count
                }
                guard let far = RawTCP(port: target) else { return }
                let place = (number * 7) % 640
                let bit = UInt8(1) << UInt8(number % 8)
                let isOutward = number.isMultiple(of: 2)
                Thread.detachNewThread {
                    Self.pump(from: far, to: near, flipping: isOutward ? nil : place, bit)
                }
                Self.pump(from: near, to: far, flipping: isOutward ? place : nil, bit)
            }
        }

        private static func pump(
            from source: RawTCP, to target: RawTCP, flipping place: Int?, _ bit: UInt8
        ) {
            var passed = 0
            while passed < 1500, var bytes = source.read() {
                if let place, bytes.indices.contains(place - passed) {
                    bytes[place - passed] ^= bit
                }
                passed += bytes.count
                guard target.write(bytes) else { break }
            }
            target.shut()
        }
    }

    @Test func `no flipped bit ends a node or gets a changed frame through`() async throws {
        var hasty = TransportLimits.standard
        hasty.handshake = .milliseconds(200)
        hasty.redial = .milliseconds(20)
        hasty.redialMaximum = .milliseconds(40)
        let bob = try Peer("bob", limits: hasty).listening()
        let endpoint = try await bob.bind()
        let proxy = FlippingProxy()
        let listener = try #require(proxy.listen(for: endpoint.port))
        let detour = try #require(Endpoint(host: "127.0.0.1", port: listener.port))
        var dialers: [Peer] = []
        for number in 0..<8 {
            dialers.append(try Peer("dialer-\(number)", limits: hasty).listening())
        }
        let carol = try Peer("carol").listening()
        let admitted = dialers + [carol]
        bob.transport.admit(
            Admission(
                peers: Dictionary(
                    uniqueKeysWithValues: admitted.map { ($0.keys.publicKey, $0.name) })))
        let frame = Array("a frame that must come as it is or not at all".utf8)
        var links: [(Peer, LinkID)] = []
        for dialer in dialers {
            let link = dialer.transport.dial(
                detour, serverKey: bob.keys.publicKey, userID: "bob")
            links.append((dialer, link))
        }
        try await eventually("a hundred connections are damaged", within: .seconds(60)) {
            for (dialer, link) in links where dialer.log.up[link] != nil {
                dialer.transport.send(frame, on: link)
            }
            return proxy.count >= 100
        }
        let toBob = try await carol.link(to: bob, at: endpoint)
        carol.transport.send(frame, on: toBob)
        try await eventually("bob hears carol") { bob.log.up.values.contains("carol") }
        #expect(bob.frames.allSatisfy { $0 == frame })
        #expect(bob.transport.counters.refused[.handshakeFailed] ?? 0 > 0)
        for dialer in dialers { await dialer.close() }
        await carol.close()
        await bob.close()
        listener.stop()
    }
}
