public import Federation
import Feeds
import GRDB

/// Shares the head-count of shared meetings that are over, from the attendance on record.
///
/// The node does it by itself, so that nobody has to remember. A number that somebody counted is
/// left as it is, and so is a meeting without a record of who came.
public struct CountPastMeetings: Act {
    /// The node does it as its operator.
    public static let permission = Permission.planMeetings

    /// How long after the end those at the door have to finish the list, in milliseconds.
    public static let wait: Int64 = 3_600_000

    /// Counts whatever is waiting.
    public init() {}

    /// Gives the meetings that were counted.
    public func perform(in context: ActContext) throws -> Result<[ObjectID], Refusal> {
        try refusing {
            let waiting = try ObjectID.fetchAll(
                context.db,
                sql: """
                    SELECT id FROM meeting
                    WHERE audience <> 'chapter' AND NOT cancelled AND head_count IS NULL
                      AND ends_at < ? AND id IN (SELECT meeting_id FROM attendance)
                    ORDER BY starts_at, id
                    """,
                arguments: [context.now.milliseconds - Self.wait])
            for meeting in waiting {
                _ = try CountHeads(meeting).perform(in: context).get()
            }
            return waiting
        }
    }
}
