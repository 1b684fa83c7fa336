import Sodium
import SwiftProtobuf

@testable import Federation

extension `Vectors of checkpoints` {
    /// Alice's feed: an opening, six events, a change of the key, another event, a checkpoint.
    private static let feed: (events: [Event], certificate: FeedCertificate) = {
        let alice = Somebody.alice
        func failed() -> Never { preconditionFailure("fixed keys could not be made") }
        guard let next = try? SigningKey(seed: Somebody.seed(64)) else { failed() }
        var events = [
            alice.event(
                .feedOpened,
                FeedOpening(
                    certificate: alice.certificate,
                    profile: ChapterProfile(name: alice.name, profile: "tenants-union")
                ).payload)
        ]
        events += alice.events(6, after: events[0].tip)
        let change = KeyChange(to: next, at: 8, in: alice.feed, signedBy: alice.feedKey)
        events.append(alice.event(.feedKeyChanged, change.payload, after: events[6].tip))
        func write(_ kind: Kind, _ payload: [UInt8]) {
            events.append(
                EventAuthor.write(
                    kind, payload, salt: [UInt8](repeating: 0xA5, count: 16),
                    time: events[events.count - 1].suffix.time, after: events[events.count - 1].tip,
                    in: alice.feed, signedBy: next))
        }
        write(Kind(rawValue: 1000), Array("under the new key".utf8))
        var tree = MerkleTree()
        for event in events { tree.append(event.id.bytes) }
        write(.checkpoint, Checkpoint(tree).payload)
        guard let certificate = alice.certificate.followed(by: change) else { failed() }
        return (events, certificate)
    }()

    private static func part(_ seq: Int, signed: Bool = false) -> JSON {
        let event = feed.events[seq - 1]
        var part: JSON = ["header": .hex(event.header.bytes), "body": .hex(event.body ?? [])]
        if signed || seq == 10 {
            part["signature"] = .hex(event.signature?.bytes ?? [])
        } else {
            let path = MerklePath(of: UInt64(seq - 1), in: 9) { range in
                merkleRoot(
                    feed.events[Int(range.lowerBound)..<Int(range.upperBound)].map(\.id.bytes))
            }
            part["path"] = .array(path.hashes.map { .hex($0) })
        }
        return part
    }

    private static func file(_ parts: [JSON], checkpoint: Bool = true) -> JSON {
        var file: JSON = [
            "format": "rhizome-proof-1", "certificate": .hex(feed.certificate.bytes),
            "events": .array(parts),
        ]
        if checkpoint { file["checkpoint"] = part(10) }
        return file
    }

    /// Reads a file whose fields are where they belong.
    static func proof(_ file: JSON) throws(ProofFault) -> FeedProof {
        func part(_ part: JSON) throws(ProofFault) -> FeedProof.Part {
            let ground: FeedProof.Ground
            switch (part["path"], part["signature"]) {
            case (.array(let path), .null): ground = .path(MerklePath(path.map(\.bytes32)))
            case (.null, .string(let text)):
                guard let signature = Hex.bytes(text).flatMap({ Signature($0) }) else {
                    throw .malformed
                }
                ground = .signature(signature)
            default: throw .malformed
            }
            return FeedProof.Part(
                header: part["header"].bytes,
                body: part["body"] == .null ? nil : part["body"].bytes, ground: ground)
        }
        guard file["format"].text == "rhizome-proof-1" else { throw .malformed }
        var events: [FeedProof.Part] = []
        for one in file["events"].list { events.append(try part(one)) }
        let checkpoint = file["checkpoint"] == .null ? nil : try part(file["checkpoint"])
        return FeedProof(
            certificate: file["certificate"].bytes, checkpoint: checkpoint, events: events)
    }

    /// What a proof has shown.
    static func words(_ proven: ProvenEvents) -> JSON {
        [
            "chapter": .hex(proven.certificate.chapter),
            "covered": .number(Int64(proven.checkpoint?.header.seq ?? 1) - 1),
            "events": .array(
                proven.events.map { event in
                    [
                        "seq": .number(Int64(event.header.seq)), "id": .hex(event.id),
                        "kind": .number(Int64(event.suffix.kind.rawValue)),
                        "payload": event.payload.map { .hex($0) } ?? .null,
                    ]
                }),
        ]
    }

