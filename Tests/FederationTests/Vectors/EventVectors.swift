import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of events` {
    private static let name = "events"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                A single event: header, body (salt and payload), signature, and the feed key that \
                should have signed it. Verdicts: bad header (prefix or length), bad suffix, bad \
                body (it does not fit its hash or length), bad signature. Times are 16 hexadecimal \
                digits of 64 bits; chapter keys as in 'introductions'.
                """,
            vectors: Self.validCases + Self.invalidCases
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) -> Verdict {
        let body = input["body"].bytes
        guard let header = EventHeader(bytes: input["header"].bytes) else {
            return .refused("bad header")
        }
        guard let suffix = EventSuffix(bytes: header.suffix) else { return .refused("bad suffix") }
        let hash = digest("rhizome/body", body)
        guard body.count >= Limits.saltBytes, body.count == header.bodyLength,
            hash == header.bodyHash
        else { return .refused("bad body") }
        let signed = EventHeader.signedBytes(header.feed.chapter, header.id)
        guard let signature = Signature(input["signature"].bytes),
            input["feedKey"].publicKey?.isValid(signature, for: signed) == true
        else { return .refused("bad signature") }
        return .valid([
            "chapter": .hex(header.feed.chapter), "epoch": .number(Int64(header.feed.epoch)),
            "seq": .number(Int64(header.seq)), "previous": .hex(header.previous),
            "bodyHash": .hex(header.bodyHash), "suffix": .hex(header.suffix),
            "time": .hex(suffix.time), "kind": .number(Int64(suffix.kind.rawValue)),
            "id": .hex(header.id), "signed": .hex(signed),
            "salt": .hex(body.prefix(Limits.saltBytes)),
            "payload": .hex(body.dropFirst(Limits.saltBytes)),
        ])
    }

    private static func input(
        _ event: Event, header: [UInt8]? = nil, body: [UInt8]? = nil, signature: [UInt8]? = nil
    ) -> JSON {
        [
            "header": .hex(header ?? event.header.bytes), "body": .hex(body ?? event.body ?? []),
            "signature": .hex(signature ?? event.signature?.bytes ?? []),
            "feedKey": .hex(Somebody.alice.feedKey.publicKey.bytes),
        ]
    }

    private static func made(_ name: String, _ event: Event) -> Vector {
        guard case .valid(let expected) = judge(input(event)) else {
            return .valid(name, input(event), .null)
        }
        return .valid(name, input(event), expected)
    }

    private static let opening = Somebody.alice.event(
        .feedOpened,
        FeedOpening(
            certificate: Somebody.alice.certificate,
            profile: ChapterProfile(name: Somebody.alice.name, profile: "tenants-union")
        ).payload)

    private static var validCases: [Vector] {
        let alice = Somebody.alice
        let second = alice.event(Array("hello".utf8), after: opening.tip)
        let later = alice.event(Array("at the same moment".utf8), after: second.tip)
        let future =
            WireSuffix.with {
                $0.time = later.tip.time.bits + 1
                $0.kind = 1000
            }.encoded + [0x9A, 0x01, 0x03, 1, 2, 3]  // field 19, bytes
        return [
            made("the first event of a feed", opening),
            made("a second event", second),
            made("an event in the same millisecond counts up", later),
            made("an event with an empty payload", alice.event([], after: opening.tip)),
            made(
                "an event of a kind that nobody knows",
                alice.event(Kind(rawValue: 4_000_000_000), [1, 2, 3], after: opening.tip)),
            made(
                "an event whose suffix has a field that nobody knows",
                alice.event(suffix: future, [1], after: later.tip)),
        ]
    }

    private static var invalidCases: [Vector] {
        let event = opening
        let header = event.header.bytes
        let prefix = Array(header[..<113])
        func changed(_ index: Int) -> [UInt8] {
            var bytes = header
            bytes[index] ^= 1
            return bytes
        }
        func suffixed(_ suffix: [UInt8]) -> JSON {
            input(Somebody.alice.event(suffix: suffix, [1]))
        }
        let deps = WireSuffix.with {
            $0.time = 1
            $0.kind = 1000
            $0.deps = (0..<9).map { _ in WireEventReference() }
        }.encoded
        let padded = WireSuffix.with { $0.kind = 1000 }.encoded + [0x9A, 0x01, 0x80, 0x04]
        return [
            .invalid(
                "version 2", input(event, header: [2] + header.dropFirst()), "bad header",
                "the first byte is not 1"),
            .invalid(
                "a header that ends inside the prefix",
                input(event, header: Array(header[..<112])), "bad header",
                "the prefix has 113 bytes"),
            .invalid(
                "a header without a suffix", input(event, header: prefix), "bad header",
                "a suffix has at least one byte, since a kind is not 0"),
            .invalid(
                "a suffix of 513 bytes",
                suffixed(padded + [UInt8](repeating: 0, count: 513 - padded.count)),
                "bad header", "a suffix has at most 512 bytes"),
            .invalid(
                "a suffix that is no message", suffixed([0xFF, 0xFF, 0xFF]), "bad suffix",
                "it cannot be decoded"),
            .invalid(
                "kind 0", suffixed(WireSuffix.with { $0.time = 1 }.encoded), "bad suffix",
                "no event has kind 0"),
            .invalid(
                "nine deps", suffixed(deps), "bad suffix", "an event names at most 8 deps"),
            .invalid(
                "another body of the same length",
                input(event, body: [0] + (event.body ?? []).dropFirst()), "bad body",
                "the body does not hash to the body hash"),
            .invalid(
                "a body with a byte more", input(event, body: (event.body ?? []) + [0]),
                "bad body", "the body is longer than the body length"),
            .invalid(
                "a changed seq", input(event, header: changed(44)), "bad signature",
                "the id is another one"),
            .invalid(
                "a changed chapter", input(event, header: changed(1)), "bad signature",
                "the id is another one and the chapter is signed too"),
            .invalid(
                "a signature that has a bit changed",
                input(
                    event,
                    signature: [(event.signature?.bytes[0] ?? 0) ^ 1]
                        + (event.signature?.bytes.dropFirst() ?? [])),
                "bad signature", "the signature does not fit the key and the id"),
            .invalid(
                "a signature of 63 bytes",
                input(event, signature: Array((event.signature?.bytes ?? []).dropLast())),
                "bad signature", "a signature has 64 bytes"),
        ]
    }
}
