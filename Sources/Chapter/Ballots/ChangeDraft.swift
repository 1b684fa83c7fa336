public import Federation
import Feeds
import GRDB

/// Words a ballot anew that is still a draft; an open one can never be changed.
public struct ChangeDraft: Act {
    /// A coordinator's.
    public static let permission = Permission.runBallots

    /// The draft.
    public var ballot: ObjectID
    /// What it says from now on.
    public var plan: BallotPlan

    /// Changes the draft to this.
    public init(_ ballot: ObjectID, to plan: BallotPlan) {
        self.ballot = ballot
        self.plan = plan
    }

    /// Puts the whole plan in the place of the one before.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let row = try BallotRow.find(ballot, in: context.db)
            guard row.state == .draft else {
                throw Refusal(
                    .conflict, "This ballot is \(row.state.rawValue); only a draft can be changed.")
            }
            let plan = try plan.checked(at: context.now)
            try context.db.execute(
                sql: """
                    UPDATE ballot SET question = ?, method = ?, threshold = ?,
                      quorum_numerator = ?, quorum_denominator = ?, closes_at = ?, seats = ?,
                      highest_score = ?
                    WHERE id = ?
                    """,
                arguments: [
                    plan.question, plan.method.rawValue, plan.threshold.rawValue,
                    plan.quorum?.numerator, plan.quorum?.denominator, plan.closes?.milliseconds,
                    plan.seats, plan.highestScore, ballot,
                ])
            try context.db.execute(
                sql: "DELETE FROM ballot_option WHERE ballot_id = ?", arguments: [ballot])
            try plan.writeOptions(of: ballot, in: context.db)
        }
    }
}
