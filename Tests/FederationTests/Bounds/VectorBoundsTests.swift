import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `A link that says much of feeds` {
    private func positions(_ numbers: Range<Int>) -> [WireFeedPosition] {
        numbers.map { number in
            .with {
                $0.chapter = digest("rhizome/test", [UInt8(number >> 8), UInt8(number & 255)]).data
                $0.seq = 1
            }
        }
    }

    @Test func `is heard about 4096 feeds at a time and 8192 in all`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        let first = bob.take(on: link) {
            $0.vector.number = 1
            $0.vector.feeds = positions(0..<4096)
        }
        #expect(first.refused.isEmpty)
        let second = bob.take(on: link) {
            $0.vector.number = 2
            $0.vector.after = 1
            $0.vector.feeds = positions(4096..<8192)
        }
        #expect(second.refused.isEmpty)
        #expect(bob.gossip.sessions[link]?.theirs.count == Limits.positionsKept)
        let third = bob.take(on: link) {
            $0.vector.number = 3
            $0.vector.after = 2
            $0.vector.feeds = positions(8192..<8193)
            $0.vector.answer = true
        }
        #expect(third.refused == ["vector too long"])
        #expect(third.messages.isEmpty, "nothing is sent for it")
        #expect(bob.gossip.sessions[link]?.theirs.count == Limits.positionsKept)
        // A whole one begins anew.
        let whole = bob.take(on: link) {
            $0.vector.number = 4
            $0.vector.feeds = positions(0..<1)
        }
        #expect(whole.refused.isEmpty)
        #expect(bob.gossip.sessions[link]?.theirs.count == 1)
    }

    @Test func `is heard about 4096 feeds by order and no more`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        for (count, refused) in [(4096, []), (4097, ["vector too long"])] {
            let actions = bob.take(on: link) {
                $0.vector.number = 1
                $0.vector.order = Data(repeating: 1, count: 8)
                $0.vector.seqs = [UInt64](repeating: 1, count: count)
            }
            #expect(actions.refused == refused)
        }
    }

    @Test func `is heard about 4096 tips and no more`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        let tip = WireFeedTip.with { $0.chapter = Somebody.alice.chapter.data }
        for (count, refused) in [(4096, []), (4097, ["tips too long"])] {
            let actions = bob.take(on: link) {
                $0.tips.feeds = [WireFeedTip](repeating: tip, count: count)
            }
            #expect(actions.refused == refused)
        }
    }

    @Test func `names at most 64 feeds in a Have, a Graft and a Prune`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        for (count, refused) in [(64, []), (65, ["too many feeds"])] {
            let names = [WireFeedName](repeating: Somebody.alice.feed.wire, count: count)
            let have = bob.take(on: link) { $0.have.feeds = positions(0..<count) }
            let graft = bob.take(on: link) { $0.graft.feeds = names }
            let prune = bob.take(on: link) { $0.prune.feeds = names }
            for actions in [have, graft, prune] { #expect(actions.refused == refused) }
        }
    }
}
