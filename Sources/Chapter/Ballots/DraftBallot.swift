public import Federation
import Feeds
import Foundation
import GRDB

/// Writes down a ballot; nobody else learns of it before it opens.
public struct DraftBallot: Act {
    /// A coordinator's.
    public static let permission = Permission.runBallots

    /// What people wrote down.
    public var plan: BallotPlan

    /// Drafts this.
    public init(_ plan: BallotPlan) { self.plan = plan }

    /// Gives the id of the new ballot.
    public func perform(in context: ActContext) throws -> Result<ObjectID, Refusal> {
        try refusing {
            let plan = try plan.checked(at: context.now)
            let (id, nonce) = context.feeds.newObject()
            try context.db.execute(
                sql: """
                    INSERT INTO ballot (id, nonce, question, method, threshold, quorum_numerator,
                      quorum_denominator, electorate, state, drafted_at, closes_at, seats,
                      highest_score)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?)
                    """,
                arguments: [
                    id, Data(nonce), plan.question, plan.method.rawValue, plan.threshold.rawValue,
                    plan.quorum?.numerator, plan.quorum?.denominator, plan.electorate.rawValue,
                    context.now.milliseconds, plan.closes?.milliseconds,
                    plan.seats, plan.highestScore,
                ])
            try plan.writeOptions(of: id, in: context.db)
            return id
        }
    }
}

extension BallotPlan {
    /// Writes the options of a ballot that has none yet, in their order.
    func writeOptions(of ballot: ObjectID, in db: Database) throws {
        for (number, option) in options.enumerated() {
            try db.execute(
                sql: "INSERT INTO ballot_option (ballot_id, number, text) VALUES (?, ?, ?)",
                arguments: [ballot, number, option])
        }
    }
}
