public import Federation
import Feeds
import GRDB

/// Says how many people came; the linked chapters hear the number of a shared meeting, no name.
public struct CountHeads: Act {
    /// A coordinator's.
    public static let permission = Permission.planMeetings

    /// The meeting, of this chapter.
    public var meeting: ObjectID
    /// How many, or nothing to count those who are on record.
    public var heads: Int?

    /// Counts, or takes the number that somebody counted.
    public init(_ meeting: ObjectID, heads: Int? = nil) {
        self.meeting = meeting
        self.heads = heads
    }

    /// Gives the head-count.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let row = try MeetingRow.findStanding(meeting, in: context.db)
            let recorded = try Int.fetchOne(
                context.db, sql: "SELECT count(*) FROM attendance WHERE meeting_id = ?",
                arguments: [meeting])
            let count = heads ?? recorded ?? 0
            guard (0...MeetingCounted.most).contains(count) else {
                throw Refusal.invalid("heads", "A head-count is a number from 0 to a million.")
            }
            try context.db.execute(
                sql: "UPDATE meeting SET head_count = ? WHERE id = ?", arguments: [count, meeting])
            if row.plan.audience.isShared {
                let counted = MeetingCounted(meeting: meeting, headCount: count)
                try context.feeds.append(
                    .meetingCounted, counted.payload(), at: context.now, in: context.db)
            }
            return count
        }
    }
}
