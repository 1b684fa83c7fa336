import Federation
import Testing

@testable import Sodium

@Suite struct `Vectors of hashes, keys and signatures` {
    private static let name = "basics"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'function' names what is computed. H: BLAKE2b-256 under a context. chapter: a \
                ChapterID from a root key. sign: what a chapter signs, and the signature. key: \
                whether an Ed25519 public key is accepted. verify: whether a signature is. \
                object: an ObjectID. roll-leaf, paper-leaf and \
                numbered-paper-leaf: leaves of ballots. merkle: the root \
                over leaves. Bytes are hexadecimal.
                """,
            vectors: Self.hashes + Self.signatures + Self.keys + Self.objects
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) -> Verdict {
        switch input["function"].text {
        case "H":
            // A context is a constant of the program, so only these two can be asked for.
            let data = input["data"].bytes
            let hash =
                input["context"].text == "rhizome/body"
                ? digest("rhizome/body", data) : digest("rhizome/event", data)
            return .valid(["hash": .hex(hash)])
        case "chapter":
            return .valid(["chapter": .hex(ChapterID(rootKey: input["rootKey"].bytes32))])
        case "sign":
            guard let key = try? SigningKey(seed: input["seed"].bytes) else {
                return .refused("refused")
            }
            let bytes = signedBytes(
                "rhizome/sig", ChapterID(input["chapter"].bytes32), input["hash"].bytes32)
            return .valid([
                "publicKey": .hex(key.publicKey.bytes), "signed": .hex(bytes),
                "signature": .hex(key.signature(for: bytes).bytes),
            ])
        case "key":
            return input["key"].publicKey == nil ? .refused("refused") : .valid([:])
        case "verify":
            guard let key = input["key"].publicKey, let sig = Signature(input["signature"].bytes),
                key.isValid(sig, for: input["message"].bytes)
            else { return .refused("refused") }
            return .valid([:])
        case "object":
            let chapter = ChapterID(input["chapter"].bytes32)
            let id = ObjectID(chapter: chapter, nonce: input["nonce"].bytes)
            return .valid(["object": .hex(id.bytes)])
        case "roll-leaf":
            let entry = RollEntry(
                salt: input["salt"].bytes, number: Int(input["number"].number),
                name: input["name"].text, rightClass: input["class"].text)
            return .valid(["leaf": .hex(entry.leaf)])
        case "paper-leaf":
            let paper = BallotPaper(
                tracker: input["tracker"].bytes, choice: Int(input["choice"].number))
            return .valid(["leaf": .hex(paper.leaf)])
        case "numbered-paper-leaf":
            let paper = BallotPaper(
                tracker: input["tracker"].bytes, .numbers(input["numbers"].bytes))
            return .valid(["leaf": .hex(paper.leaf)])
        default:
            return .valid(["root": .hex(merkleRoot(input["leaves"].list.map(\.bytes32)))])
        }
    }

    private static func made(_ name: String, _ input: JSON) -> Vector {
        guard case .valid(let expected) = judge(input) else { return .valid(name, input, .null) }
        return .valid(name, input, expected)
    }

    private static var hashes: [Vector] {
        [
            made("H of nothing", ["function": "H", "context": "rhizome/body", "data": ""]),
            made(
                "H of three bytes",
                ["function": "H", "context": "rhizome/body", "data": .hex(Array("abc".utf8))]),
            made(
                "H of the same under another context",
                ["function": "H", "context": "rhizome/event", "data": .hex(Array("abc".utf8))]),
            made(
                "H of a thousand bytes",
                [
                    "function": "H", "context": "rhizome/event",
                    "data": .hex([UInt8](repeating: 0x5A, count: 1000)),
                ]),
            made(
                "Alice's ChapterID",
                ["function": "chapter", "rootKey": .hex(Somebody.alice.rootKey.publicKey.bytes)]),
        ]
    }

    private static var signatures: [Vector] {
        let hash = digest("rhizome/event", Array("abc".utf8))
        let message: JSON = .string(SelfTest.edgeMessage)
        func verify(_ signature: String, key: String = SelfTest.edgeKey) -> JSON {
            [
                "function": "verify", "key": .string(key), "message": message,
                "signature": .string(signature),
            ]
        }
        return [
            made(
                "what Alice's feed key signs for an event",
                [
                    "function": "sign", "seed": .hex(Somebody.seed(17)), "context": "rhizome/sig",
                    "chapter": .hex(Somebody.alice.chapter), "hash": .hex(hash),
                ]),
            made("a good signature", verify(SelfTest.edgeSignature)),
            .invalid(
                "S plus the order of the group", verify(SelfTest.malleated), "refused",
                "S is not below L, the order of the group"),
            .invalid(
                "R of small order", verify(SelfTest.smallOrderR), "refused",
                "R is the neutral element"),
            .invalid(
                "valid with the cofactor only", verify(SelfTest.cofactoredOnly), "refused",
                "8SB = 8R + 8kA holds, but SB = R + kA does not"),
        ]
    }

    private static var keys: [Vector] {
        func key(_ hex: String) -> JSON { ["function": "key", "key": .string(hex)] }
        let groups: [(String, [String], String)] = [
            ("small order", SelfTest.smallOrder, "its order divides eight"),
            ("not canonical", SelfTest.notCanonical, "y is not below p"),
            (
                "mixed order", SelfTest.mixedOrder,
                "the point is not in the main subgroup: it has a part of small order"
            ),
            ("off the curve", [SelfTest.offCurve], "no point of the curve has this y"),
        ]
        return [made("a good key", key(SelfTest.edgeKey))]
            + groups.flatMap { name, keys, reason in
                keys.enumerated().map { number, hex in
                    .invalid("a key of \(name), \(number + 1)", key(hex), "refused", reason)
                }
            }
    }

    private static var objects: [Vector] {
        let nonce = [UInt8](0..<16)
        let leaves = (0..<7).map { digest("rhizome/event", [UInt8($0)]) }
        return [
            made(
                "an object of Alice",
                [
                    "function": "object", "chapter": .hex(Somebody.alice.chapter),
                    "nonce": .hex(nonce),
                ]),
            made(
                "an object of Bob with the same nonce",
                ["function": "object", "chapter": .hex(Somebody.bob.chapter), "nonce": .hex(nonce)]),
            made(
                "an entry of a roll",
                [
                    "function": "roll-leaf", "salt": .hex(nonce), "number": 7,
                    "name": "Carol Nuñez", "class": "member",
                ]),
            made(
                "a paper", ["function": "paper-leaf", "tracker": .hex(nonce), "choice": 2]),
            made(
                "a paper with numbers",
                [
                    "function": "numbered-paper-leaf", "tracker": .hex(nonce),
                    "numbers": .hex([2, 0, 1] as [UInt8]),
                ]),
        ]
            + [0, 1, 2, 3, 4, 5, 7].map { count in
                made(
                    "a Merkle root over \(count) leaves",
                    [
                        "function": "merkle",
                        "leaves": .array(leaves.prefix(count).map { .hex($0) }),
                    ])
            }
    }
}
