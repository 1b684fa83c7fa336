import Federation
import Sodium

/// A chapter with fixed keys, as tests and vectors know it.
///
/// The seed of its root key is its number 32 times, that of the feed key the number plus 16, the
/// secret transport key the number plus 32.
final class Somebody: Sendable {
    let name: String
    let number: UInt8
    let rootKey: SigningKey
    let feedKey: SigningKey
    let transportKey: Bytes32
    let certificate: FeedCertificate

    static let alice = Somebody("Alice's Tenants", 1)
    static let bob = Somebody("Bob's Local", 2)
    static let carol = Somebody("Carol's Branch", 3)
    static let dan = Somebody("Dan's Campaign", 4)
    static let erin = Somebody("Erin's Kitchen", 5)
    static let frank = Somebody("Frank's Union", 6)
    static let eve = Somebody("Eve's Copy", 14)

    init(_ name: String, _ number: UInt8, epoch: UInt32 = 0) {
        do {
            self.name = name
            self.number = number
            rootKey = try SigningKey(seed: Self.seed(number))
            feedKey = try SigningKey(seed: Self.seed(number + 16))
            transportKey = try TransportKey(secret: Self.seed(number + 32)).publicKey
            certificate = FeedCertificate(
                rootKey: rootKey, feedKey: feedKey.publicKey, epoch: epoch)
        } catch {
            preconditionFailure("fixed keys could not be made: \(error)")
        }
    }

    static func seed(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }

    var chapter: ChapterID { certificate.chapter }
    var feed: FeedName { certificate.feed }

    var node: NodeRecord {
        NodeRecord(
            transportKey: transportKey, endpoints: ["tcp://\(number).example.org:7001"])
    }

    func introduction(headSeq: UInt64 = 2) -> Introduction {
        Introduction(
            certificate: certificate, name: name, node: node, headSeq: headSeq, signedBy: feedKey)
    }

    /// As it introduces itself when it comes back with its root key alone, at another address.
    var returning: Introduction {
        Introduction(
            certificate: certificate, name: name,
            node: NodeRecord(
                transportKey: transportKey, endpoints: ["tcp://\(number).again.example:7001"]),
            headSeq: 0, isReturning: true, signedBy: feedKey)
    }

    /// The next event of the chapter's feed, its salt made of `salt` sixteen times.
    func event(
        _ kind: Kind, _ payload: [UInt8], after tip: Tip = .empty,
        time: HybridTime? = nil, salt: UInt8 = 0xA5
    ) -> Event {
        EventAuthor.write(
            kind, payload, salt: [UInt8](repeating: salt, count: Limits.saltBytes),
            time: time ?? HybridTime(now: Self.noon, after: tip.time), after: tip, in: feed,
            signedBy: feedKey)
    }

    /// The next event, of an experimental kind.
    func event(_ payload: [UInt8], after tip: Tip = .empty, time: HybridTime? = nil) -> Event {
        event(Kind(rawValue: 1000), payload, after: tip, time: time)
    }

    /// So many events, one after the other.
    func events(
        _ count: Int, after tip: Tip = .empty, kind: Kind = Kind(rawValue: 1000),
        saying text: String = "event"
    ) -> [Event] {
        var tip = tip
        return (0..<count).map { number in
            let event = event(kind, Array("\(text) \(number)".utf8), after: tip)
            tip = event.tip
            return event
        }
    }

    /// An event whose suffix is these very bytes.
    func event(suffix: [UInt8], _ payload: [UInt8], after tip: Tip = .empty) -> Event {
        let body = [UInt8](repeating: 0xA5, count: Limits.saltBytes) + payload
        let header = EventHeader(
            feed: feed, seq: tip.seq + 1, previous: tip.id, bodyLength: UInt32(body.count),
            bodyHash: digest("rhizome/body", body), suffix: suffix)
        let id = header.id
        return Event(
            header: header, id: id,
            suffix: EventSuffix(bytes: suffix)
                ?? EventSuffix(time: HybridTime(bits: 0), kind: Kind(rawValue: 0)),
            body: body,
            signature: feedKey.signature(for: EventHeader.signedBytes(chapter, id)))
    }

    /// 2026-05-01T12:00:00Z.
    static let noon = Timestamp(seconds: 1_777_636_800)
}
