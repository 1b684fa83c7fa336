import Federation
import Feeds
import Foundation
import Sodium
import TestSupport

/// Frames that no honest node sends.
enum HostileFrames {
    /// The first byte of a frame with a HELLO: field 2, length-delimited.
    static let helloTag: UInt8 = 2 << 3 | 2

    /// A push of these events, changed by the test.
    static func push(_ events: [Event], _ change: (inout WireRun) -> Void = { _ in }) -> [UInt8] {
        var run = WireRun()
        if let first = events.first {
            run.chapter = first.header.feed.chapter.data
            run.epoch = first.header.feed.epoch
            run.from = first.header.seq
            run.previous = first.header.previous.data
        }
        run.signature = events.last?.signature?.data ?? Data()
        run.events = events.map { event in
            var part = WireRunEvent()
            part.suffix = event.header.suffix.data
            part.body = event.body?.data ?? Data()
            return part
        }
        change(&run)
        var message = WireMessage()
        message.push = run
        return message.encoded
    }

    /// Frames that must be refused, with the name under which they are counted.
    static func refused(_ peer: HostilePeer, victim: ChapterNode, bystander: ChapterNode)
        async throws -> [(reason: String, what: String, frame: [UInt8])]
    {
        let event = try await peer.draft(Kind(rawValue: 1000), Array("said by the peer".utf8))
        let good = push([event])
        var random = SplitMix64(seed: 77)
        let noise = (0..<400).map { _ in UInt8.random(in: 0...255, using: &random) }
        var frames: [(reason: String, what: String, frame: [UInt8])] = [
            ("malformed frame", "noise", [0xFF] + noise),
            ("malformed frame", "an empty frame", []),
            ("malformed frame", "a frame cut in the middle", Array(good.prefix(good.count / 2))),
            ("malformed frame", "a frame with a byte too few", Array(good.dropLast())),
        ]
        func add(_ reason: String, _ what: String, _ change: (inout WireRun) -> Void) {
            frames.append((reason, what, push([event], change)))
        }
        add("malformed run", "a chapter of 31 bytes") { $0.chapter.removeLast() }
        add("malformed run", "a run from 0") { $0.from = 0 }
        add("malformed run", "a signature of 63 bytes") { $0.signature.removeLast() }
        add("malformed run", "a body shorter than its salt") {
            $0.events[0].body = Data($0.events[0].body.prefix(15))
        }
        add("malformed run", "no event at all") { $0.events = [] }
        add("oversized run", "513 events") {
            $0.events = Array(repeating: $0.events[0], count: Limits.runEvents + 1)
        }
        add("oversized run", "a body above the limit") {
            $0.events[0].body = Data(repeating: 7, count: Limits.bodyBytes + 1)
        }
        add("oversized run", "too many bytes together") {
            $0.events[0].body = Data(repeating: 7, count: Limits.bodyBytes)
            $0.events = Array(repeating: $0.events[0], count: 5)
        }
        add("bad signature", "one bit of the signature") { $0.signature[20] ^= 1 }
        add("bad signature", "one bit of the body") { $0.events[0].body[30] ^= 1 }
        add("bad signature", "an event twice") { $0.events.append($0.events[0]) }
        add("run of an unknown chapter", "a stranger's feed") {
            $0.chapter = randomBytes32().data
        }
        let theirs = await peer.tip(of: bystander)
        add("bad signature", "in the name of another chapter") {
            $0.chapter = ChapterID(bystander.chapterID)?.data ?? Data()
            $0.from = theirs.seq + 1
            $0.previous = theirs.id.data
        }
        frames += await timeTravel(peer)
        frames += messages()
        return frames
    }

    /// An event that is older than the one before it, well signed.
    private static func timeTravel(_ peer: HostilePeer) async -> [(
        reason: String, what: String, frame: [UInt8]
    )] {
        let tip = await peer.tip
        let early = Tip(seq: tip.seq, id: tip.id, time: HybridTime(bits: 0))
        let event = peer.author.withKey { key in
            EventAuthor.write(
                Kind(rawValue: 1000), [1], salt: randomBytes(16), time: HybridTime(bits: 1),
                after: early, in: peer.author.feed, signedBy: key)
        }
        return [("time runs backwards", "an event of 1970", push([event]))]
    }

    private static func messages() -> [(reason: String, what: String, frame: [UInt8])] {
        var join = WireMessage()
        join.joinCommit.commitment = randomBytes32().data
        var fork = WireMessage()
        fork.fork.chapter = randomBytes32().data
        var get = WireMessage()
        get.get.ranges = Array(repeating: WireRange(), count: Limits.ranges + 1)
        var vector = WireMessage()
        vector.vector.feeds = Array(repeating: WireFeedPosition(), count: Limits.feeds + 1)
        var tips = WireMessage()
        tips.tips.feeds = Array(repeating: WireFeedTip(), count: Limits.feeds + 1)
        var challenge = WireMessage()
        challenge.challenge.nonce = Data([1, 2, 3])
        return [
            ("message out of place", "a commitment", join.encoded),
            ("bad fork proof", "an empty proof", fork.encoded),
            ("too many ranges", "65 ranges", get.encoded),
            ("vector too long", "4,097 feeds", vector.encoded),
            ("tips too long", "4,097 tips", tips.encoded),
            ("malformed challenge", "a nonce of three bytes", challenge.encoded),
        ]
    }

    /// A message that may come at any time after the greeting.
    static var ping: [UInt8] { Gossip.pingFrame }
}
