import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of joining` {
    private static let name = "joins"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                One side of an exchange: 'side' (guest or inviter), the seed of its feed key, its \
                nonce and introduction, the inviter's certificate (payload of a federationJoined \
                event; empty where the two found a federation) and federationName. 'steps' in \
                order: receive (a frame comes), send (a frame that this side must send next), \
                confirm (its people have compared the words). A valid case ends with a federation; \
                a refused one ends with a joinRefused frame to the other side.
                """,
            vectors: try Self.cases()
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector)
        throws
    {
        try Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) throws -> Verdict {
        let key = try SigningKey(seed: input["feedSeed"].bytes)
        let wire = try WireIntroduction(serializedBytes: input["introduction"].bytes)
        guard let introduction = Introduction(wire) else { return .refused("no introduction") }
        var exchange = JoinExchange(
            side: input["side"].text == "guest" ? .guest : .inviter, introduction: introduction,
            certificate: FederationCertificate(payload: input["certificate"].bytes),
            federationName: input["federationName"].text, nonce: input["nonce"].bytes32)
        var sent = exchange.side == .guest ? [exchange.opening] : []
        for step in input["steps"].list {
            if step["confirm"].isTrue {
                sent += exchange.confirm(key: key)
            } else if step["send"] != .null {
                guard let next = sent.first, next == step["send"].bytes else {
                    return .refused("sends something else")
                }
                sent.removeFirst()
            } else {
                sent += exchange.receive(step["receive"].bytes, key: key)
            }
        }
        switch exchange.step {
        case .done(let certificate):
            let places = exchange.wordPlaces ?? []
            guard sent.isEmpty else { return .refused("sends something more") }
            return .valid([
                "other": exchange.other.map { .hex($0.chapter) } ?? .null,
                "places": .array(places.map { .number(Int64($0)) }),
                "words": .array(Words.at(places).map { .string($0) }),
                "federation": .hex(certificate.federation.bytes),
                "founded": .bool(
                    input["certificate"].text.isEmpty && exchange.federation?.founded == true),
                "certificate": .hex(certificate.payload),
            ])
        case .refused: return .refused("refused")
        case .meeting, .comparing: return .refused("unfinished")
        }
    }

    /// Two sides whose frames are noted.
    private struct Meeting {
        var guest: Talk
        var inviter: Talk

        struct Talk {
            let who: Somebody
            var exchange: JoinExchange
            let config: JSON
            var steps: [JSON] = []

            init(
                _ side: JoinExchange.Side, _ who: Somebody, _ certificate: FederationCertificate?,
                nonce: Bytes32
            ) {
                self.who = who
                let name = "Riverside Federation"
                exchange = JoinExchange(
                    side: side, introduction: who.introduction(), certificate: certificate,
                    federationName: name, nonce: nonce)
                config = [
                    "side": side == .guest ? "guest" : "inviter",
                    "feedSeed": .hex(Somebody.seed(who.number + 16)),
                    "introduction": .hex(who.introduction().wire.encoded),
                    "certificate": .hex(side == .guest ? [] : certificate?.payload ?? []),
                    "federationName": .string(side == .guest ? "" : name),
                    "nonce": .hex(nonce),
                ]
            }

            mutating func send(_ frames: [[UInt8]]) -> [[UInt8]] {
                steps += frames.map { ["send": .hex($0)] }
                return frames
            }

            mutating func receive(_ frames: [[UInt8]]) -> [[UInt8]] {
                frames.flatMap { frame in
                    steps.append(["receive": .hex(frame)])
                    return send(exchange.receive(frame, key: who.feedKey))
                }
            }

            mutating func confirm() -> [[UInt8]] {
                steps.append(["confirm": true])
                return send(exchange.confirm(key: who.feedKey))
            }

            var input: JSON {
                guard case .object(var fields) = config else { return config }
                fields["steps"] = .array(steps)
                return .object(fields)
            }
        }

        init(joining certificate: FederationCertificate?) {
            guest = Talk(.guest, .carol, nil, nonce: digest("rhizome/event", [0x67]))
            inviter = Talk(.inviter, .alice, certificate, nonce: digest("rhizome/event", [0x69]))
        }

        mutating func reveal() {
            var frames = guest.send([guest.exchange.opening])
            while !frames.isEmpty {
                frames = inviter.receive(frames)
                guard !frames.isEmpty else { break }
                frames = guest.receive(frames)
            }
        }

        mutating func finish(inviterFirst: Bool) {
            if inviterFirst {
                _ = inviter.confirm()
                let frames = inviter.receive(guest.confirm())
                _ = guest.receive(frames)
            } else {
                _ = inviter.receive(guest.confirm())
                _ = guest.receive(inviter.confirm())
            }
        }
    }

    private static func cases() throws -> [Vector] {
        func made(_ name: String, _ talk: Meeting.Talk) throws -> Vector {
            guard case .valid(let expected) = try judge(talk.input) else {
                return .valid(name, talk.input, .null)
            }
            return .valid(name, talk.input, expected)
        }
        let certificate = try FederationCertificate.founded(by: [.alice, .bob])
        var founding = Meeting(joining: nil)
        founding.reveal()
        founding.finish(inviterFirst: false)
        var joining = Meeting(joining: certificate)
        joining.reveal()
        joining.finish(inviterFirst: true)
        return [
            try made("founding, the inviter's side", founding.inviter),
            try made("founding, the guest's side", founding.guest),
            try made("joining a federation, the inviter's side", joining.inviter),
            try made("joining a federation, the guest's side", joining.guest),
        ] + broken()
    }

    /// What the inviter refuses, after good steps up to there.
    private static func broken() -> [Vector] {
        func refused(
            _ name: String, _ reason: String,
            _ change: (inout Meeting, inout [[UInt8]]) -> Void
        ) -> Vector {
            var meeting = Meeting(joining: nil)
            var frames: [[UInt8]] = []
            change(&meeting, &frames)
            _ = meeting.inviter.receive(frames)
            return .invalid(name, meeting.inviter.input, "refused", reason)
        }
        func reveal(_ nonce: UInt8) -> [UInt8] {
            var wire = WireJoinReveal()
            wire.nonce = digest("rhizome/event", [nonce]).data
            wire.introduction = Somebody.carol.introduction().wire
            return .with { $0.joinReveal = wire.encoded.data }
        }
        return [
            refused("a second commitment", "a side commits once") { meeting, frames in
                frames = [meeting.guest.exchange.opening, meeting.guest.exchange.opening]
            },
            refused("a reveal without a commitment", "a side commits first") { _, frames in
                frames = [reveal(0x67)]
            },
            refused("another reveal than was committed to", "the hash is another one") {
                meeting, frames in
                frames = [meeting.guest.exchange.opening, reveal(0x68)]
            },
            refused("a commitment of 31 bytes", "a commitment has 32 bytes") { _, frames in
                frames = [.with { $0.joinCommit.commitment = Data(repeating: 1, count: 31) }]
            },
            refused("the inviter's own introduction", "a chapter is not linked with itself") {
                _, frames in
                var wire = WireJoinReveal()
                wire.nonce = digest("rhizome/event", [1]).data
                wire.introduction = Somebody.alice.introduction().wire
                let bytes = wire.encoded
                frames = [
                    .with {
                        $0.joinCommit.commitment = digest("rhizome/join-commit", bytes).data
                    },
                    .with { $0.joinReveal = bytes.data },
                ]
            },
            refused("a confirmation before the reveal", "there is nothing to confirm yet") {
                meeting, frames in
                frames = [
                    meeting.guest.exchange.opening,
                    .with { $0.joinConfirm.transcriptSignature = Data(repeating: 1, count: 64) },
                ]
            },
            refused("a confirmation by another key", "the signature does not fit") {
                meeting, frames in
                meeting.reveal()
                frames = [
                    .with {
                        $0.joinConfirm.transcriptSignature =
                            Somebody.eve.feedKey.signature(for: [1]).data
                    }
                ]
            },
            refused("a frame that is no message", "it cannot be decoded") { _, frames in
                frames = [[0xFF, 0xFF]]
            },
        ]
    }
}
