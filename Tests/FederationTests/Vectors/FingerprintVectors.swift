import Sodium
import Testing

@testable import Federation

@Suite struct `Vectors of fingerprints` {
    private static let name = "fingerprints"

    @Test func `are what this program makes`() throws {
        let alice = Somebody.alice.chapter
        let bob = Somebody.bob.chapter
        let first = digest("rhizome/event", [1])
        let second = digest("rhizome/event", [2])
        func feed(
            _ chapter: ChapterID, _ epoch: Int64, _ seq: Int64, _ tip: Bytes32,
            forked: Bool = false
        ) -> JSON {
            [
                "chapter": .hex(chapter), "epoch": .number(epoch), "seq": .number(seq),
                "tip": .hex(tip), "forked": .bool(forked),
            ]
        }
        func made(_ name: String, _ feeds: [JSON]) -> Vector {
            let input: JSON = ["feeds": .array(feeds)]
            guard case .valid(let expected) = Self.judge(input) else {
                return .valid(name, input, .null)
            }
            return .valid(name, input, expected)
        }
        try VectorFile(
            about: """
                'feeds' is what a node holds, in any order: the feed, its end, and whether a fork \
                of it is proven. 'order' is the order of a Vector, over all of them.
                """,
            vectors: [
                made("nothing", []),
                made("one feed", [feed(alice, 0, 3, first)]),
                made("two feeds", [feed(alice, 0, 3, first), feed(bob, 0, 70_000, second)]),
                made(
                    "the same in another order",
                    [feed(bob, 0, 70_000, second), feed(alice, 0, 3, first)]),
                made(
                    "a feed of which nothing is held counts for nothing",
                    [feed(alice, 0, 3, first), feed(bob, 0, 0, .zero)]),
                made("a forked feed", [feed(alice, 0, 3, first, forked: true)]),
                made("a later epoch", [feed(alice, 1, 3, first), feed(alice, 0, 3, second)]),
            ]
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) -> Verdict {
        let carol = Somebody.carol
        var gossip = Gossip(
            certificate: carol.certificate, transportKey: carol.transportKey, tips: [:], heads: [:],
            forks: [], roster: nil, restored: false,
            seed: .zero, sign: { _ in preconditionFailure("nothing is signed here") },
            at: Somebody.noon)
        guard let proof = ForkProof(carol.events(1), carol.events(1, saying: "other")) else {
            return .refused("no proof")
        }
        gossip.keys = [:]
        for item in input["feeds"].list {
            let feed = FeedName(
                chapter: ChapterID(item["chapter"].bytes32), epoch: UInt32(item["epoch"].number))
            gossip.keys[feed] = carol.certificate.feedKey
            gossip.stored[feed] = Tip(
                seq: UInt64(item["seq"].number), id: EventID(item["tip"].bytes32),
                time: HybridTime(bits: 0))
            if item["forked"].isTrue { gossip.forks[feed] = proof }
        }
        return .valid([
            "fingerprint": .hex(gossip.fingerprint()),
            "order": .string(Hex.text(gossip.feedOrder())),
        ])
    }
}
