public import Sodium

/// An authenticated event with its bytes as they were received.
public struct Event: Hashable, Sendable {
    /// Its header.
    public let header: EventHeader
    /// The hash of the header.
    public let id: EventID
    /// The suffix in meaning.
    public let suffix: EventSuffix
    /// Salt and payload, or nil where the author took the body back.
    public let body: [UInt8]?
    /// The author's signature, where this node holds it.
    public let signature: Signature?

    package init(
        header: EventHeader, id: EventID, suffix: EventSuffix, body: [UInt8]?,
        signature: Signature?
    ) {
        self.header = header
        self.id = id
        self.suffix = suffix
        self.body = body
        self.signature = signature
    }

    /// What the event says, without the salt; nil where the body was taken back.
    public var payload: [UInt8]? {
        body.map { Array($0.dropFirst(Limits.saltBytes)) }
    }

    /// The end of the feed once this event is its last.
    public var tip: Tip { Tip(seq: header.seq, id: id, time: suffix.time) }

    /// The same event once its author has taken the body back.
    package var withoutBody: Event {
        Event(header: header, id: id, suffix: suffix, body: nil, signature: signature)
    }

    /// What the event adds to a run's size, in bytes.
    public var runBytes: Int { header.suffix.count + (body?.count ?? 36) }
}
