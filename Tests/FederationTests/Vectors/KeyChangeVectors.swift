import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of changes of the feed key` {
    private static let name = "key-changes"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'certificate' is a FeedCertificate message with changes. A valid one gives the feed, \
                the keys and from which seq on each signs. Alice's keys are those of \
                introductions.json; the seeds of the keys that follow are the numbers 64, 65, ... 32 \
                times.
                """,
            vectors: Self.cases
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    @Test func `each change holds alone as the payload of an event`() throws {
        let wire = try WireFeedCertificate(serializedBytes: Self.chain([5, 9]).encoded)
        for change in wire.changes {
            #expect(KeyChange(payload: change.encoded)?.payload == change.encoded)
        }
    }

    private static func judge(_ input: JSON) -> Verdict {
        guard let certificate = FeedCertificate(bytes: input["certificate"].bytes) else {
            return .refused("refused")
        }
        let first: JSON = ["from": 1, "key": .hex(certificate.keys.first.bytes)]
        return .valid([
            "chapter": .hex(certificate.chapter), "epoch": .number(Int64(certificate.epoch)),
            "keys": .array(
                [first]
                    + certificate.keys.changes.map {
                        ["from": .number(Int64($0.seq) + 1), "key": .hex($0.key.bytes)]
                    }),
        ])
    }

    private static func key(_ number: Int) -> SigningKey {
        do {
            return try SigningKey(seed: Somebody.seed(UInt8(number)))
        } catch {
            preconditionFailure("fixed keys could not be made: \(error)")
        }
    }

    /// Alice's certificate with a change at each of these places, whatever the rules say about it.
    private static func chain(
        _ places: [UInt64], epoch: UInt32 = 0, of feed: FeedName? = nil, keys: [Int]? = nil
    ) -> WireFeedCertificate {
        let alice = Somebody("Alice's Tenants", 1, epoch: epoch)
        var wire = alice.certificate.wire
        let numbers = keys ?? Array(64..<(64 + places.count))
        for (index, seq) in places.enumerated() {
            let next = key(numbers[index])
            let change =
                index == 0
                ? KeyChange(
                    to: next, at: seq, in: feed ?? alice.feed, signedBy: alice.feedKey)
                : KeyChange(
                    to: next, at: seq, in: feed ?? alice.feed, signedBy: key(numbers[index - 1]))
            wire.changes.append(change.wire)
        }
        return wire
    }

    private static func made(_ name: String, _ wire: WireFeedCertificate) -> Vector {
        let input: JSON = ["certificate": .hex(wire.encoded)]
        guard case .valid(let expected) = judge(input) else { return .valid(name, input, .null) }
        return .valid(name, input, expected)
    }

    private static func refused(
        _ name: String, _ wire: WireFeedCertificate, _ reason: String,
        _ change: (inout WireFeedCertificate) -> Void = { _ in }
    ) -> Vector {
        var wire = wire
        change(&wire)
        return .invalid(name, ["certificate": .hex(wire.encoded)], "refused", reason)
    }

    private static var cases: [Vector] {
        let neutral = Data([1] + [UInt8](repeating: 0, count: 31))
        let eight = Array<UInt64>(2..<10)
        return [
            made("no change", chain([])),
            made("one change, right after the opening", chain([2])),
            made("two changes in a later epoch", chain([5, 9], epoch: 3)),
            made("eight changes, one after the other", chain(eight)),
            refused("nine changes", chain(eight + [10]), "there are at most eight"),
            refused("at the first place", chain([1]), "event 1 opens the feed"),
            refused("two at one place", chain([5, 5]), "each comes after the one before"),
            refused("backwards", chain([9, 5]), "each comes after the one before"),
            refused(
                "back to the first key", chain([5, 9], keys: [64, 17]),
                "no key comes twice"),
            refused(
                "back to an earlier key", chain([5, 9, 12], keys: [64, 65, 64]),
                "no key comes twice"),
            refused(
                "of another epoch",
                chain([5], of: FeedName(chapter: Somebody.alice.chapter, epoch: 1)),
                "the epoch is signed"),
            refused(
                "of another chapter", chain([5], of: Somebody.bob.feed), "the chapter is signed"),
            refused("at another place", chain([5]), "the place is signed") {
                $0.changes[0].seq = 6
            },
            refused("to another key", chain([5]), "the key is signed") {
                $0.changes[0].feedKey = key(70).publicKey.bytes.data
            },
            refused("signed by another key", chain([5]), "the key before has not signed it") {
                $0.changes[0].signature =
                    KeyChange(
                        to: key(64), at: 5, in: Somebody.alice.feed,
                        signedBy: Somebody.eve.feedKey
                    ).wire.signature
            },
            refused("without the new key", chain([5]), "the new key has not signed it") {
                $0.changes[0].possession = $0.changes[0].signature
            },
            refused(
                "signed by the first key, not the latest", chain([5, 9]),
                "the latest key so far signs"
            ) {
                $0.changes[1].signature =
                    KeyChange(
                        to: key(65), at: 9, in: Somebody.alice.feed,
                        signedBy: Somebody.alice.feedKey
                    ).wire.signature
            },
            refused("to a key of small order", chain([5]), "the key is not accepted") {
                $0.changes[0].feedKey = neutral
            },
            refused("with a signature of 63 bytes", chain([5]), "a signature has 64 bytes") {
                $0.changes[0].signature.removeLast()
            },
        ]
    }
}
