public import Federation
import Feeds
import Foundation
import GRDB

/// Plans a meeting; unless it is for the chapter alone, the linked chapters hear of it.
///
/// Without a time zone it is in the one that the chapter has chosen, if there is one.
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
            let plan = try plan.checked().placed(by: chosenTimeZone(context.db))
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

extension MeetingPlan {
    /// The plan with a time zone where it names none: the same moments on the clocks there.
    fileprivate func placed(by zone: TimeZone?) -> MeetingPlan {
        guard timeZone.isEmpty, let zone else { return self }
        var plan = self
        plan.timeZone = zone.identifier
        plan.utcOffset = zone.secondsFromGMT(for: start.moment) / 60
        return plan
    }
}

extension Timestamp {
    /// The moment for Foundation's time zones.
    fileprivate var moment: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
