import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of greetings` {
    private static let name = "hellos"
    private static let nonce = digest("rhizome/event", [0x48])

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'hello' is a Hello message that the node with the transport key receiverKey got \
                on a link whose other end has the transport key senderKey and belongs to chapter. \
                'chapters', where it is there, names all chapters that list senderKey; the link is \
                then of nobody yet, and chapter is whose it turns out to be. \
                'nonce' is that of its own Challenge on this link, federation its own, feedKey the \
                chapter's. A valid one gives the bytes that the signature covers. Verdicts as in \
                README.md, Links.
                """,
            vectors: Self.cases
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) -> Verdict {
        var bob = Listener()
        let link = Link(1)
        let now = bob.now
        let candidates = input["chapters"].list.map { ChapterID($0.bytes32) }
        bob.gossip.sessions[link] = Session(
            link: link,
            peer: candidates.isEmpty
                ? ChapterID(input["chapter"].bytes32) : Somebody.bob.chapter,
            candidates: candidates,
            keys: TransportEnds(
                theirs: input["senderKey"].bytes32, ours: Somebody.bob.transportKey),
            nonce: input["nonce"].bytes32, since: now,
            lastHeard: now, lastSent: now, nextFingerprint: now,
            messages: TokenBucket(perSecond: 200, at: now),
            pushBytes: TokenBucket(perSecond: 200, at: now), credit: 0, granted: 0)
        guard let hello = try? WireHello(serializedBytes: input["hello"].bytes) else {
            return .refused("malformed hello")
        }
        let actions = bob.take(on: link) { $0.hello = hello }
        if let refused = actions.refused.first { return .refused(refused) }
        let signed = Gossip.helloBytes(
            ChapterID(input["chapter"].bytes32), core: [UInt8](hello.core),
            senderKey: input["senderKey"].bytes32, receiverKey: input["receiverKey"].bytes32,
            nonce: input["nonce"].bytes32)
        return .valid(["signed": .hex(signed)])
    }

    private static func input(_ hello: WireHello, by sender: Somebody = .alice) -> JSON {
        [
            "hello": .hex(hello.encoded), "chapter": .hex(sender.chapter),
            "feedKey": .hex(sender.feedKey.publicKey.bytes),
            "senderKey": .hex(sender.transportKey),
            "receiverKey": .hex(Somebody.bob.transportKey), "nonce": .hex(nonce),
            "federation": .hex(Listener.federation),
        ]
    }

    /// The same where Alice and Carol list the sender's transport key.
    private static func shared(_ hello: WireHello) -> JSON {
        guard case .object(var fields) = input(hello) else { return .null }
        fields["chapters"] = .array([Somebody.alice, .carol].map { .hex($0.chapter) })
        return .object(fields)
    }

    private static func made(_ name: String, _ hello: WireHello) -> Vector {
        made(name, input(hello))
    }

    private static func made(_ name: String, _ input: JSON) -> Vector {
        guard case .valid(let expected) = judge(input) else {
            return .valid(name, input, .null)
        }
        return .valid(name, input, expected)
    }

    private static var cases: [Vector] {
        let alice = Somebody.alice
        let own = Somebody.bob.events(2)
        let good = WireHello.by(alice, nonce: nonce)
        let unsigned = "hello not signed by its chapter"
        /// Alice's certificate after her key was changed to what is Dan's elsewhere.
        func changed(by signer: Somebody = .alice) -> WireFeedCertificate {
            let change = KeyChange(
                to: Somebody.dan.feedKey, at: 5, in: alice.feed, signedBy: signer.feedKey)
            var wire = alice.certificate.wire
            wire.changes = [change.wire]
            return wire
        }
        var long = good
        long.core = Data(repeating: 0x08, count: 2049)
        return [
            made("from a node that holds nothing of ours", good),
            made(
                "that names the end of our feed",
                .by(alice, nonce: nonce) { $0.yours = .of(own[1]) }),
            made("with an optional feature", .by(alice, nonce: nonce) { $0.features = 0b10 }),
            made(
                "of a node that also speaks a later version",
                .by(alice, nonce: nonce) { $0.protocolMax = 9 }),
            made(
                "signed by a key that has followed",
                .by(alice, nonce: nonce, signer: .dan) { $0.certificate = changed() }),
            made(
                "over a transport key that another chapter lists too",
                shared(.by(alice, nonce: nonce) { $0.certificate = alice.certificate.wire })),
            .invalid(
                "without a certificate, over a transport key that two chapters list",
                shared(good), unsigned, "it does not say which of them it is of"),
            .invalid(
                "of a third chapter, over a transport key that two others list",
                shared(
                    .by(.dan, nonce: nonce, senderKey: alice.transportKey) {
                        $0.certificate = Somebody.dan.certificate.wire
                    }), unsigned, "it is of neither"),
            .invalid(
                "by one of two chapters that list a key, in the name of the other",
                shared(
                    .by(alice, nonce: nonce, signer: .carol) {
                        $0.certificate = alice.certificate.wire
                    }), unsigned, "the signature is not by Alice's feed key"),
            .invalid(
                "signed by a key that says itself that it has followed",
                input(
                    .by(alice, nonce: nonce, signer: .dan) { $0.certificate = changed(by: .eve) }),
                unsigned, "Alice's key has not signed the change"),
            .invalid(
                "signed by the key before the change that it names",
                input(.by(alice, nonce: nonce) { $0.certificate = changed() }), unsigned,
                "the last key signs"),
            .invalid(
                "signed by another's key, with another's certificate",
                input(
                    .by(alice, nonce: nonce, signer: .eve) {
                        $0.certificate = Somebody.eve.certificate.wire
                        $0.certificate.changes = [
                            KeyChange(
                                to: Somebody.dan.feedKey, at: 5, in: Somebody.eve.feed,
                                signedBy: Somebody.eve.feedKey
                            ).wire
                        ]
                    }),
                unsigned, "the certificate is of another chapter"),
            .invalid(
                "of a later version only",
                input(.by(alice, nonce: nonce) { ($0.protocolMin, $0.protocolMax) = (2, 3) }),
                "other protocol version", "1 is not between 2 and 3"),
            .invalid(
                "with a required feature that nobody knows",
                input(.by(alice, nonce: nonce) { $0.features = 0b100 }), "other protocol version",
                "bit 2 is even, so the feature is required"),
            .invalid(
                "of another federation",
                input(.by(alice, nonce: nonce) { $0.federation = Data(repeating: 1, count: 32) }),
                "other federation", "the federation is not the receiver's"),
            .invalid(
                "for an old challenge", input(.by(alice, nonce: digest("rhizome/event", [0x49]))),
                unsigned, "the signature covers the nonce of another challenge"),
            .invalid(
                "for another receiver",
                input(.by(alice, nonce: nonce, receiverKey: Somebody.carol.transportKey)),
                unsigned, "the signature covers Carol's transport key"),
            .invalid(
                "over another sender's key",
                input(.by(alice, nonce: nonce, senderKey: Somebody.eve.transportKey)), unsigned,
                "the signature covers Eve's transport key"),
            .invalid(
                "signed by somebody else", input(.by(alice, nonce: nonce, signer: .eve)),
                unsigned, "the signature is not by Alice's feed key"),
            .invalid(
                "whose core was changed",
                {
                    var hello = good
                    hello.core = Data([UInt8](hello.core).dropLast() + [0])
                    return input(hello)
                }(), unsigned, "the signature covers every byte of the core"),
            .invalid(
                "with a core of 2049 bytes", input(long), "malformed hello",
                "a core has at most 2048 bytes"),
            .invalid(
                "with a core that is no message",
                {
                    var hello = good
                    hello.core = Data([0xFF])
                    return input(hello)
                }(), "malformed hello", "it cannot be decoded"),
            .invalid(
                "with a signature of 63 bytes",
                {
                    var hello = good
                    hello.signature.removeLast()
                    return input(hello)
                }(), "malformed hello", "a signature has 64 bytes"),
        ]
    }
}
