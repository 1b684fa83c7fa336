import Federation
import GRDB

/// Takes a member's secret calendar address back: calendars that have it get nothing more.
public struct EndCalendarAddress: Act {
    /// Every member's, for themselves.
    public static let permission = Permission.takePart

    /// The address of the member who acts.
    public init() {}

    /// Doing it twice changes nothing the second time.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let member = try context.actingMember
            let person = try context.memberToSignIn(member).get()
            try context.db.execute(
                sql: "DELETE FROM calendar_address WHERE member_id = ?", arguments: [member])
            guard context.db.changesCount > 0 else { return }
            var change = PersonChange(of: person, by: "EndCalendarAddress", in: context)
            try change.record("calendar address", old: "made", new: nil, touches: false)
            try change.finish()
        }
    }
}
