import Sodium
import SwiftProtobuf

/// A run as it came from somebody: within the limits, but not yet believed.
///
/// It cannot be stored. `verified(after:by:)` turns it into a `VerifiedRun` or says why not.
public struct ReceivedRun: Sendable {
    /// One event of a run before its prefix is rebuilt.
    struct Part: Sendable {
        let suffix: [UInt8]
        let body: [UInt8]?
        let bodyHash: Bytes32
        let bodyLength: UInt32
    }

    /// The feed it claims to continue.
    public let feed: FeedName
    /// The place of its first event.
    public let from: UInt64
    /// What its first event names as its predecessor.
    public let previous: EventID
    let parts: [Part]
    let signature: Signature

    /// The place of its last event.
    public var through: UInt64 { from + UInt64(parts.count) - 1 }

    /// The bytes of suffixes and bodies.
    public let size: Int

    package init(_ wire: WireRun) throws(RunFault) {
        guard let chapter = Bytes32(wire.chapter), let previous = Bytes32(wire.previous),
            let signature = Signature(wire.signature), wire.from >= 1,
            wire.from <= Limits.lastSeq - UInt64(Limits.runEvents)
        else { throw .malformed }
        guard !wire.events.isEmpty else { throw .malformed }
        guard wire.events.count <= Limits.runEvents else { throw .tooLarge }
        feed = FeedName(chapter: ChapterID(chapter), epoch: wire.epoch)
        from = wire.from
        self.previous = EventID(previous)
        self.signature = signature
        var parts: [Part] = []
        parts.reserveCapacity(wire.events.count)
        var size = 0
        for event in wire.events {
            let part = try Self.part(event)
            size += part.suffix.count + (part.body?.count ?? 36)
            parts.append(part)
        }
        guard size <= Limits.runBytes else { throw .tooLarge }
        self.parts = parts
        self.size = size
    }

    private static func part(_ event: WireRunEvent) throws(RunFault) -> Part {
        guard event.suffix.count <= Limits.suffixBytes, event.body.count <= Limits.bodyBytes else {
            throw .tooLarge
        }
        let suffix = [UInt8](event.suffix)
        if event.body.isEmpty {
            guard let hash = Bytes32(event.bodyHash), event.bodyLength >= Limits.saltBytes,
                event.bodyLength <= Limits.bodyBytes
            else { throw .malformed }
            return Part(suffix: suffix, body: nil, bodyHash: hash, bodyLength: event.bodyLength)
        }
        guard event.body.count >= Limits.saltBytes, event.bodyHash.isEmpty else {
            throw .malformed
        }
        let body = [UInt8](event.body)
        return Part(
            suffix: suffix, body: body, bodyHash: digest("rhizome/body", body),
            bodyLength: UInt32(body.count))
    }
}

/// Why a run is not believed.
///
/// Nothing of it is kept.
public enum RunFault: Error, Hashable, Sendable {
    /// A field is missing or has the wrong length.
    case malformed
    /// It exceeds a limit.
    case tooLarge
    /// Its author is not on the roster.
    case unknownChapter
    /// It does not begin right after what is held: a gap, or something already known.
    case discontinuous
    /// It continues another chain than the one that is held.
    case otherBranch
    /// Its time runs backwards.
    case timeBackwards
    /// An event that must end a run is in the middle of one.
    case mustEndRun
    /// The signature does not fit.
    case badSignature
}
