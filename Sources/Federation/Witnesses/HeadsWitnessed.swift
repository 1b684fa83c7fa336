import Sodium
import SwiftProtobuf

/// The id that an event of a feed has, in somebody's words.
public struct WitnessedHead: Hashable, Sendable {
    /// The feed.
    public let feed: FeedName
    /// The event's place.
    public let seq: UInt64
    /// The event's id, and through it all that came before.
    public let id: EventID

    /// Names an event.
    public init(feed: FeedName, seq: UInt64, id: EventID) {
        self.feed = feed
        self.seq = seq
        self.id = id
    }
}

/// What a chapter holds of the feeds of others: the payload of a `headsWitnessed` event.
///
/// Who has said so once can be called upon when somebody rewrites the past later.
public struct HeadsWitnessed: Hashable, Sendable {
    /// The events named, ascending by feed and place.
    public let heads: [WitnessedHead]

    /// A statement of one's own; nil where it names nothing or too much.
    public init?(_ heads: [WitnessedHead]) {
        let sorted = heads.sorted { ($0.feed, $0.seq) < ($1.feed, $1.seq) }
        let ascends = zip(sorted, sorted.dropFirst()).allSatisfy {
            ($0.feed, $0.seq) < ($1.feed, $1.seq)
        }
        guard (1...Limits.witnessedPlaces).contains(sorted.count), ascends,
            sorted.allSatisfy({ (1...Limits.lastSeq).contains($0.seq) })
        else { return nil }
        self.heads = sorted
    }

    /// Reads the payload of a `headsWitnessed` event; nil when it is outside the limits.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireHeadsWitnessed(serializedBytes: payload),
            wire.feeds.count <= Limits.witnessedPlaces,
            wire.feeds.reduce(0, { $0 + $1.places.count }) <= Limits.witnessedPlaces
        else { return nil }
        var heads: [WitnessedHead] = []
        for feed in wire.feeds {
            guard let chapter = Bytes32(feed.chapter), feed.epoch <= Limits.lastEpoch,
                !feed.places.isEmpty
            else { return nil }
            let name = FeedName(chapter: ChapterID(chapter), epoch: feed.epoch)
            for place in feed.places {
                guard let id = Bytes32(place.id) else { return nil }
                heads.append(WitnessedHead(feed: name, seq: place.seq, id: EventID(id)))
            }
        }
        self.init(heads)
        guard self.heads == heads else { return nil }
    }

    /// The payload of a `headsWitnessed` event.
    public var payload: [UInt8] {
        var wire = WireHeadsWitnessed()
        for head in heads {
            var place = WireWitnessedPlace()
            place.seq = head.seq
            place.id = head.id.data
            if wire.feeds.last?.chapter != head.feed.chapter.data
                || wire.feeds.last?.epoch != head.feed.epoch
            {
                var feed = WireWitnessedFeed()
                feed.chapter = head.feed.chapter.data
                feed.epoch = head.feed.epoch
                wire.feeds.append(feed)
            }
            wire.feeds[wire.feeds.count - 1].places.append(place)
        }
        return wire.encoded
    }

    /// The places that a witness names who holds a feed up to `end` and had named it up to `last`.
    ///
    /// For each power of two its last multiple: so witnesses who look at different times name some
    /// places that are the same, not far below the end of the shorter one.
    public static func places(upTo end: UInt64, after last: UInt64) -> [UInt64] {
        var places: Set<UInt64> = []
        var step: UInt64 = 1
        while step <= end {
            let place = end - end % step
            if place <= last { break }
            places.insert(place)
            guard step <= end / 2 else { break }
            step *= 2
        }
        return places.sorted()
    }
}
