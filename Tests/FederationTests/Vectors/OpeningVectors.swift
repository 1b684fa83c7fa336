import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of openings` {
    static let name = "openings"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'opening' is the payload of a feedOpened event. A valid one gives the feed and, in \
                later epochs than the first, where an earlier epoch ends. Keys are those of \
                introductions.json; feed keys do not change with the epoch here.
                """,
            vectors: Self.openings
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) -> Verdict {
        guard let opening = FeedOpening(payload: input["opening"].bytes) else {
            return .refused("refused")
        }
        var found: [String: JSON] = [
            "chapter": .hex(opening.feed.chapter), "epoch": .number(Int64(opening.feed.epoch)),
        ]
        if let cut = opening.closes {
            found["closes"] = [
                "epoch": .number(Int64(cut.epoch)), "seq": .number(Int64(cut.seq)),
                "id": .hex(cut.id.bytes),
            ]
        }
        return .valid(.object(found))
    }

    private static func opening(
        _ chapter: Somebody, at tip: Tip, of earlier: UInt32 = 0,
        _ change: (inout WireFeedOpened) -> Void = { _ in }
    ) -> JSON {
        let cut = FeedCut(earlier, at: tip, for: chapter.certificate, rootKey: chapter.rootKey)
        let opening = FeedOpening(
            certificate: chapter.certificate,
            profile: ChapterProfile(name: chapter.name, profile: "tenants-union"), closes: cut)
        var wire = (try? WireFeedOpened(serializedBytes: opening.payload)) ?? WireFeedOpened()
        change(&wire)
        return ["opening": .hex(wire.encoded)]
    }

    private static var openings: [Vector] {
        let first = Somebody.alice
        let later = Somebody("Alice's Tenants", 1, epoch: 2)
        let tip = first.events(3).last?.tip ?? .empty
        let plain = FeedOpening(
            certificate: first.certificate,
            profile: ChapterProfile(name: first.name, profile: "tenants-union"))
        func made(_ name: String, _ input: JSON) -> Vector {
            guard case .valid(let expected) = judge(input) else {
                return .valid(name, input, .null)
            }
            return .valid(name, input, expected)
        }
        func refused(
            _ name: String, _ reason: String, _ change: (inout WireFeedOpened) -> Void
        ) -> Vector {
            .invalid(name, opening(later, at: tip, change), "refused", reason)
        }
        var closing = (try? WireFeedOpened(serializedBytes: plain.payload)) ?? WireFeedOpened()
        closing.closes.id = EventID.none.data
        return [
            made("the first epoch", ["opening": .hex(plain.payload)]),
            made("a later epoch", opening(later, at: tip)),
            made("one that leaves out everything", opening(later, at: .empty)),
            made("one that goes on from epoch 1", opening(later, at: tip, of: 1)),
            refused("a later epoch that closes none", "an epoch above 0 has 'closes'") {
                $0.clearCloses()
            },
            .invalid(
                "a first epoch that closes one", ["opening": .hex(closing.encoded)], "refused",
                "epoch 0 has no 'closes'"),
            refused("one that closes itself", "the closed epoch is an earlier one") {
                $0.closes.epoch = 2
            },
            refused("another end", "the place is signed") { $0.closes.seq = 2 },
            refused("another id at the end", "the id is signed") { $0.closes.id[0] ^= 1 },
            refused("an id where nothing counts", "nothing has the id of 32 zero bytes") {
                $0.closes.seq = 0
            },
            refused("another feed key", "the cut is bound to the certificate") {
                $0.certificate = Somebody("Alice's Tenants", 1, epoch: 3).certificate.wire
            },
            refused("with a change of the key", "a feed begins with the certified key") {
                let change = KeyChange(
                    to: Somebody.eve.feedKey, at: 5, in: later.feed, signedBy: later.feedKey)
                $0.certificate.changes = [change.wire]
            },
            refused("another's cut", "the signature is by another root key") {
                let eve = Somebody("Eve's Copy", 14, epoch: 2)
                $0.closes =
                    FeedCut(0, at: tip, for: eve.certificate, rootKey: eve.rootKey).wire
            },
        ]
    }
}
