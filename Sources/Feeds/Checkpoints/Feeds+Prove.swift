public import Federation
public import GRDB
import Sodium

/// Why something that is held cannot be proven to others.
public enum ProofRefusal: Error, Hashable, Sendable {
    /// The feed does not hold these events, or not its own beginning.
    case notHeld
    /// More events than a proof may have.
    case tooMany
    /// No checkpoint covers one of them yet, and its signature is not here.
    case notCovered
}

extension Feeds {
    /// Everything that anybody needs to check these events of a feed alone.
    ///
    /// The feed's first event is always among them: it says what the chapter calls itself. The
    /// earliest checkpoint after the events is taken, so the proof is the same each time.
    public func prove(_ places: Set<UInt64>, of feed: FeedName, in db: Database) throws
        -> Result<FeedProof, ProofRefusal>
    {
        let places = places.union([1]).sorted()
        guard places.count <= Limits.provenEvents else { return .failure(.tooMany) }
        guard let held = try HeldFeed.find(feed, in: db), let opening = try held.opening(in: db)
        else { return .failure(.notHeld) }
        var certificate = opening.certificate
        let keys = try Self.keys(from: [feed: certificate.keys.first], in: db)[feed]
        for change in keys?.changes ?? [] {
            certificate = certificate.followed(by: change) ?? certificate
        }
        let events = try places.compactMap { try held.events(from: $0, limit: 1, in: db).first }
        guard events.map(\.header.seq) == places, let last = places.last else {
            return .failure(.notHeld)
        }
        let covering = try checkpoint(covering: last, of: held, in: db)
        var roots: [Range<UInt64>: Bytes32] = [:]
        var parts: [FeedProof.Part] = []
        for event in events {
            if let covering {
                let path = try MerklePath(of: event.header.seq - 1, in: covering.header.seq - 1) {
                    let root = try roots[$0] ?? held.root(over: $0, in: db)
                    roots[$0] = root
                    return root
                }
                parts.append(FeedProof.Part(event, .path(path)))
            } else if let signature = event.signature {
                parts.append(FeedProof.Part(event, .signature(signature)))
            } else {
                return .failure(.notCovered)
            }
        }
        return .success(
            FeedProof(
                certificate: certificate.bytes,
                checkpoint: covering.flatMap { event in
                    event.signature.map { FeedProof.Part(event, .signature($0)) }
                },
                events: parts))
    }

    /// The first checkpoint that holds after a place.
    private func checkpoint(covering place: UInt64, of held: HeldFeed, in db: Database) throws
        -> Event?
    {
        let seq = try Int64.fetchOne(
            db,
            sql: """
                SELECT seq FROM shared_checkpoint
                WHERE chapter = ? AND epoch = ? AND seq > ? ORDER BY seq LIMIT 1
                """, arguments: [held.name.chapter, held.name.epoch, Int64(place)])
        return try seq.flatMap { try held.events(from: UInt64($0), limit: 1, in: db).first }
    }
}

extension HeldFeed {
    /// The Merkle root over the ids of a range of events, counted from 0.
    fileprivate func root(over range: Range<UInt64>, in db: Database) throws -> Bytes32 {
        var tree = MerkleTree()
        try eachID(from: range.lowerBound + 1, through: range.upperBound, in: db) {
            tree.append($0.bytes)
        }
        return tree.root
    }
}
