import Federation
import GRDB

/// Signs the member who acts out in one other place, or everywhere else.
///
/// Whoever ends everything else may fear that somebody looks along, so their secret calendar
/// address ends with it; a single session leaves it as it is.
public struct EndOneSession: Act {
    /// Every member's, for themselves.
    public static let permission = Permission.takePart

    /// The id from `SessionList`; nil for all but the one that stays.
    public var id: String?
    /// The token of the session that stays when all others end.
    public var staying: String?

    /// One session.
    public init(_ id: String) { self.id = id }

    /// All sessions but one.
    public init(allBut staying: String?) { self.staying = staying }

    /// Ends them and gives how many sessions there were.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let person = try context.memberToSignIn(context.actingMember).get()
            let count: Int
            var endsCalendar = false
            if let id {
                try context.db.execute(
                    sql: """
                        UPDATE member_token SET revoked = ?
                        WHERE member_id = ? AND revoked IS NULL
                          AND lower(hex(substr(hash, 1, 8))) = ?
                        """, arguments: [context.now.milliseconds, person.id, id])
                count = context.db.changesCount
            } else {
                count = try context.endSessions(of: person.id, except: staying)
                try context.voidOpenSignIns(of: person.id)
                endsCalendar = try context.dropCalendarAddress(of: person.id)
            }
            guard count > 0 || endsCalendar else { return 0 }
            var change = PersonChange(of: person, by: "EndOneSession", in: context)
            if count > 0 {
                try change.record(
                    SignInField.token.rawValue, old: "\(count) made", new: nil)
            }
            if endsCalendar { try change.recordCalendarEnd() }
            try change.finish()
            return count
        }
    }
}
