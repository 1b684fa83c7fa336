public import Federation
import GRDB

/// Takes somebody off the record of a meeting who was put there by mistake.
public struct TakeBackAttendance: Act {
    /// A coordinator's.
    public static let permission = Permission.planMeetings

    /// The meeting, of this chapter.
    public var meeting: ObjectID
    /// Who did not come.
    public var attendee: Attendee

    /// Takes somebody off the record.
    public init(_ meeting: ObjectID, _ attendee: Attendee) {
        self.meeting = meeting
        self.attendee = attendee
    }

    /// Doing it twice changes nothing the second time.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            _ = try MeetingRow.findStanding(meeting, in: context.db)
            try attendee.delete(at: meeting, in: context.db)
        }
    }
}
