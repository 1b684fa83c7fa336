public import Federation
import GRDB

/// What is on record about one person's attendance after the act.
public struct AttendanceRecorded: Hashable, Sendable {
    /// When they came.
    public var arrived: Timestamp
    /// When they left, if known.
    public var left: Timestamp?
    /// Whether an earlier arrival was on record and kept against another one.
    public var keptEarlierArrival: Bool
}

/// Records that a person of the chapter came to a meeting, and when they left.
///
/// Doing it twice changes nothing. A second call may add or change when they left; another time of
/// arrival is kept out unless the call says that it corrects.
public struct RecordAttendance: Act {
    /// A coordinator's.
    public static let permission = Permission.planMeetings

    /// The meeting, of this chapter.
    public var meeting: ObjectID
    /// Who came.
    public var member: MemberID
    /// When; nothing means now, or the start of a meeting that is over.
    public var arrived: Timestamp?
    /// When they left, if they did.
    public var left: Timestamp?
    /// Whether `arrived` replaces an earlier record.
    public var corrects: Bool

    /// Records a person.
    public init(
        _ meeting: ObjectID, member: MemberID, arrived: Timestamp? = nil, left: Timestamp? = nil,
        corrects: Bool = false
    ) {
        self.meeting = meeting
        self.member = member
        self.arrived = arrived
        self.left = left
        self.corrects = corrects
    }

    /// Gives what is on record now.
    public func perform(in context: ActContext) throws -> Result<AttendanceRecorded, Refusal> {
        try refusing {
            let row = try MeetingRow.findStanding(meeting, in: context.db)
            try checkPerson(member, in: context.db)
            let before = try Row.fetchOne(
                context.db,
                sql: """
                    SELECT arrived_at, left_at FROM attendance
                    WHERE meeting_id = ? AND member_id = ?
                    """,
                arguments: [meeting, member])
            let recorded = try record(after: before, of: row.plan, at: context.now)
            try context.db.execute(
                sql: """
                    INSERT INTO attendance
                      (meeting_id, member_id, arrived_at, left_at, recorded_by)
                    VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (meeting_id, member_id)
                    DO UPDATE SET arrived_at = excluded.arrived_at, left_at = excluded.left_at,
                      recorded_by = excluded.recorded_by
                    """,
                arguments: [
                    meeting, member, recorded.arrived.milliseconds, recorded.left?.milliseconds,
                    context.viewer.memberID,
                ])
            return recorded
        }
    }

    private func record(after before: Row?, of plan: MeetingPlan, at now: Timestamp) throws
        -> AttendanceRecorded
    {
        let noted: Int64? = before?["arrived_at"]
        let gone: Int64? = before?["left_at"]
        let usual = now > plan.end ? plan.start : now
        var recorded = AttendanceRecorded(
            arrived: arrived ?? min(usual, left ?? usual),
            left: left ?? gone.map { Timestamp(milliseconds: $0) }, keptEarlierArrival: false)
        if let noted, !(corrects && arrived != nil) {
            let kept = Timestamp(milliseconds: noted)
            recorded.keptEarlierArrival = arrived.map { $0 != kept } ?? false
            recorded.arrived = kept
        }
        if let left = recorded.left, left < recorded.arrived {
            throw Refusal.invalid("left", "Nobody leaves before they arrive. Nothing was recorded.")
        }
        return recorded
    }
}