    static var proofs: [Vector] {
        func good(_ name: String, _ file: JSON) -> Vector {
            let input: JSON = ["function": "proof", "file": file]
            guard let proven = try? proof(file).proven() else { return .valid(name, input, .null) }
            return .valid(name, input, words(proven))
        }
        func wrong(
            _ name: String, _ outcome: String, _ file: JSON = file([part(1), part(4)]),
            _ change: (inout JSON) -> Void = { _ in }
        ) -> Vector {
            var file = file
            change(&file)
            return .invalid(name, ["function": "proof", "file": file], outcome, name)
        }
        func flipped(_ text: JSON) -> JSON {
            var bytes = text.bytes
            bytes[bytes.count - 1] ^= 1
            return .hex(bytes)
        }
        var taken = part(4)
        taken["body"] = .null
        var bare = part(1)
        bare["body"] = .null
        var moved = part(4)
        moved["path"] = part(5)["path"]
        var both = part(4)
        both["signature"] = part(4, signed: true)["signature"]
        var neither = part(4)
        neither["path"] = .null
        var asCheckpoint = part(9, signed: true)
        asCheckpoint["path"] = .null
        return [
            good("proof: two events under a checkpoint", file([part(1), part(4)])),
            good("proof: across a change of the key", file([part(8), part(9)])),
            good(
                "proof: signed events without a checkpoint",
                file(
                    [part(1, signed: true), part(9, signed: true)], checkpoint: false)),
            good("proof: a body that was taken back", file([part(1), taken])),
            good("proof: the checkpoint itself", file([part(10)])),
            wrong("another format", "malformed proof") { $0["format"] = "rhizome-proof-2" },
            wrong("no event", "malformed proof", file([])),
            wrong(
                "more than 64 events", "malformed proof",
                file(Array(repeating: part(1), count: 65))),
            wrong("a path and a signature", "malformed proof", file([both])),
            wrong("neither path nor signature", "malformed proof", file([neither])),
            wrong("the root key signs the certificate", "bad certificate") {
                let change = feed.certificate.wire
                var wire = WireFeedCertificate()
                wire.rootKey = change.rootKey
                wire.feedKey = Somebody.eve.feedKey.publicKey.bytes.data
                wire.rootSignature = change.rootSignature
                $0["certificate"] = .hex(wire.encoded)
            },
            wrong("the key of its place signs the checkpoint", "bad checkpoint") {
                $0["certificate"] = .hex(Somebody.alice.certificate.bytes)
            },
            wrong("a checkpoint carries its own signature", "bad checkpoint") {
                $0["checkpoint"]["signature"] = part(9, signed: true)["signature"]
            },
            wrong("a checkpoint is of kind 6", "bad checkpoint") {
                $0["checkpoint"] = asCheckpoint
            },
            wrong("the root is signed", "bad checkpoint") {
                $0["checkpoint"]["body"] = flipped($0["checkpoint"]["body"])
            },
            wrong("the body has the hash in the header", "bad event", file([part(1)])) {
                var first = $0["events"].list[0]
                first["body"] = flipped(first["body"])
                $0["events"] = .array([first])
            },
            wrong("events ascend", "bad event", file([part(4), part(1)])),
            wrong("each event once", "bad event", file([part(4), part(4)])),
            wrong("only some bodies can be taken back", "bad event", file([bare])),
            wrong("another chapter's event", "bad event", file([part(1)])) {
                var first = $0["events"].list[0]
                let other = Somebody.eve.event([1])
                first["header"] = .hex(other.header.bytes)
                first["body"] = .hex(other.body ?? [])
                $0["events"] = .array([first])
            },
            wrong("the path is of another place", "not proven", file([moved])),
            wrong("the header is signed", "not proven", file([taken])) {
                var first = $0["events"].list[0]
                first["header"] = flipped(first["header"])
                $0["events"] = .array([first])
            },
            wrong("a path needs a checkpoint", "not proven", file([part(4)], checkpoint: false)),
            wrong("a checkpoint covers what comes before it", "not proven", file([part(4)])) {
                var first = part(10)
                first["signature"] = .null
                first["path"] = []
                $0["events"] = .array([first])
            },
            wrong(
                "the key of its place signs an event", "not proven", file([part(9, signed: true)])
            ) {
                $0["certificate"] = .hex(Somebody.alice.certificate.bytes)
                $0["checkpoint"] = .null
            },
        ]
    }
}
