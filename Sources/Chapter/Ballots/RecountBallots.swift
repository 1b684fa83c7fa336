public import Federation
import Feeds
import Foundation
public import GRDB
import Sodium

/// Counts the papers of other chapters' closed ballots and says whether the host's result is right.
///
/// The node does it whenever gossip has brought events. Doing it again changes nothing.
public struct RecountBallots: Act {
    /// The node does it as its operator.
    public static let permission = Permission.runBallots

    /// Counts whatever is waiting.
    public init() {}

    /// The closed ballots of other chapters whose result this chapter has not counted.
    ///
    /// All papers of a ballot stand in its feed before the close, so they are here by then.
    public static func pending(_ db: Database, of chapter: ChapterID) throws -> [ObjectID] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT shared_ballot.ballot, result, result_hash
                FROM shared_ballot LEFT JOIN shared_recount
                  ON shared_recount.ballot = shared_ballot.ballot
                    AND shared_recount.chapter = :own
                WHERE state = 'closed' AND shared_ballot.chapter <> :own
                  AND shared_ballot.\(notBlocked)
                ORDER BY shared_ballot.ballot
                """,
            arguments: ["own": chapter])
        return rows.compactMap { row in
            let counted: Bytes32? = row["result_hash"]
            let result: Data = row["result"]
            return counted == BallotClosed.hash(payload: Array(result)) ? nil : row["ballot"]
        }
    }

    /// Gives the ballots that were counted.
    public func perform(in context: ActContext) throws -> Result<[ObjectID], Refusal> {
        try refusing {
            guard context.feeds.gateIsOpen else { return [] }
            let pending = try Self.pending(context.db, of: context.feeds.chapter)
            for ballot in pending {
                guard let published = try PublishedBallot.find(ballot, in: context.db),
                    let closing = published.closing, let own = published.ownCount
                else { continue }
                let recount = BallotRecounted(
                    ballot: ballot, resultHash: BallotClosed.hash(payload: closing),
                    agrees: try BallotClosed(payload: closing) == own, counts: own.counts)
                try context.feeds.append(
                    .ballotRecounted, recount.payload(), at: context.now, in: context.db)
            }
            return pending
        }
    }
}
