public import Sodium

/// Events of one feed with everything that is needed to check them alone, without a database and
/// without asking anybody.
///
/// The root key certifies the feed's key, that key has signed a checkpoint, and a Merkle path leads
/// from each event to it. Where no checkpoint covers an event yet, it carries its own signature.
/// Specification: Protocol/README.md, "Proofs".
public struct FeedProof: Hashable, Sendable {
    /// What shows that an event was signed.
    public enum Ground: Hashable, Sendable {
        /// The checkpoint covers it.
        case path(MerklePath)
        /// Its own signature.
        case signature(Signature)
    }

    /// An event as it stands in the proof.
    public struct Part: Hashable, Sendable {
        /// The header's bytes.
        public let header: [UInt8]
        /// Salt and payload; nil where they were taken back.
        public let body: [UInt8]?
        /// Why it holds.
        public let ground: Ground

        /// An event that came from somebody.
        public init(header: [UInt8], body: [UInt8]?, ground: Ground) {
            self.header = header
            self.body = body
            self.ground = ground
        }

        /// A stored event.
        public init(_ event: Event, _ ground: Ground) {
            self.init(header: event.header.bytes, body: event.body, ground: ground)
        }
    }

    /// A `FeedCertificate` with the changes of the key, as bytes.
    public let certificate: [UInt8]
    /// The checkpoint, with its own signature; nil where no event needs it.
    public let checkpoint: Part?
    /// The events, ascending by place.
    public let events: [Part]

    /// Puts a proof together, from a store or as it came from somebody.
    public init(certificate: [UInt8], checkpoint: Part?, events: [Part]) {
        self.certificate = certificate
        self.checkpoint = checkpoint
        self.events = events
    }

    /// Checks everything.
    public func proven() throws(ProofFault) -> ProvenEvents {
        guard (1...Limits.provenEvents).contains(events.count) else { throw .malformed }
        guard let certificate = FeedCertificate(bytes: certificate) else { throw .badCertificate }
        var tree: Checkpoint?
        var signed: Event?
        if let checkpoint {
            guard let event = Self.event(checkpoint, of: certificate.feed),
                event.suffix.kind == .checkpoint,
                Self.isSigned(event, checkpoint.ground, certificate, nil),
                let said = event.payload.flatMap({ Checkpoint(payload: $0) }),
                said.size == event.header.seq - 1
            else { throw .badCheckpoint }
            tree = said
            signed = event
        }
        var proven: [Event] = []
        for (number, part) in events.enumerated() {
            guard let event = Self.event(part, of: certificate.feed),
                event.header.seq > proven.last?.header.seq ?? 0
            else { throw .badEvent(number + 1) }
            guard Self.isSigned(event, part.ground, certificate, tree) else {
                throw .notProven(number + 1)
            }
            proven.append(event)
        }
        return ProvenEvents(certificate: certificate, checkpoint: signed, events: proven)
    }

    private static func event(_ part: Part, of feed: FeedName) -> Event? {
        guard let header = EventHeader(bytes: part.header), header.feed == feed,
            (1...Limits.lastSeq).contains(header.seq),
            let suffix = EventSuffix(bytes: header.suffix)
        else { return nil }
        if let body = part.body {
            guard body.count >= Limits.saltBytes, body.count <= Limits.bodyBytes,
                header.bodyLength == UInt32(body.count),
                header.bodyHash == digest("rhizome/body", body)
            else { return nil }
        } else {
            guard suffix.kind.mayBeTakenBack else { return nil }
        }
        return Event(
            header: header, id: header.id, suffix: suffix, body: part.body, signature: nil)
    }

    private static func isSigned(
        _ event: Event, _ ground: Ground, _ certificate: FeedCertificate, _ checkpoint: Checkpoint?
    ) -> Bool {
        switch ground {
        case .path(let path):
            guard let checkpoint else { return false }
            return path.root(
                from: event.id.bytes, at: event.header.seq - 1, in: checkpoint.size)
                == checkpoint.root
        case .signature(let signature):
            return certificate.keys.key(at: event.header.seq).isValid(
                signature, for: EventHeader.signedBytes(certificate.chapter, event.id))
        }
    }
}

/// What a proof has shown.
public struct ProvenEvents: Hashable, Sendable {
    /// Whose feed, and under which keys.
    public let certificate: FeedCertificate
    /// The checkpoint that covers the events, if one does.
    public let checkpoint: Event?
    /// The events, ascending by place.
    public let events: [Event]
}

/// Why a proof shows nothing.
public enum ProofFault: Error, Hashable, Sendable {
    /// It cannot be read, or names no event, or too many.
    case malformed
    /// No root key certifies the keys.
    case badCertificate
    /// The checkpoint is none, or is not signed.
    case badCheckpoint
    /// An event, counted from 1, cannot be read, was changed, or stands at the wrong place.
    case badEvent(Int)
    /// Nothing shows that an event, counted from 1, was signed.
    case notProven(Int)

    /// The name under which the specification knows it.
    public var name: String {
        switch self {
        case .malformed: "malformed proof"
        case .badCertificate: "bad certificate"
        case .badCheckpoint: "bad checkpoint"
        case .badEvent: "bad event"
        case .notProven: "not proven"
        }
    }
}
