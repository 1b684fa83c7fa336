import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Transport

@Suite struct `Dialling a hostile server` {
    /// A CURVE server that holds its key, and sends a short-term key of its choice.
    private final class Server: Sendable {
        private typealias Box =
            @convention(c) (
                UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, UInt64, UnsafePointer<UInt8>,
                UnsafePointer<UInt8>, UnsafePointer<UInt8>
            ) -> CInt

        let keys: CurveKeyPair
        let shortTermKey: [UInt8]
        private let ended = Mutex(0)
        private let answered = Mutex(0)

        init(_ keys: CurveKeyPair, shortTermKey: [UInt8]) {
            self.keys = keys
            self.shortTermKey = shortTermKey
        }

        /// Connections that the dialler ended after our WELCOME.
        var endings: Int { ended.withLock { $0 } }
        /// Connections on which the dialler went on with an INITIATE.
        var answers: Int { answered.withLock { $0 } }

        func listen() -> RawListener? {
            RawListener { [self] connection in
                let mechanism = Array("CURVE".utf8) + [UInt8](repeating: 0, count: 15)
                let greeting =
                    [0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0] + mechanism + [1]
                    + [UInt8](repeating: 0, count: 31)
                connection.write(greeting)
                guard connection.read(exactly: 64) != nil,
                    let hello = connection.read(exactly: 202),
                    let welcome = welcome(for: Array(hello[82..<114]))
                else { return }
                connection.write(welcome)
                if connection.read(exactly: 2) != nil { answered.withLock { $0 += 1 } }
                ended.withLock { $0 += 1 }
            }
        }

        /// The WELCOME of CurveZMQ: a box of our short-term key and a cookie.
        private func welcome(for client: [UInt8]) -> [UInt8]? {
            guard let symbol = dlsym(nil, "crypto_box") else { return nil }
            let makeBox = unsafeBitCast(symbol, to: Box.self)
            let plain =
                [UInt8](repeating: 0, count: 32) + shortTermKey
                + [UInt8](repeating: 0, count: 96)
            let nonce = [UInt8](repeating: 5, count: 16)
            var box = [UInt8](repeating: 0, count: plain.count)
            let made = makeBox(
                &box, plain, UInt64(plain.count), Array("WELCOME-".utf8) + nonce, client,
                keys.secret)
            guard made == 0 else { return nil }
            return [4, 168, 7] + Array("WELCOME".utf8) + nonce + box[16...]
        }
    }

    @Test func `a server key of small order fails a handshake and not the process`()
        async throws
    {
        var limits = TransportLimits.standard
        limits.handshake = .milliseconds(300)
        let mallory = Server(newKeys(), shortTermKey: [UInt8](repeating: 0, count: 32))
        let listener = try #require(mallory.listen())
        let alice = try Peer("alice", limits: limits).listening()
        _ = alice.transport.dial(
            try #require(Endpoint(host: "127.0.0.1", port: listener.port)),
            serverKey: mallory.keys.publicKey, userID: "mallory")
        try await eventually("alice tries twice") { mallory.endings >= 2 }
        #expect(mallory.answers == 0)
        #expect(alice.log.ups == 0)
        try await eventually("the failure is counted") {
            alice.transport.counters.refused[.handshakeFailed] ?? 0 > 0
        }
        await alice.close()
        listener.stop()
    }

    @Test func `the same server with a good key would be answered`() async throws {
        let mallory = Server(newKeys(), shortTermKey: newKeys().publicKey)
        let listener = try #require(mallory.listen())
        let alice = try Peer("alice").listening()
        _ = alice.transport.dial(
            try #require(Endpoint(host: "127.0.0.1", port: listener.port)),
            serverKey: mallory.keys.publicKey, userID: "mallory")
        try await eventually("alice goes on with the handshake") { mallory.answers >= 1 }
        #expect(alice.log.ups == 0)
        await alice.close()
        listener.stop()
    }
}
