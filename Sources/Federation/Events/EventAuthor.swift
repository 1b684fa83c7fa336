public import Sodium

/// Writes the next event of a feed.
public enum EventAuthor {
    /// Makes, chains and signs one event after `tip`.
    ///
    /// `salt`: sixteen fresh random bytes; they keep a taken-back body from being guessed.
    /// `payload`: the message of this kind, at most `Limits.bodyBytes` less the salt.
    public static func write(
        _ kind: Kind, _ payload: [UInt8], salt: [UInt8], time: HybridTime, after tip: Tip,
        in feed: FeedName, signedBy key: borrowing SigningKey
    ) -> Event {
        precondition(salt.count == Limits.saltBytes)
        precondition(salt.count + payload.count <= Limits.bodyBytes)
        precondition(time >= tip.time)
        let body = salt + payload
        let suffix = EventSuffix(time: time, kind: kind)
        let header = EventHeader(
            feed: feed, seq: tip.seq + 1, previous: tip.id, bodyLength: UInt32(body.count),
            bodyHash: digest("rhizome/body", body), suffix: suffix.bytes)
        let id = header.id
        let signature = key.signature(for: EventHeader.signedBytes(feed.chapter, id))
        return Event(header: header, id: id, suffix: suffix, body: body, signature: signature)
    }
}
