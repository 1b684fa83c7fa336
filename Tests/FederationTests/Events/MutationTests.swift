import FoundationEssentials
import Sodium
import SwiftProtobuf
import TestSupport
import Testing

@testable import Federation

/// What a peer can make a node read, in random changes of what is right.
///
/// None may end the process, and nothing that is signed may be taken after a change.
@Suite struct `Changed bytes` {
    private static let seeds = UInt64(0)..<8
    private static let rounds = 400

    /// Flips, removes, doubles and inserts, one to four times.
    static func changed(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let index = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0 where !bytes.isEmpty:
                bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1 where !bytes.isEmpty: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 2 where !bytes.isEmpty: bytes.remove(at: index)
            case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
            case 4 where !bytes.isEmpty:
                let end = min(bytes.count, index + Int.random(in: 1...20, using: &random))
                bytes.insert(contentsOf: bytes[index..<end], at: index)
            default: bytes = Array(bytes.prefix(index))
            }
        }
        return bytes
    }

    private func each(_ bytes: [UInt8], _ seed: UInt64, _ body: ([UInt8]) throws -> Void) rethrows {
        var random = SplitMix64(seed: seed)
        for _ in 0..<Self.rounds { try body(Self.changed(bytes, &random)) }
    }

    @Test(arguments: seeds) func `are no other run`(seed: UInt64) {
        let alice = Somebody.alice
        let events = alice.events(3)
        let frame = WireMessage.with { $0.run = .of(events) }.encoded
        each(frame, seed) { changed in
            guard let message = try? WireMessage(serializedBytes: changed) else { return }
            for run in [message.run, message.push] {
                let verdict = ReceivedRun.judge(run, after: .empty, by: alice.feedKey.publicKey)
                guard case .success(let accepted) = verdict else { continue }
                #expect(
                    accepted.events.map(\.id) == events.prefix(accepted.events.count).map(\.id),
                    "seed \(seed)")
            }
        }
    }

    @Test(arguments: seeds) func `are no other fork proof`(seed: UInt64) throws {
        let alice = Somebody.alice
        let left = alice.events(3)
        let proof = try #require(ForkProof(left, alice.events(2, saying: "other")))
        let known: (FeedName, UInt64) -> PublicKey? = { feed, _ in
            feed == alice.feed ? alice.feedKey.publicKey : nil
        }
        each(proof.bytes, seed) { changed in
            guard let accepted = ForkProof(bytes: changed, key: known) else { return }
            #expect(accepted.ids == proof.ids, "seed \(seed)")
            #expect(accepted.seq == proof.seq, "seed \(seed)")
        }
    }

    @Test(arguments: seeds) func `are no other introduction or certificate`(seed: UInt64) {
        let introduction = Somebody.alice.introduction()
        each(introduction.wire.encoded, seed) { changed in
            guard let wire = try? WireIntroduction(serializedBytes: changed),
                let accepted = Introduction(wire)
            else { return }
            #expect(accepted == introduction, "seed \(seed)")
        }
        each(introduction.certificate.bytes, seed) { changed in
            guard let accepted = FeedCertificate(bytes: changed) else { return }
            #expect(accepted == introduction.certificate, "seed \(seed)")
        }
    }

    @Test(arguments: seeds) func `are no other federation`(seed: UInt64) throws {
        let certificate = try FederationCertificate.founded(by: [.alice, .bob, .carol])
        each(certificate.payload, seed) { changed in
            guard let accepted = FederationCertificate(payload: changed) else { return }
            #expect(accepted == certificate, "seed \(seed)")
        }
    }

    @Test(arguments: seeds) func `endorse nobody else`(seed: UInt64) {
        let endorsement = Endorsement(
            federation: FederationID(.zero), candidate: Somebody.carol.introduction())
        each(endorsement.payload, seed) { changed in
            guard let accepted = Endorsement(payload: changed) else { return }
            #expect(accepted.candidate == endorsement.candidate, "seed \(seed)")
        }
    }

    @Test(arguments: seeds) func `of an invitation end nothing`(seed: UInt64) {
        let text = Invitation(
            chapter: Somebody.alice.chapter, endpoint: "tcp://alice.example.org:7001",
            transportKey: Somebody.alice.transportKey, secret: .zero, expires: Somebody.noon
        ).text
        each(Array(text.utf8), seed) { changed in
            _ = Invitation(text: String(decoding: changed, as: UTF8.self))
        }
    }

    @Test(arguments: seeds) func `of a payload are read or refused`(seed: UInt64) {
        var read = 0
        for vector in VectorFile.cases("payloads") {
            let kind = Kind(rawValue: UInt32(vector.input["kind"].number))
            var random = SplitMix64(seed: seed)
            for _ in 0..<20 {
                let changed = Self.changed(vector.input["payload"].bytes, &random)
                if (try? PayloadVectors.decode(kind, changed)) == true { read += 1 }
                _ = kind.text(of: changed)
            }
        }
        #expect(read > 0, "seed \(seed): no change left a payload readable")
    }

    @Test(arguments: seeds) func `of a frame change nothing in a node`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let alice = Somebody.alice
        let events = alice.events(3)
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        var frames: [[UInt8]] = [
            .with { $0.push = .of(events) }, .with { $0.run = .of(events) },
            .with { $0.fingerprint.hash = Data(repeating: 1, count: 32) },
            .with { $0.get.ranges = [.with { $0.chapter = alice.chapter.data }] },
            .with { $0.totals.events = 5 }, .with { $0.credit.bytes = 9 },
            .with { $0.challenge.nonce = Data(repeating: 1, count: 32) },
            .with { $0.hello = .by(alice, nonce: .zero) },
            .with {
                $0.vector.feeds = [
                    .with {
                        $0.chapter = alice.chapter.data
                        $0.seq = .max
                    }
                ]
            },
            .with {
                $0.tips.feeds = [
                    .with {
                        $0.chapter = alice.chapter.data
                        $0.seq = 1
                    }
                ]
            },
        ]
        if let proof = ForkProof(events, alice.events(1, saying: "other")),
            let wire = try? WireForkProof(serializedBytes: proof.bytes)
        {
            frames.append(.with { $0.fork = wire })
        }
        var stored: [EventID] = []
        for round in 0..<Self.rounds {
            let frame = frames[round % frames.count]
            bob.now = bob.now + 20
            for run in bob.take(Self.changed(frame, &random), on: link).stores {
                stored += run.events.map(\.id)
            }
        }
        #expect(Set(stored).isSubset(of: events.map(\.id)), "seed \(seed)")
    }

    @Test(arguments: seeds) func `of joining frames found nothing`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<40 {
            var meeting = JoinMeeting(inviter: .alice, guest: .carol)
            meeting.corrupt = { frame in
                Int.random(in: 0..<3, using: &random) == 0 ? Self.changed(frame, &random) : frame
            }
            meeting.run()
            if case .done(let certificate) = meeting.inviter.step {
                #expect(meeting.inviter.other?.chapter == Somebody.carol.chapter, "seed \(seed)")
                #expect(certificate.founders.count == 2, "seed \(seed)")
            }
        }
    }
}
