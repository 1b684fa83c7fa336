public import Federation
import Feeds
import GRDB

/// What somebody wants to prove.
public enum ProvenThing: Hashable, Sendable {
    /// What its chapter says now of a meeting, group, post or ballot.
    case object(ObjectID)
    /// One event.
    case event(EventID)

    /// Reads an id as people have it; nil when it is neither.
    public init?(_ text: String) {
        if let id = ObjectID(text) {
            self = .object(id)
        } else if let id = EventID(text) {
            self = .event(id)
        } else {
            return nil
        }
    }
}

extension Chapter {
    /// Everything that anybody needs to check alone that a chapter has said something.
    ///
    /// Whoever may see a thing can prove it; single events are for those who keep the node.
    public func exportProof(of thing: ProvenThing, as viewer: Viewer) async throws
        -> Result<ProofFile, Refusal>
    {
        try await read { [feeds] db in
            try refusing {
                let places = try Self.places(of: thing, as: viewer, feeds, db)
                guard let feed = places.first?.feed else { throw Refusal.notFound("shared thing") }
                guard places.allSatisfy({ $0.feed == feed }) else { throw Self.twoEpochs }
                let proof = try feeds.prove(Set(places.map(\.seq)), of: feed, in: db)
                return ProofFile(try proof.mapError { Refusal($0) }.get())
            }
        }
    }

    private static func places(
        of thing: ProvenThing, as viewer: Viewer, _ feeds: Feeds, _ db: Database
    ) throws -> [(feed: FeedName, seq: UInt64)] {
        switch thing {
        case .event(let id):
            guard viewer.may(.seeNode) else { throw Refusal.notAllowed(.seeNode) }
            return try feeds.place(of: id, in: db).map { [$0] } ?? []
        case .object(let id):
            guard viewer != .visitor else { throw Refusal.notAllowed(.takePart) }
            let chapter = try ChapterID.fetchOne(
                db,
                sql: """
                    SELECT chapter FROM (
                      SELECT meeting AS id, chapter FROM shared_meeting
                      UNION ALL SELECT group_id, chapter FROM shared_group
                      UNION ALL SELECT post, chapter FROM shared_post
                      UNION ALL SELECT ballot, chapter FROM shared_ballot
                    ) WHERE id = ? AND \(notBlocked)
                    """, arguments: [id])
            return try chapter.map { try feeds.places(about: id, of: $0, in: db) } ?? []
        }
    }

    private static let twoEpochs = Refusal(
        .conflict,
        "What the chapter said of this lies in two epochs of its feed. Prove each event by its own "
            + "id; rhizome event list has them.")
}

extension Refusal {
    /// Why something cannot be proven, in words.
    init(_ refusal: ProofRefusal) {
        switch refusal {
        case .notHeld:
            self.init(
                .conflict,
                "This chapter's computer does not hold the beginning of that feed, which names its "
                    + "key.")
        case .tooMany:
            self.init(
                .conflict,
                "Too much was said of this for one proof. Prove each event by its own id; rhizome "
                    + "event list has them.")
        case .notCovered:
            self.init(
                .conflict,
                "No checkpoint of that chapter covers this yet. Its computer writes one after "
                    + "1,024 events, or 30 days; try again then.")
        }
    }
}
