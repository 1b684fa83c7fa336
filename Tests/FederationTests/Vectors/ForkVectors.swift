import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of fork proofs` {
    private static let name = "fork-proofs"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'proof' is a ForkProof message; chapter, epoch and feedKey are those of the one \
                feed that the receiver knows. A valid proof gives the fork's place and its two ids.
                """,
            vectors: Self.cases
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) -> Verdict {
        let feed = FeedName(
            chapter: ChapterID(input["chapter"].bytes32), epoch: UInt32(input["epoch"].number))
        let key = input["feedKey"].publicKey
        guard
            let proof = ForkProof(
                bytes: input["proof"].bytes, key: { known, _ in known == feed ? key : nil })
        else { return .refused("bad fork proof") }
        return .valid([
            "seq": .number(Int64(proof.seq)), "ids": .array(proof.ids.map { .hex($0) }),
        ])
    }

    private static func input(_ wire: WireForkProof) -> JSON {
        [
            "proof": .hex(wire.encoded), "chapter": .hex(Somebody.alice.chapter), "epoch": 0,
            "feedKey": .hex(Somebody.alice.feedKey.publicKey.bytes),
        ]
    }

    private static func made(_ name: String, _ wire: WireForkProof) -> Vector {
        guard case .valid(let expected) = judge(input(wire)) else {
            return .valid(name, input(wire), .null)
        }
        return .valid(name, input(wire), expected)
    }

    /// A proof of these chains, lower first id first, each signed at its end.
    private static func proof(_ left: [Event], _ right: [Event]) -> WireForkProof {
        var wire = WireForkProof()
        wire.chapter = Somebody.alice.chapter.data
        wire.branches = [left, right].sorted { $0[0].id < $1[0].id }.map { branch in
            WireForkBranch.with { part in
                part.headers = branch.map { $0.header.bytes.data }
                part.signature = branch.last?.signature?.data ?? Data()
            }
        }
        return wire
    }

    private static var cases: [Vector] {
        let alice = Somebody.alice
        let first = alice.events(1)
        let left = alice.events(3, after: first[0].tip, saying: "left")
        let right = alice.events(2, after: first[0].tip, saying: "right")
        let good = proof(left, right)
        func changed(_ reason: String, _ name: String, _ change: (inout WireForkProof) -> Void)
            -> Vector
        {
            var wire = good
            change(&wire)
            return .invalid(name, input(wire), "bad fork proof", reason)
        }
        let far = alice.event(
            [1], after: Tip(seq: .max - 1, id: first[0].id, time: HybridTime(bits: 0)))
        let eve = Somebody.eve.events(1, saying: "eve")
        return [
            made("a fork at event 2", good),
            made("a fork at event 1", proof(alice.events(1), alice.events(1, saying: "other"))),
            changed("the lower id at the fork stands first", "branches in the wrong order") {
                $0.branches.reverse()
            },
            changed("a proof has two branches", "one branch") { $0.branches.removeLast() },
            changed("a proof has two branches", "three branches") {
                $0.branches.append($0.branches[0])
            },
            changed("the ids are equal", "the same branch twice") {
                $0.branches[1] = $0.branches[0]
            },
            changed("the branches begin at different places", "another place") {
                $0.branches[0].headers.removeFirst()
            },
            changed("the second header does not name the first", "a gap in a branch") {
                let longer = $0.branches[0].headers.count == 3 ? 0 : 1
                $0.branches[longer].headers.remove(at: 1)
            },
            changed("the signature does not fit", "a changed signature") {
                $0.branches[1].signature[0] ^= 1
            },
            changed("a header belongs to another feed", "a header of another chapter") {
                $0.branches[0].headers = [eve[0].header.bytes.data]
            },
            changed("nobody knows a key for it", "another epoch") { $0.epoch = 1 },
            changed("a branch has 1 to 512 headers", "a branch without headers") {
                $0.branches[0].headers = []
            },
            changed("no place is above 2^63 - 1", "headers beyond the last place") {
                $0.branches[0].headers = [far.header.bytes.data, far.header.bytes.data]
                $0.branches[1].headers = [far.header.bytes.data, far.header.bytes.data]
            },
        ]
    }
}
