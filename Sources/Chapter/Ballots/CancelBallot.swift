public import Federation
import Feeds
import GRDB

/// Ends a ballot without a count.
///
/// Papers that were cast are destroyed, unread.
public struct CancelBallot: Act {
    /// A coordinator's.
    public static let permission = Permission.runBallots

    /// The ballot.
    public var ballot: ObjectID
    /// Why, for people to read; may be empty.
    public var reason: String

    /// Cancels the ballot for this reason.
    public init(_ ballot: ObjectID, reason: String = "") {
        self.ballot = ballot
        self.reason = reason
    }

    /// A cancelled ballot stays in all lists; a closed one cannot be cancelled.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let row = try BallotRow.find(ballot, in: context.db)
            guard row.state != .closed else {
                throw Refusal(.conflict, "This ballot is closed and its result is published.")
            }
            let reason = try checkedReason(reason)
            if row.state == .open {
                try context.checkFeedIsOpen()
                let cancelled = BallotCancelled(ballot: ballot, reason: reason)
                try context.feeds.append(
                    .ballotCancelled, cancelled.payload(), at: context.now, in: context.db)
            }
            if row.state != .cancelled {
                try context.db.execute(
                    sql: "UPDATE ballot SET state = 'cancelled', reason = ? WHERE id = ?",
                    arguments: [reason, ballot])
            }
            // Only once the cancellation stands, or a rollback would have lost the papers of an
            // open ballot.
            let boxes = context.ballotBoxes
            context.db.afterNextTransaction { _ in boxes.remove(ballot) }
        }
    }
}
