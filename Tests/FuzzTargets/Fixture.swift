import Federation
import Sodium

/// A chapter with the keys that it has in Protocol/vectors.
final class Fixture: Sendable {
    let certificate: FeedCertificate
    let transportKey: Bytes32
    private let name: String
    private let key: SigningKey

    static let alice = Fixture("Alice's Tenants", 1)
    static let bob = Fixture("Bob's Local", 2)
    static let carol = Fixture("Carol's Branch", 3)
    /// What Alice has said.
    static let history = (0..<3).reduce(into: [Event]()) { events, number in
        events.append(
            alice.event(
                Kind(rawValue: 1000), Array("event \(number)".utf8),
                after: events.last?.tip ?? .empty))
    }

    private init(_ name: String, _ number: UInt8) {
        do {
            func seed(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }
            self.name = name
            key = try SigningKey(seed: seed(number + 16))
            certificate = FeedCertificate(
                rootKey: try SigningKey(seed: seed(number)), feedKey: key.publicKey, epoch: 0)
            transportKey = try TransportKey(secret: seed(number + 32)).publicKey
        } catch {
            fatalError("fixed keys could not be made: \(error)")
        }
    }

    var chapter: ChapterID { certificate.chapter }
    var feed: FeedName { certificate.feed }
    var feedKey: PublicKey { certificate.feedKey }

    private var node: NodeRecord {
        NodeRecord(transportKey: transportKey, endpoints: ["tcp://\(name.utf8.count).example:7001"])
    }

    var entry: RosterEntry {
        RosterEntry(
            chapter: chapter, name: name, certificate: certificate, node: node, standing: .seated)
    }

    var introduction: Introduction {
        Introduction(
            certificate: certificate, name: name, node: node, headSeq: 2, signedBy: key)
    }

    func event(_ kind: Kind, _ payload: [UInt8], after tip: Tip) -> Event {
        EventAuthor.write(
            kind, payload, salt: [UInt8](repeating: 0xA5, count: Limits.saltBytes),
            time: HybridTime(bits: max(tip.time.bits, 1_777_636_800_000 << 16) + 1), after: tip,
            in: feed, signedBy: key)
    }

    /// The chapter's state machine among the three.
    func gossip() -> Gossip {
        Gossip(
            certificate: certificate, transportKey: transportKey, tips: [:], heads: [:],
            forks: [],
            roster: Roster(
                federation: FederationID(digest("rhizome/test-federation")), name: "Fuzz",
                entries: [Fixture.alice, .bob, .carol].map(\.entry)),
            restored: false, seed: digest("rhizome/test-seed"),
            sign: { [self] in key.signature(for: $0) }, at: Fixture.noon)
    }

    func receive(_ frame: [UInt8], in exchange: inout JoinExchange) -> [[UInt8]] {
        exchange.receive(frame, key: key)
    }

    func confirm(in exchange: inout JoinExchange) -> [[UInt8]] { exchange.confirm(key: key) }

    /// 2026-05-01T12:00:00Z.
    static let noon = Timestamp(seconds: 1_777_636_800)
}
