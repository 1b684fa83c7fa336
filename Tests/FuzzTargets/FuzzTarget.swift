import Federation
import Sodium
import SwiftProtobuf

/// Everything that reads bytes from somebody else.
///
/// Each may refuse any bytes and none may end the process. What is read and written again must be
/// what was read.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// Frames on links, greeted and not, in any order, with time passing between them.
    case frames
    /// A run, checked against what is held of its feed.
    case run
    /// The header of an event.
    case header
    /// What stands behind the fixed part of a header.
    case suffix
    /// A proof that somebody has written two histories.
    case proof
    /// The root key's word for a feed key.
    case certificate
    /// The first event of a feed.
    case opening
    /// A chapter in its own words.
    case introduction
    /// The certificate of a federation.
    case federation
    /// The word of one chapter for another.
    case endorsement
    /// The text of an invitation.
    case invitation
    /// The frames of two chapters that get to know each other.
    case joining
    /// Payloads of any kind, through the shared tables.
    case payload
    /// Where a node listens.
    case endpoint

    /// Lets the decoder read these bytes.
    public func run(_ bytes: [UInt8]) {
        switch self {
        case .frames: readFrames(bytes)
        case .run: readRun(bytes)
        case .header:
            guard let header = EventHeader(bytes: bytes) else { return }
            expect(header.bytes == bytes, "a header is written as it was read")
        case .suffix:
            guard let suffix = EventSuffix(bytes: bytes) else { return }
            _ = suffix.time.moment
            _ = suffix.kind.endsRun
        case .proof:
            let known = Fixture.alice
            let key: (FeedName, UInt64) -> PublicKey? = { feed, _ in
                feed == known.feed ? known.feedKey : nil
            }
            guard let proof = ForkProof(bytes: bytes, key: key) else { return }
            let again = ForkProof(bytes: proof.bytes, key: key)
            expect(again?.ids == proof.ids && again?.seq == proof.seq, "a proof stays the same")
        case .certificate:
            guard let certificate = FeedCertificate(bytes: bytes) else { return }
            expect(FeedCertificate(bytes: certificate.bytes) == certificate, "certificate")
        case .opening:
            guard let opening = FeedOpening(payload: bytes) else { return }
            expect(FeedOpening(payload: opening.payload) == opening, "an opening stays the same")
        case .introduction:
            guard let wire = try? WireIntroduction(serializedBytes: bytes) else { return }
            _ = Introduction(wire)
        case .federation:
            guard let certificate = FederationCertificate(payload: bytes) else { return }
            let again = FederationCertificate(payload: certificate.payload)
            expect(again?.federation == certificate.federation, "a federation stays the same")
        case .endorsement: _ = Endorsement(payload: bytes)
        case .invitation:
            guard let invitation = Invitation(text: String(decoding: bytes, as: UTF8.self)) else {
                return
            }
            expect(Invitation(text: invitation.text) == invitation, "an invitation stays the same")
        case .joining: readJoining(bytes)
        case .payload: readPayloads(bytes)
        case .endpoint: _ = NodeRecord.isEndpoint(String(decoding: bytes, as: UTF8.self))
        }
    }

    private func readRun(_ bytes: [UInt8]) {
        guard let wire = try? WireRun(serializedBytes: bytes),
            let run = try? ReceivedRun(wire)
        else { return }
        let alice = Fixture.alice
        for tip in [.empty] + Fixture.history.map(\.tip) {
            guard let verified = try? run.verified(after: tip, by: alice.feedKey) else { continue }
            expect(verified.events.first?.header.seq == tip.seq + 1, "a run continues the end")
            expect(WireRun(carrying: verified.events) != nil, "a run can be passed on")
        }
        _ = try? run.branch(by: alice.feedKey)
    }
}

/// Ends the process where something is not as it must be: so libFuzzer sees it.
func expect(_ condition: Bool, _ what: String) {
    guard condition else { fatalError("This must hold: \(what).") }
}
