import FoundationEssentials
import Sodium
import SwiftProtobuf

/// The author takes the bodies of earlier events of its own chapter back: everybody deletes them.
///
/// Specification: Protocol/README.md, "Taking back", kind 5.
public struct BodiesTakenBack: Hashable, Sendable {
    /// One event whose body goes.
    public struct Place: Hashable, Comparable, Sendable {
        /// The epoch that the event is in.
        public let epoch: UInt32
        /// Its place there.
        public let seq: UInt64
        /// Its id.
        public let id: EventID
        /// Of something said in a group: where it stood, so that answers to it make sense.
        public let post: Post?

        /// Names an event.
        public init(epoch: UInt32, seq: UInt64, id: EventID, post: Post? = nil) {
            self.epoch = epoch
            self.seq = seq
            self.id = id
            self.post = post
        }

        /// Orders places by epoch, seq and id.
        public static func < (left: Place, right: Place) -> Bool {
            (left.epoch, left.seq, left.id) < (right.epoch, right.seq, right.id)
        }
    }

    /// Where a post stood.
    ///
    /// The author says it: nobody can check it once the body is gone.
    public struct Post: Hashable, Sendable {
        /// The post.
        public let id: ObjectID
        /// Its group.
        public let group: ObjectID
        /// The post that it answered, if one.
        public let replyTo: ObjectID?

        /// Says where a post stood.
        public init(id: ObjectID, group: ObjectID, replyTo: ObjectID?) {
            self.id = id
            self.group = group
            self.replyTo = replyTo
        }
    }

    /// The events, by epoch, place and id.
    public let places: [Place]

    /// Names 1 to `Limits.takenBack` events; nil for more, for none, or for one named twice.
    public init?(_ places: [Place]) {
        let sorted = places.sorted()
        guard Self.isInOrder(sorted) else { return nil }
        self.places = sorted
    }

    /// Reads a payload; nil for one that breaks a rule.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireBodiesTakenBack(serializedBytes: payload) else { return nil }
        guard wire.events.count <= Limits.takenBack else { return nil }
        let places = wire.events.compactMap(Self.place)
        guard places.count == wire.events.count, Self.isInOrder(places) else { return nil }
        self.places = places
    }

    private static func place(_ wire: WireTakenBack) -> Place? {
        guard let id = Bytes32(wire.id), (1...Limits.lastSeq).contains(wire.seq),
            wire.epoch <= Limits.lastEpoch
        else { return nil }
        guard !wire.post.isEmpty || !wire.group.isEmpty || !wire.replyTo.isEmpty else {
            return Place(epoch: wire.epoch, seq: wire.seq, id: EventID(id))
        }
        guard let post = ObjectID(bytes: Array(wire.post)),
            let group = ObjectID(bytes: Array(wire.group))
        else { return nil }
        let replyTo = ObjectID(bytes: Array(wire.replyTo))
        guard wire.replyTo.isEmpty || replyTo != nil else { return nil }
        return Place(
            epoch: wire.epoch, seq: wire.seq, id: EventID(id),
            post: Post(id: post, group: group, replyTo: replyTo))
    }

    private static func isInOrder(_ places: [Place]) -> Bool {
        (1...Limits.takenBack).contains(places.count)
            && zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
    }

    /// The payload to sign.
    public var payload: [UInt8] {
        var wire = WireBodiesTakenBack()
        wire.events = places.map { place in
            var taken = WireTakenBack()
            taken.epoch = place.epoch
            taken.seq = place.seq
            taken.id = place.id.bytes.data
            if let post = place.post {
                taken.post = Data(post.id.bytes)
                taken.group = Data(post.group.bytes)
                taken.replyTo = Data(post.replyTo?.bytes ?? [])
            }
            return taken
        }
        return wire.encoded
    }

    /// Whether every event named comes before the one at this place, which names them.
    public func isAllBefore(epoch: UInt32, seq: UInt64) -> Bool {
        places.last.map { ($0.epoch, $0.seq) < (epoch, seq) } == true
    }
}
