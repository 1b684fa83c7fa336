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
            guard try context.dropCalendarAddress(of: member) else { return }
            var change = PersonChange(of: person, by: "EndCalendarAddress", in: context)
            try change.recordCalendarEnd()
            try change.finish()
        }
    }
}

extension ActContext {
    /// Takes a member's calendar address back and says whether there was one.
    func dropCalendarAddress(of member: MemberID) throws -> Bool {
        try db.execute(
            sql: "DELETE FROM calendar_address WHERE member_id = ?", arguments: [member])
        return db.changesCount > 0
    }
}

extension PersonChange {
    /// Notes in the history that the calendar address ended.
    mutating func recordCalendarEnd() throws {
        try record(BesideTheRecord.calendarAddress, old: "made", new: nil)
    }
}
