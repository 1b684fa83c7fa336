public import Federation
import Feeds
import Foundation
import GRDB

/// Plans a meeting; unless it is for the chapter alone, the linked chapters hear of it.
public struct ScheduleMeeting: Act {
    /// A coordinator's.
    public static let permission = Permission.planMeetings

    /// What people wrote down.
    public var plan: MeetingPlan

    /// Plans this.
    public init(_ plan: MeetingPlan) { self.plan = plan }

    /// Gives the id of the new meeting.
    public func perform(in context: ActContext) throws -> Result<ObjectID, Refusal> {
        try refusing {
            let plan = try plan.checked()
            let (id, nonce) = context.feeds.newObject()
            try context.db.execute(
                sql: """
                    INSERT INTO meeting (id, nonce, title, place, online_link, starts_at, ends_at,
                      time_zone, utc_offset, agenda, audience, quorum_people, quorum_percent,
                      changed_at, changed_by)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, Data(nonce), plan.title, plan.place, plan.onlineLink,
                    plan.start.milliseconds, plan.end.milliseconds, plan.timeZone, plan.utcOffset,
                    plan.agenda, plan.audience.rawValue, plan.quorum?.people,
                    plan.quorum?.percent, context.now.milliseconds, context.viewer.memberID,
                ])
            if plan.audience.isShared {
                try context.feeds.append(
                    .meetingScheduled, plan.event(nonce: nonce).payload(), at: context.now,
                    in: context.db)
            }
            return id
        }
    }
}
