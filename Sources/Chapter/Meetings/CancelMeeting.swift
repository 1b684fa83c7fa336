public import Federation
import Feeds
import GRDB

/// Cancels a meeting, which stays in all lists, shown as cancelled.
public struct CancelMeeting: Act {
    /// A coordinator's.
    public static let permission = Permission.planMeetings

    /// The meeting.
    public var meeting: ObjectID
    /// Why, for people to read; may be empty.
    public var reason: String

    /// Cancels the meeting for this reason.
    public init(_ meeting: ObjectID, reason: String = "") {
        self.meeting = meeting
        self.reason = reason
    }

    /// Cancelling twice changes nothing the second time.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let row = try MeetingRow.find(meeting, in: context.db)
            if row.isCancelled { return }
            let reason = try checkedReason(reason)
            try context.db.execute(
                sql: """
                    UPDATE meeting SET cancelled = 1, reason = ?, version = version + 1,
                      changed_at = ?, changed_by = ?
                    WHERE id = ?
                    """,
                arguments: [
                    reason, context.now.milliseconds, context.viewer.memberID, meeting,
                ])
            if row.plan.audience.isShared {
                let cancelled = MeetingCancelled(meeting: meeting, reason: reason)
                try context.feeds.append(
                    .meetingCancelled, cancelled.payload(), at: context.now, in: context.db)
            }
        }
    }
}

/// A reason for a cancellation in one line, as it is kept.
func checkedReason(_ text: String) throws -> String {
    let reason = text.entered.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard reason.utf8.count <= MeetingCancelled.reasonBytes,
        reason.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else {
        throw Refusal.invalid(
            "reason",
            "A reason is one line of at most \(MeetingCancelled.reasonBytes) bytes of text.")
    }
    return reason
}
