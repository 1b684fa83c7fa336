import Sodium
import TestSupport
import Testing

@testable import Federation

@Suite struct `What others have witnessed` {
    private let founders = [Somebody.alice, .bob, .carol, .dan, .erin].map(\.chapter)

    private func head(_ somebody: Somebody, _ seq: UInt64, _ branch: String = "") -> WitnessedHead {
        WitnessedHead(
            feed: somebody.feed, seq: seq,
            id: EventID(
                digest("rhizome/test-event", Array("\(somebody.name) \(seq) \(branch)".utf8))))
    }

    private func settled(
        _ said: [(Somebody, UInt64, WitnessedHead)], forks: [FeedName: [UInt64]] = [:],
        founders: [ChapterID]? = nil
    ) -> [FeedName: WitnessedHead] {
        Settlement(
            founders: founders ?? self.founders,
            testimonies: said.map { Testimony(witness: $0.0.feed, seq: $0.1, head: $0.2) },
            forks: forks
        ).heads
    }

    @Test func `counts when more than half of the other founders have said the same`() {
        let alices = head(.alice, 8)
        #expect(settled([(.bob, 2, alices), (.carol, 5, alices)]).isEmpty)
        #expect(
            settled([(.bob, 2, alices), (.carol, 5, alices), (.dan, 3, alices)])
                == [Somebody.alice.feed: alices])
        // Saying it twice is saying it once, and nobody witnesses their own feed.
        #expect(
            settled([
                (.bob, 2, alices), (.bob, 3, alices), (.alice, 9, alices), (.carol, 5, alices),
            ]).isEmpty)
        // Nor does somebody who founded nothing.
        #expect(
            settled([(.bob, 2, alices), (.carol, 5, alices), (.frank, 3, alices)]).isEmpty)
        // Of a chapter that is no founder more than half of all founders.
        let franks = head(.frank, 1)
        let two: [(Somebody, UInt64, WitnessedHead)] = [(.bob, 2, franks), (.carol, 5, franks)]
        #expect(settled(two).isEmpty)
        #expect(settled(two + [(.alice, 4, franks)]) == [Somebody.frank.feed: franks])
        // Of two founders the other one's word is enough.
        #expect(
            settled([(.bob, 2, alices)], founders: [Somebody.alice, .bob].map(\.chapter))
                == [Somebody.alice.feed: alices])
    }

    @Test func `counts for the furthest event that enough have named`() {
        let said: [(Somebody, UInt64, WitnessedHead)] = [
            (.bob, 2, head(.alice, 4)), (.carol, 2, head(.alice, 4)), (.dan, 2, head(.alice, 4)),
            (.bob, 3, head(.alice, 8)), (.carol, 3, head(.alice, 8)), (.dan, 3, head(.alice, 8)),
        ]
        #expect(settled(said)[Somebody.alice.feed] == head(.alice, 8))
        let more = said + [(.erin, 7, head(.alice, 9)), (.bob, 4, head(.alice, 9))]
        #expect(settled(more)[Somebody.alice.feed] == head(.alice, 8))
    }

    @Test func `does not count after the witness has written two histories`() {
        let alices = head(.alice, 8)
        let said: [(Somebody, UInt64, WitnessedHead)] = [
            (.bob, 20, alices), (.carol, 5, alices), (.dan, 3, alices),
        ]
        #expect(settled(said, forks: [Somebody.bob.feed: [21]]).count == 1)
        #expect(settled(said, forks: [Somebody.bob.feed: [20]]).isEmpty)
        // Unless others have witnessed the witness further than that.
        let bobs = head(.bob, 32)
        let about: [(Somebody, UInt64, WitnessedHead)] = [
            (.carol, 6, bobs), (.dan, 4, bobs), (.erin, 2, bobs),
        ]
        #expect(
            settled(said + about, forks: [Somebody.bob.feed: [20]])
                == [Somebody.alice.feed: alices, Somebody.bob.feed: bobs])
        #expect(
            settled(said + about, forks: [Somebody.bob.feed: [10, 19, 33]]).count == 2)
    }

    /// With two founders each is the other's only witness: if both have written two histories,
    /// neither can vouch for the other, whichever fork is found first.
    @Test func `does not count in a circle`() {
        let two = [Somebody.alice, .bob].map(\.chapter)
        let said: [(Somebody, UInt64, WitnessedHead)] = [
            (.alice, 20, head(.bob, 30)), (.bob, 20, head(.alice, 30)),
        ]
        #expect(settled(said, founders: two).count == 2)
        let forks: [FeedName: [UInt64]] = [Somebody.alice.feed: [5], Somebody.bob.feed: [5]]
        #expect(settled(said, forks: forks, founders: two).isEmpty)
    }

    @Test func `has common places, whenever witnesses look`() {
        #expect(HeadsWitnessed.places(upTo: 0, after: 0).isEmpty)
        #expect(HeadsWitnessed.places(upTo: 1, after: 0) == [1])
        #expect(HeadsWitnessed.places(upTo: 13, after: 0) == [8, 12, 13])
        #expect(HeadsWitnessed.places(upTo: 13, after: 10) == [12, 13])
        #expect(HeadsWitnessed.places(upTo: .max, after: 0).count == 64)
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            // Two witnesses look now and then while the feed grows to the same end.
            func witness(_ end: UInt64) -> Set<UInt64> {
                var named: Set<UInt64> = []
                var last: UInt64 = 0
                while last < end {
                    let next = min(end, last + UInt64.random(in: 1...40, using: &random))
                    named.formUnion(HeadsWitnessed.places(upTo: next, after: last))
                    last = next
                }
                return named
            }
            let left = UInt64.random(in: 1...2000, using: &random)
            let right = left + UInt64.random(in: 0...40, using: &random)
            let common = witness(left).intersection(witness(right)).max() ?? 0
            #expect(left - common < 64, "seed \(seed): \(left), \(right), common \(common)")
        }
    }
}
