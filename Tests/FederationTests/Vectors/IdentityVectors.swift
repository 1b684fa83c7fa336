import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of certificates and introductions` {
    @Test func `certificates are what this program makes`() throws {
        try VectorFile(
            about: """
                'certificate' is a FeedCertificate message. A valid one gives the chapter, the \
                feed key and the epoch.
                """,
            vectors: Self.certificates
        ).checkRecorded(as: "certificates")
    }

    @Test func `introductions are what this program makes`() throws {
        try VectorFile(
            about: """
                'introduction' is an Introduction message. Seeds of the chapters' keys: Alice is \
                1, Bob 2, Carol 3, Dan 4, Erin 5, Frank 6, Eve 14; the seed of the root key is \
                that number 32 times, of the feed key the number + 16, the secret transport key \
                the number + 32.
                """,
            vectors: Self.introductions
        ).checkRecorded(as: "introductions")
    }

    @Test(arguments: VectorFile.cases("certificates"))
    func `certificates have the outcome they name`(_ vector: Vector) {
        Self.judgeCertificate(vector.input).check(against: vector)
    }

    @Test(arguments: VectorFile.cases("introductions"))
    func `introductions have the outcome they name`(_ vector: Vector) {
        Self.judgeIntroduction(vector.input).check(against: vector)
    }

    private static func judgeCertificate(_ input: JSON) -> Verdict {
        guard let wire = try? WireFeedCertificate(serializedBytes: input["certificate"].bytes),
            let certificate = FeedCertificate(wire)
        else { return .refused("refused") }
        return .valid([
            "chapter": .hex(certificate.chapter), "epoch": .number(Int64(certificate.epoch)),
            "feedKey": .hex(certificate.feedKey.bytes),
        ])
    }

    private static func judgeIntroduction(_ input: JSON) -> Verdict {
        guard let wire = try? WireIntroduction(serializedBytes: input["introduction"].bytes),
            let introduction = Introduction(wire)
        else { return .refused("refused") }
        return .valid([
            "chapter": .hex(introduction.chapter), "name": .string(introduction.name),
            "feedKey": .hex(introduction.certificate.feedKey.bytes),
            "transportKeys": .array(introduction.node.keys.map { .hex($0) }),
            "endpoints": .array(introduction.node.endpoints.map { .string($0) }),
            "headSeq": .number(Int64(introduction.headSeq)),
            "returning": .bool(introduction.isReturning),
        ])
    }

    private static var certificates: [Vector] {
        func input(_ change: (inout WireFeedCertificate) -> Void) -> JSON {
            var wire = Somebody.alice.certificate.wire
            change(&wire)
            return ["certificate": .hex(wire.encoded)]
        }
        func made(_ name: String, _ wire: WireFeedCertificate) -> Vector {
            let input: JSON = ["certificate": .hex(wire.encoded)]
            guard case .valid(let expected) = judgeCertificate(input) else {
                return .valid(name, input, .null)
            }
            return .valid(name, input, expected)
        }
        let neutral = Data([1] + [UInt8](repeating: 0, count: 31))
        return [
            made("Alice's feed key", Somebody.alice.certificate.wire),
            made("a second epoch", Somebody("Alice's Tenants", 1, epoch: 7).certificate.wire),
            .invalid(
                "another epoch", input { $0.epoch = 1 }, "refused", "the epoch is signed"),
            .invalid(
                "another feed key",
                input { $0.feedKey = Somebody.eve.feedKey.publicKey.bytes.data }, "refused",
                "the feed key is signed"),
            .invalid(
                "another root key",
                input { $0.rootKey = Somebody.eve.rootKey.publicKey.bytes.data }, "refused",
                "the signature is not by that root key"),
            .invalid(
                "a feed key of small order", input { $0.feedKey = neutral }, "refused",
                "the key is not accepted: README.md, Keys"),
            .invalid(
                "no signature", input { $0.rootSignature = Data() }, "refused",
                "a signature has 64 bytes"),
        ]
    }

    /// An introduction whose core was changed before it was signed.
    private static func signed(
        adding extra: [UInt8] = [], _ change: (inout WireIntroductionCore) -> Void
    ) -> JSON {
        let alice = Somebody.alice
        var core = WireIntroductionCore()
        core.certificate = alice.certificate.wire
        core.name = alice.name
        core.node = alice.node.wire
        core.headSeq = 2
        change(&core)
        var wire = WireIntroduction()
        let bytes = core.encoded + extra
        wire.core = bytes.data
        wire.signature =
            alice.feedKey.signature(
                for: signedBytes(
                    "rhizome/introduction", alice.chapter,
                    digest("rhizome/introduction-core", bytes))
            ).data
        return ["introduction": .hex(wire.encoded)]
    }

    private static var introductions: [Vector] {
        func made(_ name: String, _ input: JSON) -> Vector {
            guard case .valid(let expected) = judgeIntroduction(input) else {
                return .valid(name, input, .null)
            }
            return .valid(name, input, expected)
        }
        func refused(
            _ name: String, _ reason: String, _ change: (inout WireIntroductionCore) -> Void
        ) -> Vector {
            .invalid(name, signed(change), "refused", reason)
        }
        let everybody = [
            Somebody.alice, .bob, .carol, .dan, .erin, .frank,
        ]
        var flipped = Somebody.alice.introduction().wire
        flipped.signature[5] ^= 1
        return everybody.map { chapter in
            made(
                chapter.name, ["introduction": .hex(chapter.introduction().wire.encoded)])
        } + [
            made(
                "a chapter that comes back",
                [
                    "introduction": .hex(
                        Somebody("Bob's Local", 2, epoch: 1).returning.wire.encoded)
                ]),
            refused("coming back in the first epoch", "An epoch is begun by coming back.") {
                $0.returning = true
                $0.headSeq = 0
            },
            made("a node that only dials out", signed { $0.node.endpoints = [] }),
            made("an IPv6 address", signed { $0.node.endpoints = ["tcp://[2001:db8::1]:7001"] }),
            made(
                "a name of 200 bytes in another script",
                signed { $0.name = String(repeating: "ع", count: 100) }),
            .invalid(
                "a changed signature", ["introduction": .hex(flipped.encoded)], "refused",
                "the signature does not fit"),
            refused("no name", "a name has 1 to 200 bytes") { $0.name = "" },
            refused("a name of 201 bytes", "a name has 1 to 200 bytes") {
                $0.name = String(repeating: "n", count: 201)
            },
            refused("a name with a line break", "a name has no control characters") {
                $0.name = "Alice\nTenants"
            },
            made("a field that nobody knows", signed(adding: [0x9A, 0x06, 0x01, 0x00]) { _ in }),
            .invalid(
                "a core above 4096 bytes",
                // Field 99, 4,095 bytes.
                signed(adding: [0x9A, 0x06, 0xFF, 0x1F] + [UInt8](repeating: 7, count: 4095)) {
                    _ in
                }, "refused", "a core has at most 4096 bytes"),
            refused("a transport key of 31 bytes", "a transport key has 32 bytes") {
                $0.node.transportKey.removeLast()
            },
            made(
                "a node whose transport key is being changed",
                signed { $0.node.otherKey = Somebody.dan.transportKey.data }),
            refused("another transport key of 31 bytes", "a transport key has 32 bytes") {
                $0.node.otherKey = Data(repeating: 7, count: 31)
            },
            refused("five endpoints", "a node has at most 4 endpoints") {
                $0.node.endpoints = (1...5).map { "tcp://example.org:\($0)" }
            },
            refused("an endpoint without a port", "an endpoint is tcp://host:port") {
                $0.node.endpoints = ["tcp://example.org"]
            },
            refused("an endpoint without a host", "an endpoint is tcp://host:port") {
                $0.node.endpoints = ["tcp://80"]
            },
            refused("an endpoint of port 0", "a port is 1 to 65535") {
                $0.node.endpoints = ["tcp://example.org:0"]
            },
            refused("an endpoint whose port has a sign", "a port is decimal digits") {
                $0.node.endpoints = ["tcp://example.org:+80"]
            },
            refused("an endpoint of another scheme", "an endpoint is tcp://host:port") {
                $0.node.endpoints = ["ipc:///tmp/x:1"]
            },
            refused("an endpoint with a source address", "a host has no / and no ;") {
                $0.node.endpoints = ["tcp://192.0.2.1:0;192.0.2.2:7001"]
            },
        ]
    }
}
