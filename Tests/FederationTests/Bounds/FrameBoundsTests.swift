import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `The bounds of what a link says` {
    /// A ping of so many bytes, most of them in a field that nobody knows.
    private func ping(_ size: Int) -> [UInt8] {
        let rest = size - Gossip.pingFrame.count - 5
        // Field 99, its length in three bytes.
        return Gossip.pingFrame
            + [
                0x9A, 0x06, UInt8(rest & 127 | 128), UInt8(rest >> 7 & 127 | 128),
                UInt8(rest >> 14),
            ]
            + [UInt8](repeating: 7, count: rest)
    }

    @Test func `let a frame have 1 MiB`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        #expect(ping(1 << 20).count == 1 << 20)
        #expect(bob.take(ping(1 << 20), on: link).refused.isEmpty)
        #expect(bob.take(ping((1 << 20) + 1), on: link).refused == ["malformed frame"])
    }

    @Test func `let a HELLO have a core of 2048 bytes`() {
        for (size, isTaken) in [(2048, true), (2049, false)] {
            var bob = Listener()
            let (link, nonce) = bob.connect(.alice)
            let hello = WireHello.by(.alice, nonce: nonce) { core in
                core.incarnation = Data()
                // A tag and a length of two bytes.
                let rest = size - core.encoded.count - 3
                core.incarnation = Data(repeating: 1, count: rest)
                #expect(core.encoded.count == size)
            }
            let actions = bob.take(on: link) { $0.hello = hello }
            #expect(bob.gossip.isConnected(Somebody.alice.chapter) == isTaken)
            #expect(actions.refused == (isTaken ? [] : ["malformed hello"]))
        }
    }

    @Test func `let a link push 4 MiB at once and 2 MiB a second`() {
        var bucket = TokenBucket(
            perSecond: GossipSettings().pushBytesPerSecond, at: Somebody.noon)
        let all = bucket.take(4 << 20, at: Somebody.noon)
        #expect(all)
        let more = bucket.take(1, at: Somebody.noon)
        #expect(!more)
        let later = bucket.take(2 << 20, at: Somebody.noon + 1000)
        #expect(later)
        let tooMuch = bucket.take(1, at: Somebody.noon + 1000)
        #expect(!tooMuch)
    }

    @Test func `let a link send 400 messages at once and 200 a second`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        for _ in 0..<399 { #expect(bob.take(Gossip.pingFrame, on: link).refused.isEmpty) }
        #expect(bob.take(Gossip.pingFrame, on: link).refused == ["too many messages"])
        bob.now = bob.now + 1000
        for _ in 0..<200 { #expect(bob.take(Gossip.pingFrame, on: link).refused.isEmpty) }
        #expect(bob.take(Gossip.pingFrame, on: link).refused == ["too many messages"])
    }

    /// A Credit that is earned counts as no message; 262144 bytes are the least.
    @Test func `let a link give back 256 KiB as often as it likes`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        for (bytes, refused) in [(262_144, 0), (262_143, 101)] {
            var count = 0
            for _ in 0..<500 {
                bob.gossip.sessions[link]?.credit = 0
                count += bob.take(on: link) { $0.credit.bytes = UInt32(bytes) }.refused.count
            }
            #expect(count == refused)
        }
    }

    @Test func `let 512 missing bodies be asked for, 64 ranges at a time`() {
        var bob = Listener(holding: Somebody.alice.events(2000))
        let (link, _) = bob.greet(.carol)
        _ = bob.take(on: link) {
            $0.vector.number = 1
            $0.vector.feeds = [WireFeedPosition(Somebody.alice.feed, 2000)]
        }
        let places = (1...512).map { UInt64($0 * 2) }
        let asked = bob.take(.lacking(Somebody.alice.feed, places)).messages
        #expect(asked.map(\.get.ranges.count) == [Limits.ranges])
    }
}
