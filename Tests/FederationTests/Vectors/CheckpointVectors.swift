import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of checkpoints` {
    private static let name = "checkpoints"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                checkpoint: a 'payload' of kind 6 at place 'seq' of a feed whose event number i has \
                the id H("rhizome/test-id", u64(i)): valid, 'malformed payload' or 'wrong root'. \
                path: leads from 'leaf' at 'index', from 0, of 'size' leaves to a root, or is too \
                long, too short or of no place ('no path'). proof: a file, and what it proves. \
                Alice's keys are those of introductions.json.
                """,
            vectors: Self.checkpoints + Self.paths + Self.proofs
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) -> Verdict {
        switch input["function"].text {
        case "checkpoint":
            guard let said = Checkpoint(payload: input["payload"].bytes) else {
                return .refused("malformed payload")
            }
            let seq = UInt64(input["seq"].number)
            guard said.size == seq - 1, said.root == tree(seq - 1).root else {
                return .refused("wrong root")
            }
            return .valid(["root": .hex(said.root), "size": .number(Int64(said.size))])
        case "path":
            let root = MerklePath(input["path"].list.map(\.bytes32)).root(
                from: input["leaf"].bytes32, at: UInt64(input["index"].number),
                in: UInt64(input["size"].number))
            return root.map { .valid(["root": .hex($0)]) } ?? .refused("no path")
        default:
            do throws(ProofFault) {
                return .valid(words(try proof(input["file"]).proven()))
            } catch {
                return .refused(error.name)
            }
        }
    }

    private static func id(_ number: UInt64) -> Bytes32 {
        digest("rhizome/test-id", number.bigEndianBytes)
    }

    private static func tree(_ size: UInt64) -> MerkleTree {
        var tree = MerkleTree()
        for number in 1...max(1, size) where number <= size { tree.append(id(number)) }
        return tree
    }

    // MARK: Checkpoints

    private static var checkpoints: [Vector] {
        func input(_ seq: UInt64, _ payload: [UInt8]) -> JSON {
            [
                "function": "checkpoint", "seq": .number(Int64(seq)), "payload": .hex(payload),
            ]
        }
        func wrong(
            _ name: String, _ outcome: String, _ change: (inout WireCheckpoint) -> Void
        ) -> Vector {
            var wire = WireCheckpoint()
            wire.size = 5
            wire.root = tree(5).root.bytes.data
            change(&wire)
            return .invalid(name, input(6, wire.encoded), outcome, name)
        }
        let good = ([1, 2, 3, 4, 5, 6, 7, 8, 9, 1023, 1024, 1025] as [UInt64]).map { size in
            Vector.valid(
                "after \(size) events", input(size + 1, Checkpoint(tree(size)).payload),
                ["root": .hex(tree(size).root), "size": .number(Int64(size))])
        }
        return good + [
            wrong("the size is that of the events before", "wrong root") { $0.size = 4 },
            wrong("the event itself does not count", "wrong root") {
                $0.root = tree(6).root.bytes.data
            },
            wrong("the first event counts", "wrong root") {
                $0.root = merkleRoot((2...5).map { id($0) }).bytes.data
            },
            wrong("the root is of the order of the feed", "wrong root") {
                $0.root = merkleRoot((1...5).reversed().map { id($0) }).bytes.data
            },
            wrong("a size is at least 1", "malformed payload") { $0.size = 0 },
            wrong("a size is at most 2^63 - 2", "malformed payload") { $0.size = 1 << 63 - 1 },
            wrong("a root has 32 bytes", "malformed payload") { $0.root.removeLast() },
        ]
    }

    // MARK: Paths

    private static var paths: [Vector] {
        func input(_ path: [Bytes32], _ leaf: Bytes32, _ index: UInt64, _ size: UInt64) -> JSON {
            [
                "function": "path", "index": .number(Int64(index)), "size": .number(Int64(size)),
                "leaf": .hex(leaf), "path": .array(path.map { .hex($0) }),
            ]
        }
        func path(_ index: UInt64, _ size: UInt64) -> [Bytes32] {
            MerklePath(of: index, in: size) { range in
                merkleRoot(range.map { id($0 + 1) })
            }.hashes
        }
        let places: [(UInt64, UInt64)] = [
            (0, 1), (0, 2), (1, 2), (2, 3), (0, 5), (4, 5), (5, 7), (1023, 1024), (1024, 1025),
            (700, 1025),
        ]
        let good = places.map { index, size in
            Vector.valid(
                "leaf \(index) of \(size)", input(path(index, size), id(index + 1), index, size),
                ["root": .hex(tree(size).root)])
        }
        return good + [
            .invalid(
                "too short", input(path(4, 7).dropLast(), id(5), 4, 7), "no path",
                "a path has one hash for each subtree beside the leaf"),
            .invalid(
                "too long", input(path(4, 7) + [.zero], id(5), 4, 7), "no path",
                "a path has one hash for each subtree beside the leaf"),
            .invalid(
                "beyond the end", input(path(4, 7), id(5), 7, 7), "no path",
                "there is no such leaf"),
        ]
    }
}
