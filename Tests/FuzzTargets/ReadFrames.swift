import Federation
import Sodium

/// Bob's node, to which somebody speaks who may be Alice.
///
/// The bytes are a row of acts: one byte that says what happens, two that say how long it is, and
/// so many bytes of a frame.
func readFrames(_ bytes: [UInt8]) {
    var bob = Listening.greeted
    var rest = bytes[...]
    while rest.count >= 3 {
        let what = rest[rest.startIndex]
        let length = Int(rest[rest.startIndex + 1]) << 8 | Int(rest[rest.startIndex + 2])
        rest = rest.dropFirst(3)
        switch what % 8 {
        case 0, 1, 2, 3, 4:
            bob.take(.received(Listening.alice, Array(rest.prefix(length))))
            rest = rest.dropFirst(length)
        case 5:
            bob.take(.received(Listening.stranger, Array(rest.prefix(length))))
            rest = rest.dropFirst(length)
        case 6: bob.wait(Int64(length) * 10)
        default: bob.wait(-Int64(length) * 10)
        }
    }
    let load = bob.gossip.load
    expect(load.rangesOnALink <= Limits.rangesWaiting, "ranges are bounded")
    expect(load.positionsOfALink <= Limits.positionsKept, "positions are bounded")
    expect(load.uncheckedProofs <= 16, "proofs that wait are bounded")
    expect(load.waitingBytes == 0, "nothing waits for a store that has answered")
}

/// A state machine with a store of arrays.
private struct Listening {
    /// A link on which Alice has said HELLO.
    static let alice = Link(1)
    /// A link on which nobody has.
    static let stranger = Link(2)

    var gossip: Gossip
    private var now = Fixture.noon
    private var events: [FeedName: [Event]] = [:]

    /// Bob holds two of Alice's events and has met her.
    static let greeted: Listening = {
        var bob = Listening(gossip: Fixture.bob.gossip())
        var alice = Fixture.alice.gossip()
        var frames: [[UInt8]] = []
        for (gossip, peer) in [(0, Fixture.alice), (1, Fixture.bob)] {
            let up = GossipInput.linkUp(
                Self.alice, peers: [peer.chapter], theirKey: peer.transportKey)
            if gossip == 0 {
                frames += sent(bob.gossip.handle(up, at: Fixture.noon))
            } else {
                for frame in sent(alice.handle(up, at: Fixture.noon)) { bob.take(frame, &alice) }
            }
        }
        for frame in frames {
            for answer in sent(alice.handle(.received(Self.alice, frame), at: Fixture.noon)) {
                bob.take(answer, &alice)
            }
        }
        expect(bob.gossip.isConnected(Fixture.alice.chapter), "Bob has met Alice")
        bob.take(
            .linkUp(
                Self.stranger, peers: [Fixture.carol.chapter], theirKey: Fixture.carol.transportKey)
        )
        for event in Fixture.history.prefix(2) {
            bob.events[event.header.feed, default: []].append(event)
            bob.take(.stored(event.header.feed, event.tip, event.signature, from: Self.alice))
            bob.take(.cut(event.header.feed, event.tip))
        }
        return bob
    }()

    private init(gossip: Gossip) { self.gossip = gossip }

    private static func sent(_ actions: [GossipAction]) -> [[UInt8]] {
        actions.compactMap { if case .send(_, let frame) = $0 { frame } else { nil } }
    }

    private mutating func take(_ frame: [UInt8], _ alice: inout Gossip) {
        for answer in Self.sent(gossip.handle(.received(Self.alice, frame), at: now)) {
            _ = alice.handle(.received(Self.alice, answer), at: now)
        }
    }

    mutating func wait(_ milliseconds: Int64) {
        now = now + milliseconds
        take(.tick)
    }

    /// Feeds the state machine and does what it asks for.
    mutating func take(_ input: GossipInput) {
        var inputs = [input]
        // Nothing goes round in circles for ever.
        var patience = 10_000
        while !inputs.isEmpty {
            for action in gossip.handle(inputs.removeFirst(), at: now) {
                patience -= 1
                expect(patience > 0, "an input comes to an end")
                if let answer = answer(action) { inputs.append(answer) }
            }
        }
    }

    private mutating func answer(_ action: GossipAction) -> GossipInput? {
        switch action {
        case .store(let run, let link):
            let held = events[run.feed]?.last?.tip ?? .empty
            expect(run.events.first?.header.seq == held.seq + 1, "a run continues what is held")
            events[run.feed, default: []] += run.events
            return .stored(run.feed, run.tip, run.events.last?.signature, from: link)
        case .read(let link, let feed, let from, _):
            let held = events[feed] ?? []
            return .read(link, feed, Array(held.drop { $0.header.seq < from }))
        case .compare(let branch, let link):
            let ours = (events[branch.feed] ?? []).drop {
                $0.header.seq < branch.events.first?.header.seq ?? 0
            }
            let proof = ForkProof(Array(ours), branch.events)
            return .compared(link, branch.feed, proof.map { .fork($0) } ?? .same)
        case .cut(let proof):
            return .weighed([
                ForkVerdict(
                    feed: proof.feed, settled: nil, cutting: proof, past: nil,
                    tip: end(proof.feed, after: proof.seq - 1))
            ])
        case .close(let feed, let seq): return .cut(feed, end(feed, after: seq))
        case .send(_, let frame):
            expect(frame.count <= Limits.frameBytes, "frames are bounded")
            return nil
        case .fill(let run, let link): return .filled(run.feed, from: link)
        case .drop, .openGate, .stopWriting, .count: return nil
        }
    }

    private mutating func end(_ feed: FeedName, after seq: UInt64) -> Tip {
        events[feed]?.removeAll { $0.header.seq > seq }
        return events[feed]?.last?.tip ?? .empty
    }
}
