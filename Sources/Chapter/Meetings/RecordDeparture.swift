public import Federation
import GRDB

/// Records that somebody left a meeting, or that they have come back.
///
/// Who has left does not count for the quorum any longer.
public struct RecordDeparture: Act {
    /// A coordinator's.
    public static let permission = Permission.planMeetings

    /// The meeting, of this chapter.
    public var meeting: ObjectID
    /// Who.
    public var attendee: Attendee
    /// When they left; nil when they are back, or have not left after all.
    public var left: Timestamp?

    /// Records that somebody left at a moment, or, with nil, that they are here.
    public init(_ meeting: ObjectID, _ attendee: Attendee, left: Timestamp?) {
        self.meeting = meeting
        self.attendee = attendee
        self.left = left
    }

    /// A moment before the arrival, as a slow clock would have it, becomes the arrival.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            _ = try MeetingRow.findStanding(meeting, in: context.db)
            let time = left?.milliseconds
            let isThere = try attendee.update(
                "left_at = CASE WHEN ?1 < arrived_at THEN arrived_at ELSE ?1 END", [time],
                at: meeting, in: context.db)
            guard isThere else {
                throw Refusal(.notFound, "This person is not on the record of the meeting.")
            }
        }
    }
}
