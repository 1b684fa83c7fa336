public import Federation
import Foundation
import GRDB

/// Records that somebody who is not in the chapter's list came to a meeting.
///
/// With the same slip it is done once, however often it is asked for.
public struct RecordGuest: Act {
    /// A coordinator's.
    public static let permission = Permission.planMeetings
    /// The longest name, in characters.
    public static let nameLength = 200

    /// The meeting, of this chapter.
    public var meeting: ObjectID
    /// The name they gave; two guests may share one.
    public var name: String
    /// When they came; nothing means now.
    public var arrived: Timestamp?
    /// When they left, if they did.
    public var left: Timestamp?

    /// Under which it is done once.
    public var slip: GuestSlip

    /// Records a guest.
    public init(
        _ meeting: ObjectID, name: String, arrived: Timestamp? = nil, left: Timestamp? = nil,
        slip: GuestSlip = .draw()
    ) {
        self.meeting = meeting
        self.name = name
        self.arrived = arrived
        self.left = left
        self.slip = slip
    }

    /// Keeps the guest's name in this chapter.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            _ = try MeetingRow.findStanding(meeting, in: context.db)
            let name = name.entered
            guard (1...Self.nameLength).contains(name.unicodeScalars.count) else {
                throw Refusal.invalid(
                    "name", "A guest's name has 1 to \(Self.nameLength) characters.")
            }
            let arrived = arrived ?? min(context.now, left ?? context.now)
            if let left, left < arrived {
                throw Refusal.invalid(
                    "left", "Nobody leaves before they arrive. Nothing was recorded.")
            }
            try context.db.execute(
                sql: """
                    INSERT INTO attendance
                      (meeting_id, guest, arrived_at, left_at, recorded_by, slip)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (meeting_id, slip) WHERE slip IS NOT NULL DO NOTHING
                    """,
                arguments: [
                    meeting, name, arrived.milliseconds, left?.milliseconds,
                    context.viewer.memberID, Data(slip.bytes),
                ])
        }
    }
}
