public import Federation
import Feeds
import GRDB

/// Says everything about a meeting anew.
///
/// The version that the person saw must still be the present one, or somebody else's change would
/// be lost. A meeting that is no longer shared is cancelled for the linked chapters.
public struct ChangeMeeting: Act {
    /// A coordinator's.
    public static let permission = Permission.planMeetings
    /// What the linked chapters read when a meeting is no longer shared.
    public static let withdrawnReason = "This meeting is now for the chapter's own people."

    /// The meeting.
    public var meeting: ObjectID
    /// The version that the change starts from.
    public var version: Int
    /// What people wrote down now.
    public var plan: MeetingPlan

    /// Changes this version of the meeting to the plan.
    public init(_ meeting: ObjectID, version: Int, to plan: MeetingPlan) {
        self.meeting = meeting
        self.version = version
        self.plan = plan
    }

    /// Gives the new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let row = try MeetingRow.findStanding(meeting, in: context.db)
            guard row.version == version else {
                throw Refusal(
                    .conflict,
                    "Somebody else changed “\(row.plan.title)” in the meantime. Nothing of yours "
                        + "was saved: look at the meeting as it is now and change it again.")
            }
            let plan = try plan.checked()
            try context.db.execute(
                sql: """
                    UPDATE meeting SET version = version + 1, title = ?, place = ?,
                      online_link = ?, starts_at = ?, ends_at = ?, time_zone = ?, utc_offset = ?,
                      agenda = ?, audience = ?, quorum_people = ?, quorum_percent = ?,
                      changed_at = ?, changed_by = ?
                    WHERE id = ?
                    """,
                arguments: [
                    plan.title, plan.place, plan.onlineLink, plan.start.milliseconds,
                    plan.end.milliseconds, plan.timeZone, plan.utcOffset, plan.agenda,
                    plan.audience.rawValue, plan.quorum?.people, plan.quorum?.percent,
                    context.now.milliseconds, context.viewer.memberID, meeting,
                ])
            try tell(of: plan, after: row, in: context)
            return version + 1
        }
    }

    private func tell(of plan: MeetingPlan, after row: MeetingRow, in context: ActContext) throws {
        if plan.audience.isShared {
            try context.feeds.append(
                .meetingScheduled, plan.event(nonce: row.nonce).payload(), at: context.now,
                in: context.db)
        } else if row.plan.audience.isShared {
            let withdrawn = MeetingCancelled(meeting: meeting, reason: Self.withdrawnReason)
            try context.feeds.append(
                .meetingCancelled, withdrawn.payload(), at: context.now, in: context.db)
        }
    }
}
